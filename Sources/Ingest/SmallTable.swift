import Diagnostics

/// A small CSV file of the project itself: mappings, targets, events, sales. Read whole, by header.
public struct SmallTable: Sendable {
  public struct Row: Sendable {
    public let line: Int
    fileprivate let cells: [String: String]

    /// The trimmed cell of a column; empty when blank or the column is absent.
    public subscript(column: String) -> String { cells[column] ?? "" }
  }

  public let name: String
  public let rows: [Row]

  /// - Parameters:
  ///   - required: columns that must be there; compared without case and blanks.
  ///   - optional: columns that may be; any other is refused, so that a misspelt one is not lost.
  /// - Throws: `mapping.invalid`, and what reading a file can throw.
  public init(path: String, name: String, required: [String], optional: [String] = [])
    throws(Diagnostic)
  {
    self.name = name
    let dialect = try Dialect.sniff(path: path, options: ReadingOptions())
    var reader = try RecordSource(path: path, dialect: dialect)
    var record = Record()
    var header: [String]?
    var rows: [Row] = []
    while try reader.next(&record) {
      if record.isBlank { continue }
      let cells = (0..<record.count).map {
        String(decoding: record.trimmed($0), as: UTF8.self)
      }
      guard let names = header else {
        let names = cells.map { $0.lowercased() }
        for column in required where !names.contains(column) {
          throw Diagnostic(
            .mappingInvalid, "no column «\(column)»", at: Place(file: name, line: record.line),
            hint: "the columns are \((required + optional).joined(separator: ", "))")
        }
        for (index, column) in names.enumerated()
        where !(required + optional).contains(column) {
          throw Diagnostic(
            .mappingInvalid, "column «\(Printable.text(column))» is not known",
            at: Place(file: name, line: record.line, column: index + 1),
            hint: "the columns are \((required + optional).joined(separator: ", "))")
        }
        header = names
        continue
      }
      guard cells.count <= names.count else {
        throw Diagnostic(
          .mappingInvalid, "\(cells.count) cells where the header has \(names.count)",
          at: Place(file: name, line: record.line))
      }
      rows.append(
        Row(
          line: record.line,
          cells: Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first })))
    }
    self.rows = rows
  }

  /// A diagnostic about one cell.
  public func fault(_ row: Row, _ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.mappingInvalid, message, at: Place(file: name, line: row.line), hint: hint)
  }
}

/// Exact millionths of a plain decimal such as `0.106` or `152000`; nil for anything else.
public func decimalMicros(_ text: String) -> Int64? {
  var currency: String?
  guard
    case .value(let micros, true) = AmountGrammar().read(Array(text.utf8)[...], currency: &currency)
  else { return nil }
  return micros
}
