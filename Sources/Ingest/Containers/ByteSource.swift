import Diagnostics
import Fingerprints

/// What the content of a file is wrapped in.
enum Packing: Sendable, Equatable {
  case none
  case gzip
  /// A file in a ZIP archive, by its index.
  case zip(member: UInt64)
}

/// A file's content, unpacked, block by block; its hash is that of the content, so that the same
/// export counts once, zipped or not.
protocol ByteSource: AnyObject {
  var path: String { get }
  /// Appends a block to `buffer`; false at the end.
  func read(into buffer: inout [UInt8]) throws(Diagnostic) -> Bool
  /// SHA-256 and length of the content, after the last block.
  func finish() throws(Diagnostic) -> (sha256: String, bytes: Int)
}

extension Packing {
  func open(_ path: String) throws(Diagnostic) -> any ByteSource {
    switch self {
    case .none: try PlainBytes(path: path)
    case .gzip: try GzipBytes(path: path)
    case .zip(let member): try MemberBytes(path: path, member: member)
    }
  }

  /// The whole content, for a workbook that is packed once more.
  func contents(_ path: String, limit: Int) throws(Diagnostic) -> [UInt8] {
    let source = try open(path)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes) {
      guard bytes.count <= limit else {
        throw Diagnostic(
          .fileExpands, "holds a workbook of more than \(limit >> 20) MiB", at: Place(file: path),
          hint: "unpack it and read the workbook itself")
      }
    }
    _ = try source.finish()
    return bytes
  }
}

/// A file as it stands, or a sheet of a workbook by the whole of it.
final class PlainBytes: ByteSource {
  private var stream: ByteStream
  private let sheet: String?

  init(path: String) throws(Diagnostic) {
    let place = ArchiveMembers.place(of: path)
    stream = try ByteStream(path: place?.archive ?? path)
    sheet = place?.name
  }

  var path: String { stream.path }

  func read(into buffer: inout [UInt8]) throws(Diagnostic) -> Bool {
    try stream.read(into: &buffer)
  }

  func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    let sha256 = try stream.finish()
    return (sheet.map { FileHash.of(sheet: $0, in: sha256) } ?? sha256, stream.bytesRead)
  }
}
