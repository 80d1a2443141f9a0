/// 63-bit surrogate keys that depend on the natural key alone, never on the order of loading.
///
/// The key is the first 16 hexadecimal digits of MD5 over the parts joined by U+001F, without the
/// sign bit, so that PostgreSQL computes the same with `md5()`. Zero is kept for the unknown member.
public enum StableKey {
  public static func of(_ parts: [String]) -> Int64 {
    var fingerprint = Fingerprint(.md5)
    for (index, part) in parts.enumerated() {
      if index > 0 { fingerprint.update("\u{1F}") }
      fingerprint.update(part)
    }
    let digits = fingerprint.hexadecimal().utf8.prefix(16)
    var key: UInt64 = 0
    for digit in digits {
      key = key << 4 | UInt64(digit < 0x3A ? digit - 0x30 : digit - 0x57)
    }
    let positive = Int64(key & 0x7FFF_FFFF_FFFF_FFFF)
    return positive == 0 ? 1 : positive
  }
}
