import Ingest

extension ReadingOptions {
  /// What was said of how to read a file: where it changes, the file is read again.
  /// - Parameter namesCurrency: nothing hangs on the project's own currency, because the file names one.
  func reading(_ catalog: PlatformCatalog, namesCurrency: Bool) -> String {
    var said: [(String, String?)] = [
      ("platform", platform), ("channel", channel), ("account", account), ("currency", currency),
      ("attribution", attribution), ("encoding", encoding?.rawValue),
      ("delimiter", delimiter.map { String(Unicode.Scalar($0)) }),
      ("decimal", decimal.map { String(Unicode.Scalar($0)) }),
      ("date_format", dateOrder.map { "\($0)" }), ("sheet", sheet),
      ("duplicates", keepsRepeats ? "keep" : nil),
      ("platforms", catalog.additions.isEmpty ? nil : catalog.additions),
      // Always there: nothing at all is what an older program has kept.
      ("project_currency", namesCurrency ? "" : usualCurrency ?? "?"),
    ]
    said += columns.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      ("columns.\($0.key.rawValue)", $0.value)
    }
    return said.compactMap { name, value in value.map { "\(name): \($0)" } }
      .joined(separator: "\n")
  }

  /// Whether a file that was read as `before` says would be read in the same way.
  func isRead(as before: String, _ catalog: PlatformCatalog) -> Bool {
    before.isEmpty || before == reading(catalog, namesCurrency: true)
      || before == reading(catalog, namesCurrency: false)
  }
}
