import Analysis
import Diagnostics
import Fingerprints
import GRDB
import Metrics
import Warehouse

/// Runs the SQL models and the data tests, only when something they depend on has changed.
public struct BuildStep {
  let session: Session

  public init(_ session: Session) { self.session = session }

  /// - Parameter selection: the only models to make, whether or not something has changed; the next
  ///   build makes the others again.
  /// - Returns: whether models were run.
  @discardableResult
  public func build(
    fullRefresh: Bool, only selection: Selection? = nil
  ) throws(Diagnostic) -> Bool {
    if let selection, selection.models.isEmpty { throw selection.nothing("model") }
    let isNew = try session.making { () throws(Diagnostic) in
      guard !fullRefresh, selection == nil else { return false }
      return try session.warehouse.reading { try isBuilt($0) }
    } _: { () throws(Diagnostic) in
      try make(fullRefresh: fullRefresh, only: selection)
    }
    return isNew ?? false
  }

  private func isBuilt(_ db: Database) throws -> Bool {
    try String.fetchOne(db, sql: "SELECT value FROM meta_state WHERE name = 'build'")
      == fingerprint(db)
  }

  private func make(fullRefresh: Bool, only selection: Selection?) throws(Diagnostic) -> Bool {
    let companions = session.companions
    let isNew = try session.warehouse.transaction { db in
      let state = try fingerprint(db)
      let before = try String.fetchOne(db, sql: "SELECT value FROM meta_state WHERE name = 'build'")
      if before == state, !fullRefresh, selection == nil { return false }
      var refresh = try Refresh(
        db, shape: shape, everything: fullRefresh || selection != nil)
      try db.execute(sql: "DELETE FROM raw_mappings")
      for mapping in companions.mappings {
        try db.execute(
          sql: "INSERT INTO raw_mappings VALUES (?, ?, ?)",
          arguments: [mapping.dimension, mapping.from, mapping.to])
      }
      try db.execute(sql: "DELETE FROM raw_aliases")
      for alias in BuiltInAliases.all {
        try db.execute(
          sql: "INSERT INTO raw_aliases VALUES (?, ?, ?)",
          arguments: [alias.dimension, alias.alias, alias.canonical])
      }
      try setToday(db)
      try fillCalendar(db)
      try db.execute(sql: "DELETE FROM raw_rates")
      for rate in try Currencies(db, session).rates() {
        try db.execute(
          sql: "INSERT INTO raw_rates VALUES (?, ?, ?)",
          arguments: [rate.currency, rate.dateKey, rate.picos])
      }
      try fillSales(db)
      try ModelRunner.build(session.models, only: selection?.models, db, &refresh)
      if selection != nil {
        // Some models are newer than others: nothing is known of the whole.
        if before != state {
          try db.execute(sql: "DELETE FROM meta_state WHERE name IN ('build', 'shape', 'tested')")
        }
        return true
      }
      try refresh.finish(db)
      try db.execute(
        sql: "INSERT OR REPLACE INTO meta_state VALUES ('build', ?)", arguments: [state])
      return true
    }
    if isNew { try session.warehouse.compact() }
    return isNew
  }

  /// Results of some tests, which are not recorded.
  /// - Throws: `usage` where none is meant.
  public func test(only selection: Selection) throws(Diagnostic) -> [TestResult] {
    if selection.tests.isEmpty { throw selection.nothing("data test") }
    try session.warehouse.transaction { try setToday($0) }
    return try TestRunner.run(session.models.with(tests: selection.tests), session.warehouse)
      .results
  }

  private func setToday(_ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO raw_parameters VALUES ('today', ?)",
      arguments: [session.world.today.key])
  }

  /// Results of every test for the warehouse as it is; run only when they are not known yet, or are of
  /// another day and a test asks what day it is.
  public func test(again: Bool) throws(Diagnostic) -> [TestResult] {
    // What somebody else may have written is tested whole.
    let isOurs = session.warehouse.wasSealed
    let (build, known) = try session.warehouse.transaction { db in
      guard
        let build = try String.fetchOne(
          db, sql: "SELECT value FROM meta_state WHERE name = 'build'")
      else {
        throw Diagnostic(
          .noUsableRow, "the warehouse is not built yet", hint: "run `broadsheet build` first")
      }
      let isAsked =
        try again || !isOurs || !UntestedDays.holds(session.models, session.world.today, db)
      let known = isAsked ? nil : try TestRunner.recorded(build: build, session.models, db)
      if known == nil { try setToday(db) }
      return (build, known)
    }
    if let known { return known }
    let run = try TestRunner.run(
      session.models, onlyChanged: !again && isOurs, session.warehouse)
    // Not remembered: they are proven again until they hold.
    if !run.brokenKeys.isEmpty {
      return run.results + run.brokenKeys.map { $0.result(in: session.models) }
    }
    try session.warehouse.transaction { db in
      try RawKeys.remember(db)
      try TestRunner.record(run, build: build, on: session.world.today, db)
    }
    return run.results
  }

  /// Changes when every row of the models may.
  private var shape: String {
    "\(World.version)\n\(session.models.fingerprint)\n\(session.configuration.currency ?? "")\n"
  }

  /// Changes when a load, a mapping, a model or a severity does; and with the day where a model reads it.
  private func fingerprint(_ db: Database) throws -> String {
    var text = shape
    for row in try Row.fetchAll(
      db, sql: "SELECT load_id, sha256, retracted FROM raw_loads ORDER BY load_id")
    {
      text += "\(row[0] as Int64) \(row[1] as String) \(row[2] as Int)\n"
    }
    for mapping in session.companions.mappings {
      text += "\(mapping.dimension)\u{1F}\(mapping.from)\u{1F}\(mapping.to)\n"
    }
    for rate in session.companions.rates {
      text += "\(rate.day) \(rate.from) \(rate.to) \(rate.picos)\n"
    }
    text += "\(session.configuration.fiscalYearStart)\n"
    for (day, name) in session.companions.holidays.sorted(by: { $0.key < $1.key }) {
      text += "\(day) \(name)\n"
    }
    for sale in session.companions.sales { text += "\(sale.day) \(sale.revenue)\n" }
    if session.models.models.contains(where: { $0.sources.contains("parameters") }) {
      text += "\(session.world.today)\n"
    }
    return Fingerprint.sha256(Array(text.utf8))
  }

  /// What `--select` and `--exclude` mean; nil when neither is said.
  /// - Throws: `usage`.
  public func selection(select: [String], exclude: [String]) throws(Diagnostic) -> Selection? {
    if select.isEmpty, exclude.isEmpty { return nil }
    return try Selection(select: select, exclude: exclude, session.models)
  }

  private func fillCalendar(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM raw_calendar")
    // The member of rows whose report names no date.
    try db.execute(
      sql: "INSERT INTO raw_calendar VALUES (0, 0, '(no date)', 0, 0, 0, '', '', 0, '', 0, 0, '')")
    guard
      let row = try Row.fetchOne(
        db,
        sql:
          "SELECT min(first_date_key), max(last_date_key) FROM raw_loads WHERE retracted = 0"),
      let first = (row[0] as Int?).flatMap({ CalendarDay(key: $0) }),
      let last = (row[1] as Int?).flatMap({ CalendarDay(key: $0) })
    else { return }
    let start = session.configuration.fiscalYearStart
    for number in first.monday.number...(last.monday + 6).number {
      let day = CalendarDay(number: number)
      let fiscal = FiscalQuarter(of: day, yearStart: start)
      try db.execute(
        sql: "INSERT INTO raw_calendar VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          day.key, day.number, day.description, day.year, day.quarter, day.month,
          DateStyle.dayFirst.fullMonth(day.month), ISOWeek(of: day).description, day.weekday,
          DateStyle.dayFirst.weekday(day.weekday), fiscal.year, fiscal.quarter,
          session.companions.holidays[day] ?? "",
        ])
    }
  }

  private func fillSales(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM raw_sales")
    for sale in session.companions.sales {
      try db.execute(
        sql: """
          INSERT INTO raw_sales VALUES (?, ?)
          ON CONFLICT DO UPDATE SET revenue_micros = revenue_micros + excluded.revenue_micros
          """, arguments: [sale.day.key, sale.revenue])
    }
  }
}
