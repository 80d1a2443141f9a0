import CGLib

/// A running SHA-256 or MD5, by GLib's `GChecksum`.
///
/// SHA-256 names files and outputs; MD5 only spreads natural keys over 63 bits (`StableKey`), where
/// no attacker gains by a collision: uniqueness of keys is tested on every build.
public struct Fingerprint: ~Copyable {
  public enum Algorithm: Sendable {
    case sha256, md5
  }

  private let checksum: OpaquePointer

  public init(_ algorithm: Algorithm) {
    // `g_checksum_new` returns null only for an unknown algorithm.
    guard
      let checksum = g_checksum_new(
        algorithm == .sha256 ? G_CHECKSUM_SHA256 : G_CHECKSUM_MD5)
    else { preconditionFailure("GLib lacks the checksum") }
    self.checksum = checksum
  }

  deinit { g_checksum_free(checksum) }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    g_checksum_update(checksum, start.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest so far, in lower-case hexadecimal digits.
  public func hexadecimal() -> String {
    // GLib closes a checksum when it is read, so a copy is read.
    guard let copy = g_checksum_copy(checksum) else { return "" }
    defer { g_checksum_free(copy) }
    return String(cString: g_checksum_get_string(copy))
  }

  /// SHA-256 of bytes, in hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var fingerprint = Fingerprint(.sha256)
    bytes.withUnsafeBytes { fingerprint.update($0) }
    return fingerprint.hexadecimal()
  }
}
