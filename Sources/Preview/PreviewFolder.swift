import Foundation
import Glibc

/// The files of a folder as a preview shows them: regular files inside it, nothing hidden, no links.
struct PreviewFolder: Sendable {
  let root: String

  struct File {
    let type: String
    let bytes: Data
  }

  /// - Parameter path: of a request, percent-encoded.
  /// - Returns: nil for what is not there, or must not be shown.
  func file(_ path: String) -> File? {
    guard var full = resolve(path) else { return nil }
    if Self.kind(full) == S_IFDIR { full += "/index.html" }
    guard Self.kind(full) == S_IFREG, let bytes = FileManager.default.contents(atPath: full) else {
      return nil
    }
    return File(type: Self.type(full), bytes: bytes)
  }

  /// Whether a path names a folder that is asked for without its slash: its links would lead astray.
  func needsSlash(_ path: String) -> Bool {
    path.utf8.last != 0x2F && resolve(path).flatMap(Self.kind) == S_IFDIR
  }

  /// The file or folder that a path names.
  private func resolve(_ path: String) -> String? {
    guard let decoded = path.removingPercentEncoding,
      decoded.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x5C && $0 != 0x7F })
    else { return nil }
    var full = root
    for part in decoded.utf8.split(separator: 0x2F) {
      guard part.first != 0x2E else { return nil }
      full += "/" + String(decoding: part, as: UTF8.self)
      guard let kind = Self.kind(full), kind == S_IFDIR || kind == S_IFREG else { return nil }
    }
    return full
  }

  /// Changes when a file does.
  var version: String {
    var newest = 0
    var count = 0
    func walk(_ folder: String) {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
      for name in names where name.utf8.first != 0x2E {
        var status = stat()
        guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR { walk("\(folder)/\(name)") }
        newest = max(newest, status.st_mtim.tv_sec * 1_000_000 + status.st_mtim.tv_nsec / 1000)
        count += 1
      }
    }
    walk(root)
    return "\(count)-\(newest)"
  }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func type(_ path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "json": "application/json"
    case "csv": "text/csv; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "pdf": "application/pdf"
    case "xml": "application/atom+xml; charset=utf-8"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    default: "text/plain; charset=utf-8"
    }
  }
}
