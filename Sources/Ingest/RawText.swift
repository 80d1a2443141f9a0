import Diagnostics

/// The records of a file as they stand, whatever platform wrote it.
public struct RawText: Sendable {
  public let encoding: TextEncoding
  /// Zero for a workbook.
  public let delimiter: UInt8
  /// The sheet read, when the file is a workbook.
  public let sheet: String?
  public let records: [[String]]
  /// Rows with more or fewer cells than the first row that is not blank, of the whole file when it
  /// was asked for: what a reader without a platform can say.
  public let ragged: [(line: Int, cells: Int, expected: Int, text: String)]

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
    limit: Int, checksWidth: Bool = false
  ) throws(Diagnostic) -> RawText {
    do {
      let dialect = try Dialect.sniff(
        path: path, options: options, prefers: catalog?.recognises(options, path: path))
      var reader = try RecordSource(path: path, dialect: dialect)
      var record = Record()
      var records: [[String]] = []
      var width: Int?
      var ragged: [(line: Int, cells: Int, expected: Int, text: String)] = []
      while records.count < limit || checksWidth, try reader.next(&record) {
        if records.count < limit { records.append((0..<record.count).map(record.text)) }
        guard checksWidth, !(record.isBlank && record.count == 1) else { continue }
        let expected = width ?? record.count
        width = expected
        if record.count != expected, ragged.count < 1000 {
          ragged.append(
            (
              record.line, record.count, expected,
              Printable.bytes(record.raw(delimiter: 0x2C), limit: 200)
            ))
        }
      }
      return RawText(
        encoding: dialect.encoding, delimiter: dialect.delimiter, sheet: dialect.sheet?.name,
        records: records, ragged: ragged)
    } catch {
      throw error.renamed(path, to: name)
    }
  }
}
