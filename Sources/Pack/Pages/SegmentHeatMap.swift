import Analysis
import Charts
import Metrics
import Warehouse

/// ROAS by location and device: which segment pays, as the distance from target. The channel stands for
/// what the exports lack of the two.
struct SegmentHeatMap {
  let context: PageContext
  /// With the rest of them as many rows as the page has room for.
  private static let mostRows = 10
  private static let mostColumns = 4

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
  private var table: CrossTable { context.findings.cross }
  private var cross: [CrossTable.Key: Tally] { table.tallies }

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
        ? Group(id: Dimension.unstated, name: Phrase("Not stated").text, keys: [key])
        : Group(id: names[key] ?? "", name: names[key] ?? "", keys: [key])
    }
    guard ranked.count > most + 1 else { return ranked.map(group) }
    let rest = ranked.dropFirst(most)
    return ranked.prefix(most).map(group) + [
      Group(
        id: "\(rest.count) others", name: Phrase("\(rest.count) others").text, keys: Set(rest))
    ]
  }

  private func names(_ axis: CrossTable.Axis) -> [Int64: String] {
    switch axis {
    case .location: market.locations.names
    case .device: market.devices.names
    case .channel: market.channels
    }
  }

  private func label(_ axis: CrossTable.Axis) -> Phrase {
    switch axis {
    case .location: "Location"
    case .device: "Device"
    case .channel: "Channel"
    }
  }

  private func tally(_ row: Group?, _ column: Group?) -> Tally {
    var sum = Tally()
    for (key, tally) in cross
    where (row?.keys.contains(key.row) ?? true) && (column?.keys.contains(key.column) ?? true) {
      sum += tally
    }
    return sum
  }

  /// Nil where the exports break spend down by neither, or ROAS is not known.
  var panel: Page.Panel? {
    let rows = groups(\.row, names(table.rows), most: Self.mostRows)
    let columns = groups(\.column, names(table.columns), most: Self.mostColumns)
    guard !rows.isEmpty, !columns.isEmpty else { return nil }
    // The headline says so where no ROAS is known; one channel beside devices is all channels once more.
    guard market.value(.roas, tally(nil, nil)).value != nil,
      table.rows != .channel || rows.count > 1, table.columns != .channel || columns.count > 1
    else { return nil }
    let values = rows.map { row in columns.map { judged(tally(row, $0)) } }
    let known = values.joined().compactMap { $0?.double }
    let (best, worst) = (known.max(), known.min())
    let bar = context.barFigure?.value
    let chart = HeatMap(
      rowHead: label(table.rows).text, columns: columns.map(\.name),
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
      totalName: Phrase(table.rows == .channel ? "All channels" : "All locations").text,
      totals: columns.map { total(nil, $0) },
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
            "Heat map of \(subject.text), \(span). \(title.text). All: \(chart.whole.display)."
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
    guard row.keys.count == 1, column.keys.count == 1, let place = row.keys.first,
      let member = column.keys.first,
      let cell = context.findings.cells[CrossTable.Key(row: place, column: member)],
      cell.pValue != nil
    else { return .untested }
    return context.findings.differs(cell) ? .beyondNoise : .withinNoise
  }

  /// Everything of a row, a column or both.
  private func total(_ row: Group?, _ column: Group?) -> HeatMap.Cell {
    var dimensions: [String: String] = [:]
    dimensions[table.rows.rawValue] = row?.id
    dimensions[table.columns.rawValue] = column?.id
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
    let places = Set(cross.keys.map(\.row)).count
    guard bar != nil, places > 1, cells.count != 1 else { return subject }
    guard !cells.isEmpty else {
      return context.hasConversions
        ? "Too few conversions to compare segments"
        : "No conversions are reported to judge segments by"
    }
    let found = cells.filter { isColoured($0) && context.findings.differs($0) }
    let over = most(columns, found.filter { $0.distance > 0 })
    let under = most(columns, found.filter { $0.distance < 0 })
    // Devices that are all alike say nothing: what differs is a location.
    if [over, under].allSatisfy({
      $0.map { $0.columns.count == columns.count(where: \.isMember) } ?? true
    }),
      let place = oneLocation(found.filter { $0.distance < 0 })
        ?? oneLocation(found.filter { $0.distance > 0 })
    {
      return place
    }
    func place(_ side: (columns: [Group], count: Int), _ id: String) -> Figure {
      context.book.count("\(id).\(side.columns[0].id)", Int64(side.count))
    }
    func names(_ side: (columns: [Group], count: Int)) -> Prose {
      let list =
        side.columns.count > 3
        ? Words.capitalised(
          Words.count(
            side.columns.count, table.columns == .channel ? .channel : .device, context.book))
        : Words.list(side.columns.map { "\(name: $0.name)" })
      return side.columns.count > 1 ? "\(list) each" : list
    }
    let count = context.book.count("segment.\(table.rows.rawValue)s", Int64(places))
    let all: Prose = table.rows == .channel ? "\(count) channels" : "\(count) locations"
    let words = context.barWords
    if let over {
      let verb: Phrase = over.columns.count > 1 ? "beat" : "beats"
      let text: Prose =
        "\(names(over)) \(word: verb) \(word: words) beyond noise in \(place(over, "beats")) of \(all)"
      guard let under, !under.columns.contains(where: { $0.id == over.columns[0].id }) else {
        return text
      }
      return
        "\(text), \(names(under)) \(word: under.columns.count > 1 ? "miss" : "misses") it in \(place(under, "misses"))"
    }
    if let under {
      let verb: Phrase = under.columns.count > 1 ? "miss" : "misses"
      return
        "\(names(under)) \(word: verb) \(word: words) beyond noise in \(place(under, "misses")) of \(all)"
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
      : subject
  }

  private var subject: Prose {
    switch (table.columns, table.rows) {
    case (.device, .channel): "ROAS by device and channel"
    case (.channel, _): "ROAS by channel and location"
    default: "ROAS by device and location"
    }
  }

  /// The columns that most of some cells are of, and in how many rows; all of them where several tie.
  private func most(_ columns: [Group], _ cells: [CellReading]) -> (columns: [Group], count: Int)? {
    let counts = columns.filter(\.isMember).map { column in
      (column: column, count: cells.count { column.keys.contains($0.key.column) })
    }
    guard let most = counts.map(\.count).max(), most > 0 else { return nil }
    return (counts.filter { $0.count == most }.map(\.column), most)
  }

  /// "South misses target beyond noise on every device": where all that is found on a side is of one row.
  private func oneLocation(_ found: [CellReading]) -> Prose? {
    let found = found.filter { $0.key.column != 0 }
    let places = Set(found.map(\.key.row))
    guard found.count > 1, places.count == 1, let place = places.first, place != 0,
      found.count
        == cross.count(where: { key, tally in
          key.row == place && key.column != 0 && !tally.isEmpty
        })
    else { return nil }
    let verb: Phrase = found[0].distance > 0 ? "beats" : "misses"
    let everywhere: Phrase = table.columns == .channel ? "in every channel" : "on every device"
    return
      "\(name: names(table.rows)[place] ?? "") \(word: verb) \(word: context.barWords) beyond noise \(word: everywhere)"
  }
}
