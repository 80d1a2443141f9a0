import Diagnostics
import GRDB
import Metrics

/// Sums of facts for any dimensions, straight from the star schema.
public struct FactQuery: Sendable {
  public var dimensions: [Dimension]
  /// Groups by day as well.
  public var byDay: Bool
  public var from: CalendarDay?
  public var to: CalendarDay?
  /// What facts must be; of one dimension any of its values.
  public var filters: [(dimension: Dimension, value: String)]

  public init(
    dimensions: [Dimension], byDay: Bool, from: CalendarDay? = nil, to: CalendarDay? = nil,
    filters: [(dimension: Dimension, value: String)] = []
  ) {
    self.dimensions = dimensions
    self.byDay = byDay
    self.from = from
    self.to = to
    self.filters = filters
  }

  /// Sums of one group, by which measures the rows had.
  public struct Group: Sendable {
    public let members: [String]
    public let day: CalendarDay?
    public let tally: Tally
  }

  public func run(_ db: Database) throws -> [Group] {
    let keys = dimensions.map(Self.expression) + (byDay ? ["f.date_key"] : [])
    let joins = Self.joins(for: Set(dimensions + filters.map(\.dimension)))
    // A row that covers a period counts in totals, when it lies wholly inside; never in a day.
    var conditions = byDay ? ["f.period_end_key IS NULL", "f.date_key <> 0"] : []
    var arguments: [any DatabaseValueConvertible] = []
    if let from {
      conditions.append("f.date_key >= ?")
      arguments.append(from.key)
    }
    if from == nil, to != nil { conditions.append("f.date_key <> 0") }
    if let to {
      conditions.append("coalesce(f.period_end_key, f.date_key) <= ?")
      arguments.append(to.key)
    }
    for (condition, values) in filterConditions {
      conditions.append(condition)
      arguments += values
    }
    let sums = Measure.allCases.map { "coalesce(sum(f.\($0.column)), 0)" }
    let grouping = (keys + ["f.presence_mask"]).enumerated().map { String($0.offset + 1) }
    let sql = """
      SELECT \((keys + ["f.presence_mask", "count(*)"] + sums).joined(separator: ", "))
      FROM fact_marketing_performance f \(joins.joined(separator: " "))
      \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
      GROUP BY \(grouping.joined(separator: ", "))
      ORDER BY \(grouping.joined(separator: ", "))
      """
    var groups: [Group] = []
    var current: (members: [String], day: Int?)?
    var tally = Tally()
    func close() {
      guard let current else { return }
      groups.append(
        Group(
          members: current.members, day: current.day.flatMap { CalendarDay(key: $0) },
          tally: tally))
      tally = Tally()
    }
    let cursor = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(arguments))
    while let row = try cursor.next() {
      let members = dimensions.indices.map { row[$0] as String }
      let day: Int? = byDay ? row[dimensions.count] : nil
      if current.map({ !$0.members.isSame(as: members) || $0.day != day }) ?? true {
        close()
        current = (members, day)
      }
      var amounts = Amounts()
      for measure in Measure.allCases {
        amounts[measure] = row[keys.count + 2 + measure.rawValue]
      }
      tally.add(
        mask: PresenceMask(rawValue: UInt8(row[keys.count] as Int)), rows: row[keys.count + 1],
        sums: amounts)
    }
    close()
    return groups
  }

  /// Rows that may be of the days that are asked for and are in no answer: of periods that reach beyond
  /// them, where days are asked for one by one of any period; and of no day at all.
  /// - Returns: how many there are, and their spend in millionths.
  public func leftOut(_ db: Database) throws -> (rows: Int, spend: Int64) {
    if !byDay, from == nil, to == nil { return (0, 0) }
    var conditions = ["(f.period_end_key IS NOT NULL OR f.date_key = 0)"]
    var beyond = ["f.date_key = 0"]
    if let from {
      conditions.append("(f.date_key = 0 OR f.period_end_key >= \(from.key))")
      beyond.append("f.date_key < \(from.key)")
    }
    if let to {
      conditions.append("f.date_key <= \(to.key)")
      beyond.append("f.period_end_key > \(to.key)")
    }
    if !byDay { conditions.append("(\(beyond.joined(separator: " OR ")))") }
    var arguments: [any DatabaseValueConvertible] = []
    for (condition, values) in filterConditions {
      conditions.append(condition)
      arguments += values
    }
    let joins = Self.joins(for: Set(filters.map(\.dimension)))
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*), coalesce(sum(f.cost_micros), 0)
        FROM fact_marketing_performance f \(joins.joined(separator: " "))
        WHERE \(conditions.joined(separator: " AND "))
        """, arguments: StatementArguments(arguments))
    return (row?[0] ?? 0, row?[1] ?? 0)
  }

  /// What facts must be, with the names that they must have.
  private var filterConditions: [(condition: String, values: [String])] {
    Dimension.allCases.compactMap { dimension in
      let values = filters.filter { $0.dimension == dimension }.map(\.value)
      if values.isEmpty { return nil }
      let marks = values.map { _ in "?" }.joined(separator: ", ")
      return ("\(Self.expression(dimension)) IN (\(marks))", values)
    }
  }

  private static func joins(for used: Set<Dimension>) -> [String] {
    joins.filter { !used.isDisjoint(with: $0.0) }.map(\.1)
  }

  /// Every name of a dimension.
  public static func names(_ dimension: Dimension, _ db: Database) throws -> [String] {
    guard let join = joins.first(where: { $0.0.contains(dimension) })?.1,
      let table = join.split(separator: " ON ").first?.dropFirst("JOIN ".count)
    else { return [] }
    return try String.fetchAll(
      db, sql: "SELECT DISTINCT \(expression(dimension)) FROM \(table) ORDER BY 1")
  }

  static let joins: [(Set<Dimension>, String)] = [
    ([.platform, .account], "JOIN dim_source s ON s.source_key = f.source_key"),
    ([.channel], "JOIN dim_channel c ON c.channel_key = f.channel_key"),
    ([.campaign], "JOIN dim_campaign ca ON ca.campaign_key = f.campaign_key"),
    ([.ad, .adGroup], "JOIN dim_ad a ON a.ad_key = f.ad_key"),
    ([.keyword], "JOIN dim_keyword k ON k.keyword_key = f.keyword_key"),
    ([.device], "JOIN dim_device d ON d.device_key = f.device_key"),
    ([.location, .region, .country], "JOIN dim_location lo ON lo.location_key = f.location_key"),
    ([.source, .currency], "JOIN raw_loads l ON l.load_id = f.load_id"),
  ]

  static func expression(_ dimension: Dimension) -> String {
    switch dimension {
    case .platform: "s.platform"
    case .account: "s.account"
    case .currency: "l.currency"
    case .channel: "c.channel_name"
    case .campaign: "ca.campaign_name"
    case .ad: "a.ad_name"
    case .adGroup: "a.ad_group_name"
    case .keyword: "k.keyword_text"
    case .device: "d.device_name"
    case .location: "lo.location_name"
    case .region: "lo.region_name"
    case .country: "lo.country_name"
    case .source: "l.path"
    }
  }
}

extension [String] {
  /// By bytes, as SQLite groups: to Swift's `==` an "é" and an "e" with an accent are one.
  public func isSame(as other: [String]) -> Bool {
    elementsEqual(other) { $0.utf8.elementsEqual($1.utf8) }
  }
}
