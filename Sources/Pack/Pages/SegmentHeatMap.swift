import Analysis
import Charts
import Metrics
import Warehouse

/// ROAS by device and location: which segment pays, as the distance from target.
struct SegmentHeatMap {
  let context: PageContext
  /// With the rest of them as many rows as the page has room for.
  private static let mostLocations = 10
  private static let mostDevices = 4

  /// A row or a column: one member, or the rest of them.
  private struct Group {
    /// As ids of figures have it, in every language the same.
    let id: String
    let name: String
    let keys: Set<Int64>

    /// One device or one location: neither the rest of them nor what is not stated.
    var isMember: Bool { keys.count == 1 && keys != [0] }
  }

  private var market: Market { context.market }
  private var cross: [CrossTable.Key: Tally] { context.findings.cross.tallies }

  private func groups(
    _ key: KeyPath<CrossTable.Key, Int64>, _ names: [Int64: String], most: Int
  ) -> [Group] {
    var spend: [Int64: Int64] = [:]
    for (place, tally) in cross { spend[place[keyPath: key], default: 0] += tally.total(.cost) }
    let ranked = spend.keys.sorted { (-(spend[$0] ?? 0), $0) < (-(spend[$1] ?? 0), $1) }
    // Alone, the unknown member is no breakdown.
    guard ranked != [0] else { return [] }
    func group(_ key: Int64) -> Group {
      key == 0
        ? Group(id: "Not stated", name: Phrase("Not stated").text, keys: [key])
        : Group(id: names[key] ?? "", name: names[key] ?? "", keys: [key])
    }
    guard ranked.count > most + 1 else { return ranked.map(group) }
    let rest = ranked.dropFirst(most)
    return ranked.prefix(most).map(group) + [
      Group(
        id: "\(rest.count) others", name: Phrase("\(rest.count) others").text, keys: Set(rest))
    ]
  }

  private func tally(_ row: Group?, _ column: Group?) -> Tally {
    var sum = Tally()
    for (key, tally) in cross
    where (row?.keys.contains(key.location) ?? true) && (column?.keys.contains(key.device) ?? true)
    {
      sum += tally
    }
    return sum
  }

  var panel: Page.Panel {
    let rows = groups(\.location, market.locations.names, most: Self.mostLocations)
    let columns = groups(\.device, market.devices.names, most: Self.mostDevices)
    guard !rows.isEmpty, !columns.isEmpty else {
      return Page.Panel(
        id: "roas-segments", span: 5, title: "ROAS by device and location is not known",
        block: .empty(
          reason: rows.isEmpty ? "No location column" : "No device column",
          detail: "The exports do not break spend down by device and location."))
    }
    let all = market.value(.roas, tally(nil, nil))
    guard all.value != nil else {
      return Page.Panel(
        id: "roas-segments", span: 5, title: "ROAS by device and location is not known",
        block: .empty(
          reason: "No ROAS in these days",
          detail: Prose.label(all.absence?.reason ?? Phrase("no value").text))
      )
    }
    let values = rows.map { row in columns.map { judged(tally(row, $0)) } }
    let known = values.joined().compactMap { $0?.double }
    let (best, worst) = (known.max(), known.min())
    let bar = context.barFigure?.value
    let chart = HeatMap(
      rowHead: Phrase("Location").text, columns: columns.map(\.name),
      rows: zip(rows, values).map { row, values in
        HeatMap.Row(
          name: row.name,
          cells: zip(columns, values).map { column, value in
            let tally = tally(row, column)
            guard let value else {
              return tally.isEmpty ? .nothing : withheld(tally)
            }
            var cell = total(row, column)
            cell.distance = bar.flatMap { value.change(from: $0)?.double }
            cell.evidence = evidence(row, column)
            cell.isStrong = known.count > 2 && (value.double == best || value.double == worst)
            return cell
          }, total: total(row, nil), members: row.keys.count)
      },
      totalName: Phrase("All locations").text, totals: columns.map { total(nil, $0) },
      whole: total(nil, nil), legend: Phrase("vs \(context.barWords)").text,
      withheld: "n < \(market.thresholds.minimumConversions)",
      unit: .multiple)
    let title = title(columns, bar)
    let span = context.dates.shortSpan(context.calendar.evidenceDays)
    return Page.Panel(
      id: "roas-segments", span: 5, title: title,
      subtitle: Prose.labels(
        "ROAS, \(span); coloured from \(Self.reach) off \(context.barWords), hollow = noise"),
      block: .chart(
        ChartBlock(
          id: "roas-segments", chart: chart,
          alternative:
            "Heat map of ROAS by location and device, \(span). \(title.text). All: \(chart.whole.display)."
        )
      ))
  }

  private func isEnough(_ tally: Tally) -> Bool {
    tally.total(.conversions) >= market.thresholds.minimumConversions * 1_000_000
  }

  /// ROAS of a cell; nil under too few conversions, and of a credit, which is no return on anything.
  private func judged(_ tally: Tally) -> Rational? {
    isEnough(tally) && tally.total(.cost) > 0 ? market.value(.roas, tally).value : nil
  }

  private func withheld(_ tally: Tally) -> HeatMap.Cell {
    HeatMap.Cell(
      nil,
      display: isEnough(tally)
        ? Phrase("n/a").text : context.withheld(tally.total(.conversions) / 1_000_000),
      distance: nil)
  }

  /// Only one device in one location is tested, not what the picture sums.
  private func evidence(_ row: Group, _ column: Group) -> HeatMap.Evidence {
    guard row.keys.count == 1, column.keys.count == 1, let location = row.keys.first,
      let device = column.keys.first,
      let cell = context.findings.cells[CrossTable.Key(device: device, location: location)],
      cell.pValue != nil
    else { return .untested }
    return context.findings.differs(cell) ? .beyondNoise : .withinNoise
  }

  /// Everything of a row, a column or both.
  private func total(_ row: Group?, _ column: Group?) -> HeatMap.Cell {
    var dimensions: [String: String] = [:]
    dimensions["location"] = row?.id
    dimensions["device"] = column?.id
    let figure = context.book.value(
      .roas, market.value(.roas, tally(row, column)), period: context.evidencePeriod,
      dimensions: dimensions)
    return HeatMap.Cell(
      figure.value?.double, display: figure.value == nil ? Phrase("n/a").text : figure.display,
      distance: nil)
  }

  /// Nearer to the bar a cell has no colour.
  private static var reach: String { Thresholds.percent(0.07) }

  private func isColoured(_ cell: CellReading) -> Bool {
    HeatMap.isOver(cell.distance) || HeatMap.isUnder(cell.distance)
  }

  /// "Desktop beats target beyond noise in 7 of 8 locations, Tablet misses it in 6": of all locations, also
  /// of those that the picture sums in one row. Only cells that are coloured and beyond noise count.
  private func title(_ columns: [Group], _ bar: Rational?) -> Prose {
    let cells = context.findings.cells.values
    let locations = Set(cross.keys.map(\.location)).count
    guard bar != nil, locations > 1 else { return "ROAS by device and location" }
    guard !cells.isEmpty else {
      return context.hasConversions
        ? "Too few conversions to compare segments"
        : "No conversions are reported to judge segments by"
    }
    let found = cells.filter { isColoured($0) && context.findings.differs($0) }
    let sides = columns.indices.filter { columns[$0].isMember }.map { column in
      let own = found.filter { columns[column].keys.contains($0.key.device) }
      return (
        column: column, over: own.count { $0.distance > 0 },
        under: own.count { $0.distance < 0 }
      )
    }
    let best = sides.max { ($0.over, $1.column) < ($1.over, $0.column) }
    let worst = sides.max { ($0.under, $1.column) < ($1.under, $0.column) }
    func place(_ column: Int, _ count: Int, _ id: String) -> Figure {
      context.book.count("\(id).\(columns[column].id)", Int64(count))
    }
    let all = context.book.count("segment.locations", Int64(locations))
    let words = context.barWords
    if let best, best.over > 0 {
      let text: Prose =
        "\(name: columns[best.column].name) beats \(word: words) beyond noise in \(place(best.column, best.over, "beats")) of \(all) locations"
      guard let worst, worst.under > 0, worst.column != best.column else { return text }
      return
        "\(text), \(name: columns[worst.column].name) misses it in \(place(worst.column, worst.under, "misses"))"
    }
    if let worst, worst.under > 0 {
      return
        "\(name: columns[worst.column].name) misses \(word: words) beyond noise in \(place(worst.column, worst.under, "misses")) of \(all) locations"
    }
    let reach = Prose.label(Self.reach)
    if !cells.contains(where: isColoured) {
      return cross.contains { !$0.value.isEmpty && context.findings.cells[$0.key] == nil }
        ? "Every segment that can be judged is within \(reach) of \(word: words)"
        : "Every segment is within \(reach) of \(word: words)"
    }
    // What is found is of a device that is not stated; or nothing could be tested.
    return found.isEmpty && cells.contains { $0.pValue != nil }
      ? "No segment is \(reach) or more off \(word: words) beyond noise"
      : "ROAS by device and location"
  }
}
