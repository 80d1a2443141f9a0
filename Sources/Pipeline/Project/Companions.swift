import Analysis
import Diagnostics
import Ingest
import Metrics

/// The files a user keeps beside the exports: mappings, targets, events, sales, rates, holidays.
struct Companions {
  var mappings: [(dimension: String, from: String, to: String, place: Place)] = []
  var targets: [Target] = []
  var events: [MarketEvent] = []
  var sales: [ShopDay] = []
  var rates: [ExchangeRate] = []
  /// Name of each holiday.
  var holidays: [CalendarDay: String] = [:]

  /// What was on in the market: the events, and after them the holidays that are none of these.
  var occasions: [MarketEvent] {
    let runs = holidays.sorted { $0.key < $1.key }.reduce(into: [MarketEvent]()) { runs, holiday in
      if let last = runs.last, last.name == holiday.value, last.to + 1 == holiday.key {
        runs[runs.count - 1] = MarketEvent(from: last.from, to: holiday.key, name: last.name)
      } else {
        runs.append(MarketEvent(from: holiday.key, to: holiday.key, name: holiday.value))
      }
    }
    return events
      + runs.filter { run in
        !events.contains { $0.name == run.name && $0.from <= run.to && $0.to >= run.from }
      }
  }

  /// - Throws: `mapping.invalid` with file and line.
  init(_ folder: ProjectFolder) throws(Diagnostic) {
    try readMappings(folder)
    if FileSystem.exists(folder.targets) { try readTargets(folder) }
    if FileSystem.exists(folder.events) { try readEvents(folder) }
    if FileSystem.exists(folder.sales) { try readSales(folder) }
    if FileSystem.exists(folder.rates) { try readRates(folder) }
    if FileSystem.exists(folder.holidays) { try readHolidays(folder) }
  }

  private static let dimensions = ["campaign", "location", "keyword", "device", "channel", "ad"]

  private mutating func readMappings(_ folder: ProjectFolder) throws(Diagnostic) {
    var seen: [String: (to: String, place: String)] = [:]
    for path in FileSystem.files(below: folder.mappings) where path.hasSuffix(".csv") {
      let table = try SmallTable(
        path: path, name: folder.relative(path), required: ["dimension", "from", "to"],
        optional: ["rows", "spend"])
      for row in table.rows {
        let dimension = row["dimension"].lowercased()
        guard Self.dimensions.contains(dimension) else {
          throw table.fault(
            row, "no dimension is called «\(Printable.text(row["dimension"]))»",
            hint: "known: \(Self.dimensions.joined(separator: ", "))")
        }
        guard !row["from"].isEmpty, !row["to"].isEmpty else {
          throw table.fault(row, "`from` and `to` are needed")
        }
        let key = "\(dimension)\u{1F}\(row["from"])"
        if let other = seen[key], other.to != row["to"] {
          throw table.fault(
            row, "«\(Printable.text(row["from"]))» is mapped twice, also at \(other.place)")
        }
        if seen[key] == nil {
          mappings.append(
            (dimension, row["from"], row["to"], Place(file: table.name, line: row.line)))
        }
        seen[key] = (row["to"], "\(table.name):\(row.line)")
      }
    }
    try resolveChains()
  }

  /// a → b and b → c means a → c; a circle is refused.
  private mutating func resolveChains() throws(Diagnostic) {
    var next: [String: String] = [:]
    for mapping in mappings { next["\(mapping.dimension)\u{1F}\(mapping.from)"] = mapping.to }
    for index in mappings.indices {
      var name = mappings[index].to
      var steps = 0
      while let further = next["\(mappings[index].dimension)\u{1F}\(name)"], further != name {
        name = further
        steps += 1
        if steps > mappings.count {
          throw Diagnostic(
            .mappingInvalid,
            "the mapping of «\(Printable.text(mappings[index].from))» runs in a circle",
            at: Place(file: "data/mappings"))
        }
      }
      mappings[index].to = name
    }
  }

  private mutating func readTargets(_ folder: ProjectFolder) throws(Diagnostic) {
    let table = try SmallTable(
      path: folder.targets, name: folder.relative(folder.targets),
      required: ["metric", "from", "to", "value"], optional: ["dimension", "member"])
    for row in table.rows {
      guard Metric.named(row["metric"]) != nil else {
        throw table.fault(
          row, "no metric is called «\(Printable.text(row["metric"]))»",
          hint: "known: \(Metric.all.map(\.id).joined(separator: ", "))")
      }
      let (from, to) = try days(table, row, "from", "to")
      guard let value = decimalMicros(row["value"]) else {
        throw table.fault(row, "«\(Printable.text(row["value"]))» is no plain number")
      }
      guard row["dimension"].isEmpty || row["dimension"] == "channel" else {
        throw table.fault(row, "a target is for all or for a channel")
      }
      let isTwice = targets.contains {
        $0.metric == row["metric"] && $0.from <= to && $0.to >= from
          && $0.dimension == row["dimension"] && $0.member == row["member"]
          && $0.value != Rational(micros: value)
      }
      if isTwice {
        throw table.fault(
          row, "has another target of \(row["metric"]) for some days of a line above")
      }
      targets.append(
        Target(
          metric: row["metric"], from: from, to: to, value: Rational(micros: value),
          dimension: row["dimension"], member: row["member"]))
    }
  }

  private mutating func readEvents(_ folder: ProjectFolder) throws(Diagnostic) {
    let table = try SmallTable(
      path: folder.events, name: folder.relative(folder.events),
      required: ["date_from", "date_to", "name"])
    for row in table.rows {
      let (from, to) = try days(table, row, "date_from", "date_to")
      events.append(MarketEvent(from: from, to: to, name: row["name"]))
    }
  }

  private mutating func readSales(_ folder: ProjectFolder) throws(Diagnostic) {
    let table = try SmallTable(
      path: folder.sales, name: folder.relative(folder.sales), required: ["date", "revenue"],
      optional: ["orders", "new_customers"])
    for row in table.rows {
      guard let day = CalendarDay(iso: row["date"]) else {
        throw table.fault(row, "«\(Printable.text(row["date"]))» is no date such as 2024-11-18")
      }
      if row["revenue"].isEmpty { continue }
      guard let revenue = decimalMicros(row["revenue"]) else {
        throw table.fault(row, "«\(Printable.text(row["revenue"]))» is no plain number")
      }
      sales.append(ShopDay(day: day, revenue: revenue))
    }
  }

  private mutating func readHolidays(_ folder: ProjectFolder) throws(Diagnostic) {
    let table = try SmallTable(
      path: folder.holidays, name: folder.relative(folder.holidays), required: ["date", "name"])
    for row in table.rows {
      guard let day = CalendarDay(iso: row["date"]) else {
        throw table.fault(row, "«\(Printable.text(row["date"]))» is no date such as 2024-12-25")
      }
      guard !row["name"].isEmpty else { throw table.fault(row, "`name` is needed") }
      holidays[day] = [holidays[day], row["name"]].compactMap { $0 }.joined(separator: ", ")
    }
  }

  private mutating func readRates(_ folder: ProjectFolder) throws(Diagnostic) {
    let table = try SmallTable(
      path: folder.rates, name: folder.relative(folder.rates),
      required: ["date", "from", "to", "rate"], optional: ["source"])
    var known: [[String]: Int64] = [:]
    for row in table.rows {
      guard let day = CalendarDay(iso: row["date"]) else {
        throw table.fault(row, "«\(Printable.text(row["date"]))» is no date such as 2024-11-18")
      }
      guard let picos = decimal(row["rate"], places: 12), picos > 0 else {
        throw table.fault(
          row,
          "«\(Printable.text(row["rate"]))» is no rate: a plain decimal over 0, 12 decimals at most"
        )
      }
      for code in [row["from"], row["to"]] where code.utf8.count != 3 {
        throw table.fault(row, "«\(Printable.text(code))» is no currency code such as EUR")
      }
      let rate = ExchangeRate(day: day, from: row["from"], to: row["to"], picos: picos)
      if let other = known.updateValue(picos, forKey: [rate.from, rate.to, "\(day)"]),
        other != picos
      {
        throw table.fault(
          row, "has another rate of \(rate.from) to \(rate.to) for \(day) than a line above")
      }
      rates.append(rate)
    }
    rates.sort { ($0.from, $0.to, $0.day) < ($1.from, $1.to, $1.day) }
  }

  private func days(
    _ table: SmallTable, _ row: SmallTable.Row, _ from: String, _ to: String
  ) throws(Diagnostic) -> (CalendarDay, CalendarDay) {
    guard let first = CalendarDay(iso: row[from]), let last = CalendarDay(iso: row[to]) else {
      throw table.fault(row, "`\(from)` and `\(to)` are dates such as 2024-11-18")
    }
    guard first <= last else { throw table.fault(row, "`\(from)` lies after `\(to)`") }
    return (first, last)
  }
}
