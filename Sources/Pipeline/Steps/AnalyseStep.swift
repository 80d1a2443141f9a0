import Analysis
import Diagnostics
import GRDB
import Metrics
import Warehouse

/// Reads the marts and finds what is worth saying.
struct AnalyseStep {
  let session: Session

  /// - Throws: `data.no-usable-row` when no row counts, or the period asked for holds none.
  func market() throws(Diagnostic) -> Market {
    let currency = try session.warehouse.reading { try Currencies($0, session).reporting }
    let companions = session.companions
    guard
      var market = try Market.read(
        session.warehouse, targets: companions.targets, events: companions.occasions,
        sales: companions.sales, margin: session.configuration.margin,
        currency: currency)
    else {
      throw try nothingDaily()
    }
    market.thresholds = session.configuration.thresholds
    return session.world.asOf.map(market.until) ?? market
  }

  /// Why there is no day to report.
  private func nothingDaily() throws(Diagnostic) -> Diagnostic {
    let rows = try session.warehouse.reading { try Ledger.rows($0) }
    let place = Place(file: session.folder.relative(session.folder.raw))
    if rows > 0 {
      return Diagnostic(
        .noUsableRow,
        "no row names its day: all \(rows) that count are of longer periods, of which no week can be told",
        at: place, hint: "export the reports by day")
    }
    return Diagnostic(
      .noUsableRow, "no row could be loaded, so there is nothing to report", at: place,
      hint: "put exports into data/raw, or look at the quarantined rows: `broadsheet ingest`")
  }

  /// - Parameters:
  ///   - slice: what the market is made of.
  ///   - known: what is known of the period's late reports, where they were read already.
  func findings(
    _ market: Market, _ choice: ReportCalendar.Choice, of slice: MartSlice = MartSlice(),
    maturity known: Maturity? = nil
  ) throws(Diagnostic) -> Findings {
    guard
      let calendar = ReportCalendar(
        firstDay: market.firstDay, lastDay: market.lastDay, asOf: session.world.asOf,
        choice: choice, hasRows: market.hasRows)
    else {
      let asked = if case .given(let period) = choice { period.id } else { "the days asked for" }
      throw Diagnostic(
        .noUsableRow,
        "no row lies in \(asked); the data runs from \(market.firstDay) to \(market.lastDay)",
        hint: "choose days of the data")
    }
    // Days that the data does not reach are nobody's gap.
    let gaps = try SourceGaps.read(
      calendar.days.clamped(to: calendar.firstDay...calendar.lastDay), of: slice, session.warehouse)
    let maturity =
      if let known { known } else {
        Maturity(try LateReports.read(calendar.days, session.warehouse))
      }
    return Findings(
      market, calendar.lacking(gaps, beyond: market.thresholds.missing),
      cross: try CrossTable.read(calendar.evidenceDays, of: slice, session.warehouse),
      maturity: maturity)
  }

  /// - Parameter days: of the period that is reported.
  func quality(
    _ market: Market, _ days: ClosedRange<CalendarDay>, loads: [LoadRecord], tests: [TestResult]
  ) throws(Diagnostic) -> DataQuality {
    let spellings = try session.warehouse.reading { db in
      var result: [String: (written: Int, canonical: Int, mapped: Int)] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT m.dimension, count(DISTINCT m.platform || m.account || m.native_id || m.source_name),
            count(DISTINCT k.dimension_key), sum(m.is_mapped)
          FROM stg_members m JOIN stg_member_keys k USING (member_id) GROUP BY m.dimension
          """)
      {
        result[row[0]] = (row[1], row[2], row[3])
      }
      return result
    }
    return DataQuality(
      loads: loads, tests: tests, prices: TestPrice.of(tests, margin: market.margin),
      nearNames: nearNames(market), spellings: spellings,
      ofPeriods: try PeriodRows.read(days, session.warehouse))
  }

  /// What a pack leaves out is said: rows of a longer period are in no week, and are never spread over days.
  func warning(_ rows: PeriodRows, of period: String) -> Diagnostic? {
    guard rows.rows > 0 else { return nil }
    let paths = rows.paths.prefix(3).map { Printable.text($0) }.joined(separator: ", ")
    let (row, verb) = rows.rows == 1 ? ("row", "names") : ("rows", "name")
    return .warning(
      .periodRows,
      "\(rows.rows) \(row) with \(IngestReport.decimal(rows.spend)) of spend \(verb) no single day and may be of \(period): no figure of it holds them",
      at: rows.paths.first.map { Place(file: $0) },
      hint: "export by day: \(paths)\(rows.paths.count > 3 ? ", …" : "")")
  }

  /// How many mappings are named one by one.
  private static let unusedNamed = 5

  /// Mappings of names that no export has: a misspelt one merges nothing, in silence.
  func unusedMappings() throws(Diagnostic) -> [Diagnostic] {
    let mappings = session.companions.mappings.filter { $0.from != $0.to }
    if mappings.isEmpty { return [] }
    let names = try session.warehouse.reading { db in
      var names: [String: Set<String>] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT DISTINCT dimension, source_name FROM stg_members")
      {
        names[row[0], default: []].insert(row[1])
      }
      return names
    }
    let unused = mappings.filter { names[$0.dimension]?.contains($0.from) != true }
    return unused.prefix(Self.unusedNamed).map { mapping in
      let near = EditDistance.nearest(
        to: mapping.from, among: (names[mapping.dimension] ?? []).sorted(), within: 3)
      return .warning(
        .mappingUnused,
        "no \(mapping.dimension) is called «\(Printable.text(mapping.from, limit: 60))»: the mapping merges nothing",
        at: mapping.place, hint: near.map { "did you mean «\(Printable.text($0, limit: 60))»?" })
    }
      + (unused.count > Self.unusedNamed
        ? [
          .warning(
            .mappingUnused,
            "\(unused.count - Self.unusedNamed) more mappings are of names that no export has",
            at: Place(file: session.folder.relative(session.folder.mappings)))
        ] : [])
  }

  /// Of campaigns and locations. Keywords are what people search for: how they are written says
  /// something, so those are asked about only by `mappings suggest`.
  func nearNames(_ market: Market) -> [DataQuality.NearNames] {
    nearNames(market.campaigns, market) + nearNames(market.locations, market)
  }

  func nearNames(_ table: MartTable, _ market: Market) -> [DataQuality.NearNames] {
    let dimension = table.breakdown.rawValue
    let reviewed = session.companions.mappings.filter {
      $0.dimension == dimension && $0.from == $0.to
    }
    return NearNameFinder(dimension, reviewed: Set(reviewed.map(\.from))).groups(
      table.tallies(market.firstDay...market.lastDay).filter { $0.key != 0 }.map { key, tally in
        (table.names[key] ?? "", tally.total(.cost), tally.rows)
      })
  }

  /// How many groups of a dimension are named one by one.
  private static let named = 3

  /// The warnings that near-equal names deserve, of each dimension the few with most at stake.
  static func warnings(_ groups: [DataQuality.NearNames], _ style: NumberStyle) -> [Diagnostic] {
    Dictionary(grouping: groups, by: \.dimension).sorted { $0.key < $1.key }.flatMap {
      dimension, groups in
      let rest = groups.dropFirst(named)
      let spend = Rational(micros: rest.reduce(0) { $0 + $1.spend })
      return warnings(each: groups.prefix(named), style)
        + (rest.isEmpty
          ? []
          : [
            .warning(
              .namesNearEqual,
              "\(rest.count) more groups of \(dimension) names may be one each; \(style.exactMoney(spend)) of spend hangs on them",
              hint: "`broadsheet mappings suggest` lists them all, as a file to review")
          ])
    }
  }

  private static func warnings(
    each groups: ArraySlice<DataQuality.NearNames>, _ style: NumberStyle
  ) -> [Diagnostic] {
    groups.map { group in
      let names = group.names.prefix(6).map { "«\(Printable.text($0, limit: 60))»" }
      let more = group.names.count > 6 ? " and \(group.names.count - 6) more" : ""
      return .warning(
        .namesNearEqual,
        "\(group.names.count) \(group.dimension) names may be one: \(names.joined(separator: ", "))\(more); "
          + "\(style.exactMoney(Rational(micros: group.spend))) of spend on \(group.rows) rows hangs on it",
        hint:
          "if they are one, list them in data/mappings/\(group.dimension).csv (dimension,from,to)")
    }
  }
}
