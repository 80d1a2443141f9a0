import COpenSSL

/// A running SHA-256 or MD5, by OpenSSL's libcrypto, which uses the processor's own instructions.
///
/// SHA-256 names files and outputs; MD5 only spreads natural keys over 63 bits (`StableKey`), where
/// no attacker gains by a collision: uniqueness of keys is tested on every build.
public struct Fingerprint: ~Copyable {
  public enum Algorithm: Sendable {
    case sha256, md5
  }

  private let context: OpaquePointer

  public init(_ algorithm: Algorithm) {
    // Both fail only where memory or the algorithm itself is missing.
    guard let context = EVP_MD_CTX_new(),
      EVP_DigestInit_ex(context, algorithm == .sha256 ? EVP_sha256() : EVP_md5(), nil) == 1
    else { preconditionFailure("libcrypto lacks the digest") }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    EVP_DigestUpdate(context, start, bytes.count)
  }

  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest so far, in lower-case hexadecimal digits.
  public func hexadecimal() -> String {
    // A digest that is read is closed, so a copy is read.
    guard let copy = EVP_MD_CTX_new() else { return "" }
    defer { EVP_MD_CTX_free(copy) }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    guard EVP_MD_CTX_copy_ex(copy, context) == 1,
      EVP_DigestFinal_ex(copy, &digest, &length) == 1
    else { return "" }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest.prefix(Int(length)) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// SHA-256 of bytes, in hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var fingerprint = Fingerprint(.sha256)
    bytes.withUnsafeBytes { fingerprint.update($0) }
    return fingerprint.hexadecimal()
  }
}
