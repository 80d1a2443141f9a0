import CZlib
import Diagnostics
import Fingerprints

/// The content of a gzip file, by zlib, which proves length and checksum of every member.
final class GzipBytes: ByteSource {
  private static let blockSize = 1 << 18

  private var stream: ByteStream
  private let inflater: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var position = 0
  private var isInside = true
  private var isExhausted = false
  private var expansion: Expansion
  private var fingerprint = Fingerprint(.sha256)

  init(path: String) throws(Diagnostic) {
    stream = try ByteStream(path: path)
    expansion = Expansion(path: path)
    inflater = .allocate(capacity: 1)
    inflater.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for the gzip wrapper.
    let code = inflateInit2_(
      inflater, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw Diagnostic(.fault, "zlib does not start: \(code)", at: Place(file: path))
    }
  }

  deinit {
    inflateEnd(inflater)
    inflater.deallocate()
  }

  var path: String { stream.path }

  func read(into buffer: inout [UInt8]) throws(Diagnostic) -> Bool {
    while !isExhausted {
      if position == input.count {
        input.removeAll(keepingCapacity: true)
        position = 0
        guard try stream.read(into: &input, upTo: 1 << 16) else {
          guard !isInside else { throw damaged("ends before its gzip stream does") }
          isExhausted = true
          break
        }
      }
      if !isInside, try !enterNextMember() { continue }
      if try inflateBlock(into: &buffer) { return true }
    }
    return false
  }

  func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    _ = try stream.finish()
    return (fingerprint.hexadecimal(), expansion.produced)
  }

  /// After a member: another one may follow, or zero bytes of padding.
  private func enterNextMember() throws(Diagnostic) -> Bool {
    while position < input.count, input[position] == 0 { position += 1 }
    guard position < input.count else { return false }
    guard input[position] == 0x1F else { throw damaged("bytes follow its gzip stream") }
    inflateReset(inflater)
    isInside = true
    return true
  }

  /// Inflates what is there; false when no byte came out.
  private func inflateBlock(into buffer: inout [UInt8]) throws(Diagnostic) -> Bool {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.blockSize))
    var code: Int32 = 0
    input.withUnsafeMutableBufferPointer { source in
      buffer.withUnsafeMutableBufferPointer { target in
        inflater.pointee.next_in = source.baseAddress.map { $0 + position }
        inflater.pointee.avail_in = UInt32(source.count - position)
        inflater.pointee.next_out = target.baseAddress.map { $0 + start }
        inflater.pointee.avail_out = UInt32(Self.blockSize)
        code = inflate(inflater, Z_NO_FLUSH)
      }
    }
    let produced = Self.blockSize - Int(inflater.pointee.avail_out)
    position = input.count - Int(inflater.pointee.avail_in)
    buffer.removeLast(Self.blockSize - produced)
    switch code {
    case Z_OK: break
    case Z_BUF_ERROR where produced == 0 && position == input.count: break
    case Z_STREAM_END: isInside = false
    default: throw damaged("its gzip stream does not fit its checksum or form")
    }
    try expansion.add(produced, packed: stream.bytesRead)
    buffer.withUnsafeBytes { bytes in
      fingerprint.update(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
    return produced > 0
  }

  private func damaged(_ message: String) -> Diagnostic {
    Diagnostic(
      .fileDamaged, message, at: Place(file: path),
      hint: "the file was probably cut; export or download it again")
  }
}
