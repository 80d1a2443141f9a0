import Glibc

/// Remembers the file as this program left it, so that a warehouse nobody has touched since is not
/// proven page by page on every command.
///
/// `warehouse.sqlite.seal` beside it holds size, time and place of the file. Whatever else writes to
/// the file, copies or restores it breaks the seal, and so does a run that ends early.
struct Seal: Sendable {
  let path: String

  private var name: String { path + ".seal" }

  var holds: Bool {
    guard let state, let file = fopen(name, "rb") else { return false }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = fread(&bytes, 1, bytes.count, file)
    return bytes.prefix(count).elementsEqual(state.utf8)
  }

  /// A seal that cannot be set costs the next command a check, and nothing else.
  func set() {
    guard let state, let file = fopen(name, "wb") else { return }
    fwrite(state, 1, state.utf8.count, file)
    fclose(file)
  }

  private var state: String? {
    var entry = stat()
    guard stat(path, &entry) == 0 else { return nil }
    return "\(entry.st_size) \(entry.st_mtim.tv_sec).\(entry.st_mtim.tv_nsec) \(entry.st_ino)\n"
  }
}
