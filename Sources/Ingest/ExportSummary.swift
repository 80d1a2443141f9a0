import Diagnostics
import Metrics

/// What became of one measure of one file, exactly, in millionths.
public struct MeasureTrail: Sendable, Hashable {
  public var read: Int64 = 0
  /// Rows that count; supersession by other exports is decided by the warehouse.
  public var accepted: Int64 = 0
  public var quarantined: Int64 = 0
  /// Rows that repeat another row of the file.
  public var repeated: Int64 = 0
  public var footer: Int64 = 0
  /// Accepted rows without a value.
  public var missing: Int64 = 0

  public var isBalanced: Bool { read == accepted + quarantined + repeated + footer }
}

/// What was found in one file, and what became of its rows.
public struct ExportSummary: Sendable {
  /// Rows that show a ratio and both its counts, and those of them where the three agree.
  public struct Agreement: Sendable, Hashable {
    public var compared = 0
    public var agreeing = 0
  }

  /// Which conversions the platform counts, as rows or the configuration say, in the order met.
  public var attributions: [String] = []
  public var path: String
  public var sha256 = ""
  public var bytes = 0
  public var platform: String
  public var platformName: String
  public var channel: String
  public var account: String?
  public var encoding: TextEncoding
  /// Zero for a workbook.
  public var delimiter: UInt8
  /// The sheet read, when the file is a workbook.
  public var sheet: String?
  public var headerLine: Int
  public var header: [String]
  /// Field → header as written.
  public var mapped: [Field: String]
  /// Headers of columns that feed nothing and are compared with nothing.
  public var unread: [String] = []
  /// Measures without a column, for which a warning names one that is not read.
  public var named: Set<Measure> = []
  public var currency: String?
  public var decimal: UInt8
  public var dateFormat: String?
  public var dateEvidence: [String] = []
  /// The report's own words before its header.
  public var preamble: [String] = []

  public var rowsRead = 0
  public var rowsAccepted = 0
  public var rowsRepeated = 0
  public var rowsQuarantined = 0
  public var rowsFooter = 0
  public var firstDay: CalendarDay?
  public var lastDay: CalendarDay?
  public var measures: [Measure: MeasureTrail] = [:]
  /// Of the platform's own ratios.
  public var ratios: [Field: Agreement] = [:]
  /// Cells with digits beyond a millionth, rounded half to even.
  public var cellsRounded = 0
  public var warnings: [Diagnostic] = []

  /// The delimiter for people and reports; empty for a workbook.
  public var delimiterText: String { RawText.text(delimiter: delimiter) }
}
