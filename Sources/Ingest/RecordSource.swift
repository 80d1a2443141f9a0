import Diagnostics

/// The records of an export, whatever holds them: a text, a text that is packed, a sheet.
///
/// The one seam between how a file is stored and what its rows mean.
struct RecordSource: ~Copyable {
  private var text: RecordReader?
  private var sheet: SpreadsheetReader?

  init(path: String, dialect: Dialect) throws(Diagnostic) {
    if let choice = dialect.sheet {
      sheet = try SpreadsheetReader(
        path: path, packing: dialect.packing, sheet: choice, decimal: dialect.decimal)
    } else {
      text = RecordReader(
        try dialect.packing.open(path), encoding: dialect.encoding, mark: dialect.mark,
        delimiter: dialect.delimiter)
    }
  }

  /// Reads the next record; false at the end.
  mutating func next(_ record: inout Record) throws(Diagnostic) -> Bool {
    if text != nil { return try text?.next(&record) ?? false }
    return try sheet?.next(&record) ?? false
  }

  /// Hands on every record that is left. The reader is taken out once, not at every record.
  mutating func forEach(_ body: (Record) throws(Diagnostic) -> Void) throws(Diagnostic) {
    var record = Record()
    if var reader = text.take() {
      while try reader.next(&record) { try body(record) }
      text = consume reader
    } else if var reader = sheet.take() {
      while try reader.next(&record) { try body(record) }
      sheet = consume reader
    }
  }

  /// SHA-256 and length of the content, once all records are read.
  mutating func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    if text != nil { return try text?.finish() ?? ("", 0) }
    return try sheet?.finish() ?? ("", 0)
  }
}
