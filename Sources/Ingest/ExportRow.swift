import Metrics

/// One typed row of an export: where it stands, what it covers, its names as codes, its amounts.
public struct ExportRow: Sendable {
  /// One place for each of `Field.names`.
  public typealias NameCodes = InlineArray<13, Int32>

  /// 1-based line of the file.
  public let line: Int
  /// The day, or the first day of a period; nil when the report does not say what it covers.
  public let day: CalendarDay?
  /// The last day of what the row covers; nil for one day. Such a row is never spread over days.
  public let periodEnd: CalendarDay?
  /// Codes of the names in the order of `Field.names`; 0 where the cell is blank or absent.
  public let names: NameCodes
  public let mask: PresenceMask
  public let amounts: Amounts
  /// The row repeats another of the file in every cell, and does not count.
  public internal(set) var isRepeat = false

  public func name(_ field: Field) -> Int32 {
    Field.names.firstIndex(of: field).map { names[$0] } ?? 0
  }
}

/// A row that could not be read for certain: set aside, with its reason and the money at stake.
public struct QuarantinedRow: Sendable {
  public let line: Int
  /// Bytes before the row in the file, or in the text that is packed in it; nil of a sheet and of a
  /// text that is not UTF-8.
  public let byte: Int?
  /// 1-based cell.
  public let column: Int
  /// A short stable name: `date`, `amount`, `width`, `count-negative`.
  public let rule: String
  /// One sentence for people.
  public let reason: String
  /// The row as it stands, cut to 4 kB.
  public let text: String
  public let mask: PresenceMask
  public let amounts: Amounts
}

/// A totals row or a closing line of the report: never loaded, compared with what was.
public struct FooterRow: Sendable {
  public let line: Int
  public let text: String
  /// It totals the whole report, not a part of it.
  public let isGrandTotal: Bool
  public let mask: PresenceMask
  public let amounts: Amounts
}

/// What the reader hands on, some thousand rows at a time.
public struct ExportBatch: Sendable {
  public let platform: Platform
  public var rows: [ExportRow] = []
  public var quarantined: [QuarantinedRow] = []
  public var footers: [FooterRow] = []
  /// Names seen for the first time, with the codes rows refer to.
  public var newNames: [(field: Field, code: Int32, name: String)] = []

  init(platform: Platform) { self.platform = platform }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    quarantined.removeAll()
    footers.removeAll()
    newNames.removeAll()
  }
}
