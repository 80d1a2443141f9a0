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
    columns: [String: String] = [:], attributions: [String] = [], warnings: [Diagnostic],
    ratios: [(ratio: String, compared: Int, agreeing: Int)] = []
  ) {
    self.ratios = ratios
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

/// What a location lies in, as one export says; empty where it does not.
public struct LocationPlace: Sendable, Hashable {
  public let member: Int64
  public let region, country: String

  public init(member: Int64, region: String, country: String) {
    self.member = member
    self.region = region
    self.country = country
  }
}

/// A name of a row: which dimension, and the natural key that its member id is hashed from.
public struct Member: Sendable, Hashable {
  public let dimension: String
  public let platform: String
  public let account: String
  /// What the name belongs to: the ad group of an ad, the match type of a keyword.
  public let parent: String
  /// The platform's own number of it; empty where the export has none. It names the member instead
  /// of its name, which may change.
  public let nativeID: String
  public let name: String

  public init(
    dimension: String, platform: String = "", account: String = "", parent: String = "",
    nativeID: String = "", name: String
  ) {
    self.dimension = dimension
    self.platform = platform
    self.account = account
    self.parent = parent
    self.nativeID = nativeID
    self.name = name
  }

  /// By bytes, as SQLite compares and keys are hashed: Swift's own `==` takes "é" and "e" with an
  /// accent for one name, and would give both the key of whichever came first.
  public static func == (left: Member, right: Member) -> Bool {
    left.parts.elementsEqual(right.parts) { $0.utf8.elementsEqual($1.utf8) }
  }

  public func hash(into hasher: inout Hasher) {
    for part in parts {
      var part = part
      part.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      hasher.combine(0 as UInt8)
    }
  }

  /// The natural key.
  var parts: [String] {
    [dimension, platform, account, parent] + (nativeID.isEmpty ? [name] : ["", nativeID])
  }
}

/// A name that a member had in one load, and the first and last date key it had it on.
public struct NameSpan: Sendable {
  public let member: Int64
  public let name: String
  public internal(set) var first: Int
  public internal(set) var last: Int

  public init(member: Int64, name: String, day: Int) {
    self.member = member
    self.name = name
    first = day
    last = day
  }

  public mutating func add(_ day: Int) {
    first = min(first, day)
    last = max(last, day)
  }
}

/// One row on its way into `raw_rows`; names are member ids, 0 for unknown.
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

  /// The columns of `raw_rows` that `append` writes, in order; the load's number stands before them.
  static let columns =
    [
      "line", "date_key", "period_end_key", "source_member", "channel_member", "campaign_member",
      "ad_member", "keyword_member", "device_member", "location_member",
    ] + Measure.allCases.map(\.column) + ["presence_mask", "grain_key", "is_repeat"]

  func append(to numbers: inout [Int64]) {
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

  /// The grain as one key: two rows with it speak of the same ad, day and segment.
  var grainKey: Int64 {
    var hash = UInt64(bitPattern: Int64(dateKey))
    for part in [source, campaign, ad, keyword, device, location, Int64(periodEndKey ?? 0)] {
      hash ^= UInt64(bitPattern: part)
      // SplitMix64's finaliser (Steele, Lea, Flood 2014).
      hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 31
    }
    let key = Int64(bitPattern: hash)
    return key == IntegerTable.null ? 0 : key
  }
}
