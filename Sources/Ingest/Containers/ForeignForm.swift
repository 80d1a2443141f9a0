import Diagnostics

/// Kinds of files that are delivered as exports and cannot be read: each is named, with the way out.
enum ForeignForm {
  /// - Throws: `file.unsupported` for what is certainly no text table.
  static func refuse(_ head: [UInt8], path: String) throws(Diagnostic) {
    func unsupported(_ message: String, _ hint: String) -> Diagnostic {
      Diagnostic(.fileUnsupported, message, at: Place(file: path), hint: hint)
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      if try holdsEncryptedPackage(path) {
        throw unsupported(
          "is an Excel workbook protected by a password", "save it without a password")
      }
      throw unsupported("is an old Excel workbook (.xls)", "save it as .xlsx or CSV")
    }
    if head.starts(with: "%PDF-".utf8) {
      throw unsupported("is a PDF", "export the report as CSV")
    }
    // Markup in any encoding that keeps ASCII, and in UTF-16.
    let text = String(
      decoding: head.drop {
        [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, 0x20, 0x09, 0x0A, 0x0D].contains($0)
      }
      .filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self
    ).lowercased()
    if text.hasPrefix("<?xml") || text.hasPrefix("<workbook") {
      if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        throw unsupported("is an XML spreadsheet of 2003", "save it as .xlsx or CSV")
      }
      if !text.contains("<html") {
        throw unsupported("is XML, no table", "export the report as CSV")
      }
    }
    let tags = [
      "<!doctype", "<html", "<head", "<body", "<meta", "<table", "<div", "<style", "<?xml",
    ]
    if tags.contains(where: text.hasPrefix) {
      throw unsupported(
        "is a web page (HTML), whatever its name says",
        "export the report as CSV; a page instead of a report often means the session had ended")
    }
  }

  /// Excel wraps a protected workbook in the old container, under this name in UTF-16.
  private static func holdsEncryptedPackage(_ path: String) throws(Diagnostic) -> Bool {
    let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [UInt8]([$0, 0]) }
    var stream = try ByteStream(path: path)
    var window: [UInt8] = []
    while stream.bytesRead < 64 << 20, try stream.read(into: &window) {
      var index = 0
      while let start = window[index...].firstIndex(of: name[0]) {
        if window[start...].starts(with: name) { return true }
        index = start + 1
      }
      window.removeFirst(max(window.count - name.count, 0))
    }
    return false
  }
}
