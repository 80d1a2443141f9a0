/// What a user has said about a source; everything else is inferred from the file.
public struct ReadingOptions: Sendable {
  public enum DateOrder: Sendable, Hashable {
    case dayFirst, monthFirst
    /// Only dates that begin with the year, such as 2024-11-18; any other is refused.
    case yearFirst
    /// The same where the year has two digits, such as 24-11-18.
    case shortYearFirst
  }

  public var platform: String?
  public var channel: String?
  public var account: String?
  public var currency: String?
  /// Of the project: whose a mark is that several countries share alike.
  public var usualCurrency: String?
  /// Only the rows in one currency of several are read.
  public var part: CurrencyPart?
  /// Which conversions the platform counts, where the file does not say it.
  public var attribution: String?
  public var encoding: TextEncoding?
  public var delimiter: UInt8?
  /// "." or ",".
  public var decimal: UInt8?
  public var dateOrder: DateOrder?
  /// The sheet of a workbook; "*" where every visible sheet that is a report counts.
  public var sheet: String?
  /// Header of a field, as written in the file.
  public var columns: [Field: String]
  /// Rows that repeat another of the file in every cell all count.
  public var keepsRepeats: Bool

  public init(
    platform: String? = nil, channel: String? = nil, account: String? = nil,
    currency: String? = nil, usualCurrency: String? = nil, encoding: TextEncoding? = nil,
    delimiter: UInt8? = nil,
    decimal: UInt8? = nil, dateOrder: DateOrder? = nil, sheet: String? = nil,
    columns: [Field: String] = [:], keepsRepeats: Bool = false
  ) {
    self.platform = platform
    self.channel = channel
    self.account = account
    self.currency = currency
    self.usualCurrency = usualCurrency
    self.encoding = encoding
    self.delimiter = delimiter
    self.decimal = decimal
    self.dateOrder = dateOrder
    self.sheet = sheet
    self.columns = columns
    self.keepsRepeats = keepsRepeats
  }
}
