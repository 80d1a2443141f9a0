import Diagnostics

/// The records of a file as they stand, whatever platform wrote it.
public struct RawText: Sendable {
  public let encoding: TextEncoding
  /// Zero for a workbook.
  public let delimiter: UInt8
  /// The sheet read, when the file is a workbook.
  public let sheet: String?
  public let records: [[String]]
  /// Rows whose cells may stand in columns of others, of the whole file when it was asked for: what a
  /// reader without a platform can say.
  public let damaged: [DamagedRow]

  public struct DamagedRow: Sendable {
    /// 1-based, as is the column.
    public let line, column: Int
    public let byte: Int?
    public let rule, reason, text: String
  }

  /// The delimiter for people and reports; empty for a workbook.
  public var delimiterText: String { Self.text(delimiter: delimiter) }

  static func text(delimiter: UInt8) -> String {
    delimiter == 0 ? "" : String(Unicode.Scalar(delimiter))
  }

  /// - Parameter catalog: chooses the sheet of a workbook by the platforms' headers, as
  ///   `ExportReader` does; the first sheet with data without it.
  /// - Throws: any `file.…` or `csv.…` diagnostic.
  public static func read(
    _ path: String, name: String, options: ReadingOptions, catalog: PlatformCatalog? = nil,
    limit: Int, checksRows: Bool = false
  ) throws(Diagnostic) -> RawText {
    do {
      let dialect = try Dialect.sniff(
        path: path, options: options, prefers: catalog?.recognises(options, path: path))
      var reader = try RecordSource(path: path, dialect: dialect)
      var record = Record()
      var records: [[String]] = []
      var width: Int?
      var damaged: [DamagedRow] = []
      while records.count < limit || checksRows, try reader.next(&record) {
        if records.count < limit { records.append((0..<record.count).map(record.text)) }
        guard checksRows, !(record.count == 1 && record.cell(0).isEmpty) else { continue }
        let expected = width ?? record.count
        width = expected
        guard damaged.count < 1000, let fault = Self.fault(record, expected: expected) else {
          continue
        }
        damaged.append(
          DamagedRow(
            line: record.line, column: fault.column + 1, byte: record.byte, rule: fault.rule,
            reason: fault.reason, text: Printable.bytes(record.raw(delimiter: 0x2C), limit: 200)))
      }
      return RawText(
        encoding: dialect.encoding, delimiter: dialect.delimiter, sheet: dialect.sheet?.name,
        records: records, damaged: damaged)
    } catch {
      throw error.renamed(path, to: name)
    }
  }

  /// The first row that is not empty stands for the header.
  private static func fault(_ record: Record, expected: Int) -> RowCheck.Fault? {
    if record.count != expected { return .width(record, expected: expected) }
    return record.splitQuote.map(RowCheck.Fault.splitQuote)
  }
}
