import Diagnostics
import Fingerprints
import Glibc

/// Reads a regular file in blocks and hashes it while reading.
///
/// `read(2)` rather than a mapping: a mapped file that another process truncates kills us. The
/// file's size and time are compared at the end, so a file that changes while it is read is refused.
struct ByteStream: ~Copyable {
  /// Small enough to stay in a core's own cache from reading to hashing to splitting.
  static let blockSize = 1 << 18

  let path: String
  private let descriptor: Int32
  private let opened: stat
  private var fingerprint: Fingerprint
  private(set) var bytesRead = 0

  /// - Throws: `file.unreadable` for anything but a readable regular file. Links are not followed.
  init(path: String) throws(Diagnostic) {
    self.path = path
    // Non-blocking, so that a FIFO without a writer cannot hang us; harmless for regular files.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Self.unreadable(path, errno)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.unreadable(path, code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Diagnostic(
        .fileUnreadable, "is not a regular file", at: Place(file: path),
        hint: "only regular files are read; folders are walked, links are not followed")
    }
    self.descriptor = descriptor
    opened = status
    fingerprint = Fingerprint(.sha256)
  }

  deinit { close(descriptor) }

  static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
    let reason =
      code == ELOOP ? "is a link, and links are not followed" : String(cString: strerror(code))
    return Diagnostic(
      .fileUnreadable, "cannot be read: \(reason)", at: Place(file: path),
      hint: code == EACCES ? "check the permissions of the file" : nil)
  }

  /// Appends up to one block to `buffer`; false at the end of the file.
  mutating func read(into buffer: inout [UInt8], upTo size: Int = Self.blockSize)
    throws(Diagnostic) -> Bool
  {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: size))
    var count = 0
    repeat {
      count = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(descriptor, bytes.baseAddress.map { $0 + start }, size)
      }
    } while count < 0 && errno == EINTR
    let code = errno
    buffer.removeLast(size - max(count, 0))
    guard count >= 0 else { throw Self.unreadable(path, code) }
    guard count > 0 else { return false }
    bytesRead += count
    buffer.withUnsafeBytes { bytes in
      fingerprint.update(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
    return true
  }

  /// The file's SHA-256, after the last block.
  /// - Throws: `file.changed-while-read`.
  func finish() throws(Diagnostic) -> String {
    guard isUnchanged, bytesRead == size else { throw Self.changed(path) }
    return fingerprint.hexadecimal()
  }

  /// Bytes of the file when it was opened.
  var size: Int { Int(opened.st_size) }

  /// Whether size and time of the file are what they were when it was opened.
  var isUnchanged: Bool {
    var now = stat()
    return fstat(descriptor, &now) == 0 && now.st_size == opened.st_size
      && now.st_mtim.tv_sec == opened.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
  }

  static func changed(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileChanged, "changed while it was read", at: Place(file: path),
      hint: "run again when the export is complete")
  }

  /// Bytes at a place of the file, fewer at its end; neither hashed nor counted.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, offset) }
    bytes.removeLast(count - max(found, 0))
    return bytes
  }

  /// A second descriptor of the same open file, for a library that reads by itself. They share the
  /// position: `rewind` before reading on.
  func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }

  func rewind() { lseek(descriptor, 0, SEEK_SET) }
}
