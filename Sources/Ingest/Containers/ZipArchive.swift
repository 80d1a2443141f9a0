import CZip
import Diagnostics
import Glibc

/// A ZIP archive by libzip: of a file that stays open under our own rules, or of bytes in memory.
///
/// Nothing is written, no name of an entry is ever a path on disk, and only stored and deflated entries
/// are read, so that no decoder with a window of gigabytes is started.
final class ZipArchive {
  struct Entry {
    let index: UInt64
    let name: String
    let size: Int
    let packed: Int
    let isReadable: Bool
    let isEncrypted: Bool

    var isFolder: Bool { name.utf8.last == 0x2F }
  }

  let path: String
  /// Bytes of the archive itself.
  let size: Int
  let entries: [Entry]
  private var stream: ByteStream?
  let handle: OpaquePointer

  /// - Parameter path: of its file, or of a file in it.
  /// - Throws: `file.unreadable`, `file.damaged`, `file.expands-too-far`.
  convenience init(path: String) throws(Diagnostic) {
    let stream = try ByteStream(path: ArchiveMembers.file(of: path))
    guard !ZipDirectory.isTooLong(stream) else { throw Self.tooManyEntries(path) }
    let descriptor = stream.duplicate()
    guard descriptor >= 0, let file = fdopen(descriptor, "r") else {
      throw ByteStream.unreadable(path, errno)
    }
    var error = zip_error_t()
    guard let source = zip_source_filep_create(file, 0, -1, &error) else {
      fclose(file)
      throw Self.damaged(path, &error)
    }
    let size = stream.size
    try self.init(path: path, size: size, stream: consume stream, source: source)
  }

  /// - Parameter path: of the file that the bytes were unpacked from, for messages.
  convenience init(bytes: [UInt8], path: String) throws(Diagnostic) {
    let tail = Array(bytes.suffix(22 + 0xFFFF))
    let isTooLong = ZipDirectory.isTooLong(tail, start: bytes.count - tail.count) { offset in
      Array(bytes.dropFirst(offset).prefix(56))
    }
    guard !isTooLong else { throw Self.tooManyEntries(path) }
    // libzip frees the copy with the archive.
    guard let copy = malloc(max(bytes.count, 1)) else {
      throw Diagnostic(.fault, "no memory for a workbook", at: Place(file: path))
    }
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
    }
    var error = zip_error_t()
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
      free(copy)
      throw Self.damaged(path, &error)
    }
    try self.init(path: path, size: bytes.count, stream: nil, source: source)
  }

  private init(path: String, size: Int, stream: consuming ByteStream?, source: OpaquePointer)
    throws(Diagnostic)
  {
    var error = zip_error_t()
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw Self.damaged(path, &error)
    }
    self.path = path
    self.size = size
    self.handle = handle
    self.stream = consume stream
    var entries: [Entry] = []
    for index in 0..<UInt64(max(zip_get_num_entries(handle, 0), 0)) {
      var status = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &status) == 0, let name = status.name else { continue }
      entries.append(
        Entry(
          index: index, name: String(cString: name), size: Int(clamping: status.size),
          packed: min(Int(clamping: status.comp_size), size),
          isReadable: status.comp_method == 0 || status.comp_method == 8,
          isEncrypted: status.encryption_method != 0))
    }
    self.entries = entries
  }

  deinit { zip_discard(handle) }

  /// The entry of a name as parts of a workbook are named: without case, either slash.
  func entry(_ name: String) -> Entry? {
    let wanted = Self.key(name)
    return entries.first { Self.key($0.name) == wanted }
  }

  static func key(_ name: String) -> [UInt8] {
    var bytes = name.utf8.map { byte -> UInt8 in
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case 0x5C: 0x2F
      default: byte
      }
    }
    if bytes.first == 0x2F { bytes.removeFirst() }
    return bytes
  }

  /// SHA-256 and length of the archive's file, once all is read.
  /// - Throws: `file.changed-while-read`.
  func finish() throws(Diagnostic) -> (sha256: String, bytes: Int)? {
    guard stream != nil else { return nil }
    stream?.rewind()
    var block: [UInt8] = []
    while try stream?.read(into: &block) ?? false { block.removeAll(keepingCapacity: true) }
    return (try stream?.finish() ?? "", size)
  }

  /// A damage met while reading; a file that changed meanwhile is said to have changed.
  func damage(_ message: String) -> Diagnostic {
    if let isUnchanged = stream?.isUnchanged, !isUnchanged { return ByteStream.changed(path) }
    return Self.damaged(path, message)
  }

  static func damaged(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      .fileDamaged, message, at: Place(file: path),
      hint: "the file was probably cut; export or download it again")
  }

  private static func damaged(_ path: String, _ error: inout zip_error_t) -> Diagnostic {
    defer { zip_error_fini(&error) }
    let reason = String(cString: zip_error_strerror(&error))
    return damaged(path, "is no whole ZIP archive: \(Printable.text(reason))")
  }

  private static func tooManyEntries(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileExpands, "holds more entries than any export", at: Place(file: path),
      hint: "unpack it and read the files themselves")
  }
}
