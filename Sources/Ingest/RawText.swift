import Diagnostics

/// The records of a text file as they stand, whatever platform wrote it.
public struct RawText: Sendable {
  public let encoding: TextEncoding
  public let delimiter: UInt8
  public let records: [[String]]

  /// - Throws: any `file.…` or `csv.…` diagnostic.
  public static func read(_ path: String, name: String, options: ReadingOptions, limit: Int)
    throws(Diagnostic) -> RawText
  {
    do {
      let dialect = try Dialect.sniff(
        path: path, encoding: options.encoding, delimiter: options.delimiter)
      var reader = try RecordReader(
        path: path, encoding: dialect.encoding, mark: dialect.mark, delimiter: dialect.delimiter)
      var record = Record()
      var records: [[String]] = []
      while records.count < limit, try reader.next(&record) {
        records.append((0..<record.count).map(record.text))
      }
      return RawText(encoding: dialect.encoding, delimiter: dialect.delimiter, records: records)
    } catch {
      throw error.renamed(path, to: name)
    }
  }
}
