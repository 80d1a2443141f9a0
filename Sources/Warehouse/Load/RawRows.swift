import Metrics

/// Rows on their way into `raw_rows`, as the numbers that are written, and what they hold.
public struct RawRows: Sendable {
  /// The columns of `raw_rows` that rows have, in order; the load's number stands before them.
  static let columns = RawRow.columns

  private(set) var numbers: [Int64] = []
  /// Of rows that count, and of those that repeat others.
  private(set) var counted = Stock()
  private(set) var repeated = Stock()

  /// - Parameter capacity: how many rows are to come.
  public init(capacity: Int) {
    numbers.reserveCapacity(capacity * Self.columns.count)
  }

  public mutating func append(_ row: RawRow) {
    if row.isRepeat { repeated.add(row) } else { counted.add(row) }
    row.append(to: &numbers)
  }
}

/// One row of them; names are member ids, 0 for unknown.
public struct RawRow: Sendable {
  public var line: Int
  /// The day, or the first day of the row's period; 0 when the report names no date at all.
  public var dateKey: Int
  /// Last day of a row that covers a period; nil for a daily row. Such rows count in totals only.
  public var periodEndKey: Int?
  public var source, channel, campaign, ad, keyword, device, location: Int64
  public var mask: PresenceMask
  public var amounts: Amounts
  public var isRepeat: Bool

  public init(
    line: Int, dateKey: Int, periodEndKey: Int? = nil, source: Int64, channel: Int64,
    campaign: Int64, ad: Int64,
    keyword: Int64, device: Int64, location: Int64, mask: PresenceMask, amounts: Amounts,
    isRepeat: Bool
  ) {
    self.line = line
    self.dateKey = dateKey
    self.periodEndKey = periodEndKey
    self.source = source
    self.channel = channel
    self.campaign = campaign
    self.ad = ad
    self.keyword = keyword
    self.device = device
    self.location = location
    self.mask = mask
    self.amounts = amounts
    self.isRepeat = isRepeat
  }

  /// What `append` writes, in order.
  fileprivate static let columns =
    [
      "line", "date_key", "period_end_key", "source_member", "channel_member", "campaign_member",
      "ad_member", "keyword_member", "device_member", "location_member",
    ] + Measure.allCases.map(\.column) + ["presence_mask", "grain_key", "is_repeat"]

  fileprivate func append(to numbers: inout [Int64]) {
    numbers.append(Int64(line))
    numbers.append(Int64(dateKey))
    numbers.append(periodEndKey.map(Int64.init) ?? IntegerTable.null)
    numbers.append(source)
    numbers.append(channel)
    numbers.append(campaign)
    numbers.append(ad)
    numbers.append(keyword)
    numbers.append(device)
    numbers.append(location)
    for measure in Measure.allCases {
      numbers.append(mask.has(measure) ? amounts[measure] : IntegerTable.null)
    }
    numbers.append(Int64(mask.rawValue))
    numbers.append(grainKey)
    numbers.append(isRepeat ? 1 : 0)
  }

  private var grainKey: Int64 {
    GrainKey.of(
      [
        Int64(dateKey), source, channel, campaign, ad, keyword, device, location,
        Int64(periodEndKey ?? 0),
      ])
  }
}
