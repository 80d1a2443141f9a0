import Diagnostics
import Glibc

/// Files of the project, by POSIX calls whose failures are told one by one.
enum FileSystem {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The whole file; nil when it is not there.
  static func read(_ path: String) throws(Diagnostic) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failed("cannot be read", path, .fileUnreadable)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failed("cannot be read", path, .fileUnreadable)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
    }
  }

  static func text(_ path: String) throws(Diagnostic) -> String? {
    guard let bytes = try read(path) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(.fileNotText, "is not UTF-8 text", at: Place(file: path))
    }
    return text
  }

  static func makeFolder(_ path: String) throws(Diagnostic) {
    if isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw failed("cannot be made", path, .diskFailed)
    }
  }

  /// Writes a file and forces it to disk.
  static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failed("cannot be written", path, .diskFailed) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let error = failed("cannot be written", path, .diskFailed)
        close(descriptor)
        throw error
      }
      offset += count
    }
    let synced = fsync(descriptor)
    let error = synced == 0 ? nil : failed("cannot be written", path, .diskFailed)
    close(descriptor)
    if let error { throw error }
  }

  /// Makes a file of as many bytes, so that what is written there next finds room.
  static func reserve(_ path: String, bytes: Int) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failed("cannot be written", path, .diskFailed) }
    defer { close(descriptor) }
    let result = posix_fallocate(descriptor, 0, off_t(bytes))
    guard result == 0 else {
      errno = result
      throw failed("cannot be written", path, .diskFailed)
    }
  }

  /// Writes beside the target and renames over it, unless the target holds the same already.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
    if let old = try? read(path), old == bytes { return }
    let aside = path + ".new"
    do { try write(bytes, to: aside) } catch {
      unlink(aside)
      throw error
    }
    guard rename(aside, path) == 0 else {
      let error = failed("cannot be replaced", path, .diskFailed)
      unlink(aside)
      throw error
    }
  }

  static func sync(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  /// Names in a folder, ordered by their bytes; empty when it is not there.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// Regular files below a folder, ordered by path; links and hidden files are passed over.
  static func files(below folder: String) -> [String] { walk(folder).files }

  /// The same, with what was passed over: links, pipes, devices.
  static func walk(_ folder: String) -> (files: [String], others: [String]) {
    var files: [String] = []
    var others: [String] = []
    for name in names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        let below = walk(path)
        files += below.files
        others += below.others
      case S_IFREG: files.append(path)
      default: others.append(path)
      }
    }
    return (files, others)
  }

  /// Removes a folder and what is in it; links are removed, not followed.
  static func remove(_ path: String) {
    if isFolder(path) {
      for name in names(in: path) { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  static func failed(_ what: String, _ path: String, _ code: DiagnosticCode) -> Diagnostic {
    let number = errno
    let hint: String? =
      switch number {
      case ENOSPC, EDQUOT: "free some space and run again; nothing half written is in its place"
      case EFBIG: "files may not grow so large here: see `ulimit -f`"
      case EACCES, EPERM, EROFS: "check the permissions of the folder"
      default: nil
      }
    return Diagnostic(
      code, "\(what): \(String(cString: strerror(number)))", at: Place(file: path), hint: hint)
  }
}
