import Diagnostics
import Metrics

/// What the ledger keeps of one export file.
public struct LoadDescription: Sendable {
  public var path: String
  public var sha256: String
  /// Of a file whose currencies are loaded one by one, which; empty of the first, and of others.
  public var part: String
  public var bytes: Int
  public var platform: String
  public var platformName: String
  public var channel: String
  public var account: String
  public var currency: String
  public var encoding: String
  public var delimiter: String
  public var headerLine: Int
  public var header: [String]
  public var dateFormat: String
  /// The names its rows are broken down by: "campaign, device".
  public var grain: String
  public var firstDay: CalendarDay?
  public var lastDay: CalendarDay?
  public var rowsRead: Int
  public var rowsQuarantined: Int
  public var rowsRepeated: Int
  public var rowsFooter: Int
  public var trails: [(measure: Measure, read: Int64, quarantined: Int64, footer: Int64)]
  /// Field → header of the column that fed it.
  public var columns: [String: String]
  public var warnings: [Diagnostic]
  /// Which conversions the platform counts, in its own words.
  public var attributions: [String]
  /// What was said of how to read it.
  public var reading: String
  /// Of ratios that the platform reports: rows that could be held against ours, and those that agree.
  public var ratios: [(ratio: String, compared: Int, agreeing: Int)]

  /// What exports of one report share: the path without its digits, so without dates and numbers.
  var series: String {
    String(decoding: path.utf8.filter { !(0x30...0x39).contains($0) }, as: UTF8.self)
  }

  public init(
    path: String, sha256: String, part: String = "", bytes: Int, platform: String,
    platformName: String,
    channel: String, account: String, currency: String, encoding: String, delimiter: String,
    headerLine: Int, header: [String], dateFormat: String, grain: String, firstDay: CalendarDay?,
    lastDay: CalendarDay?, rowsRead: Int, rowsQuarantined: Int, rowsRepeated: Int,
    rowsFooter: Int, trails: [(measure: Measure, read: Int64, quarantined: Int64, footer: Int64)],
    columns: [String: String] = [:], attributions: [String] = [], reading: String = "",
    warnings: [Diagnostic],
    ratios: [(ratio: String, compared: Int, agreeing: Int)] = []
  ) {
    self.ratios = ratios
    self.reading = reading
    self.attributions = attributions
    self.path = path
    self.sha256 = sha256
    self.part = part
    self.bytes = bytes
    self.platform = platform
    self.platformName = platformName
    self.channel = channel
    self.account = account
    self.currency = currency
    self.encoding = encoding
    self.delimiter = delimiter
    self.headerLine = headerLine
    self.header = header
    self.dateFormat = dateFormat
    self.grain = grain
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.rowsRead = rowsRead
    self.rowsQuarantined = rowsQuarantined
    self.rowsRepeated = rowsRepeated
    self.rowsFooter = rowsFooter
    self.trails = trails
    self.columns = columns
    self.warnings = warnings
  }
}
