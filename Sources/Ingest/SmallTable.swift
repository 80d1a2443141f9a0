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
    do {
      try self.init(reading: path, name: name, required: required, optional: optional)
    } catch {
      // Whatever is wrong with it, it is a file of the project's own set-up.
      let code = error.exitStatus == .badInput ? .mappingInvalid : error.code
      let place = error.renamed(path, to: name).place
      throw Diagnostic(code, error.message, at: place, hint: error.hint)
    }
  }

  private init(reading path: String, name: String, required: [String], optional: [String])
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

/// A plain decimal such as `0.0000634` as an integer of 10^-places; nil for anything else, and when
/// digits would be lost.
public func decimal(_ text: String, places: Int) -> Int64? {
  var digits: Int64 = 0
  var decimals: Int?
  var count = 0
  for byte in text.utf8 {
    if byte == 0x2E, decimals == nil {
      decimals = 0
      continue
    }
    guard (0x30...0x39).contains(byte) else { return nil }
    if let seen = decimals {
      if seen == places {
        if byte == 0x30 { continue }
        return nil
      }
      decimals = seen + 1
    }
    let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(Int64(byte - 0x30))
    if overflow || carry { return nil }
    digits = sum
    count += 1
  }
  guard count > 0 else { return nil }
  for _ in 0..<(places - (decimals ?? 0)) {
    let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
    if overflow { return nil }
    digits = product
  }
  return digits
}

/// Exact millionths of a plain decimal such as `0.106` or `152000`; nil for anything else.
public func decimalMicros(_ text: String) -> Int64? {
  var currency: Currency.ID?
  guard
    case .value(let micros, true) = AmountGrammar().readAny(
      Array(text.utf8)[...], currency: &currency)
  else { return nil }
  return micros
}
