import Charts

extension Samples {
  static let cities = [
    "Hyderabad", "Bengaluru", "Mumbai", "Delhi", "Pune", "Chennai", "Kolkata", "Ahmedabad",
  ]

  /// Cells by row and column; nil is withheld.
  static func heatMap(
    _ rows: [String], _ columns: [String], target: Double = 4, _ value: (Int, Int) -> Double?
  ) -> HeatMap {
    HeatMap(
      rowHead: "Location", columns: columns,
      rows: rows.enumerated().map { row, name in
        HeatMap.Row(
          name: name,
          cells: columns.indices.map { column in
            guard let value = value(row, column) else {
              return HeatMap.Cell(nil, display: "n=\(30 + row)", distance: nil)
            }
            return HeatMap.Cell(
              value, display: times(value), distance: value / target - 1,
              isStrong: row == 0 && column == 0,
              evidence: row < 3 ? .beyondNoise : row == 3 ? .untested : .withinNoise)
          }, total: total(4.11))
      },
      totalName: "All locations", totals: columns.map { _ in total(3.9) }, whole: total(4.07),
      legend: "vs target", withheld: "n < 50", unit: .multiple)
  }

  private static func total(_ value: Double) -> HeatMap.Cell {
    HeatMap.Cell(value, display: times(value), distance: nil)
  }

  static var heatMaps: [Sample] {
    let devices = ["Desktop", "Mobile", "Tablet"]
    let spread = noise(600, 4, 3.2, seed: 31)
    return [
      Sample(
        name: "heat-typical",
        chart: heatMap(cities, devices) { row, column in
          column == 2 && row > 5 ? nil : 4.8 - Double(column) * 0.6 - Double(row) * 0.08
        }, width: 303),
      Sample(
        name: "heat-ramp",
        chart: heatMap(["One"], (1...9).map(String.init)) { _, column in
          [1, 2, 3, 3.5, 4, 4.5, 5, 6, 8][column]
        }, width: 500),
      Sample(name: "heat-empty", chart: heatMap([], devices) { _, _ in 1 }),
      Sample(name: "heat-one", chart: heatMap(["Pune"], ["Mobile"]) { _, _ in 3.1 }, width: 234),
      Sample(name: "heat-withheld", chart: heatMap(cities, devices) { _, _ in nil }, width: 303),
      Sample(
        name: "heat-broken",
        chart: heatMap(cities, devices) { row, _ in row == 1 ? .nan : row == 2 ? .infinity : 0 },
        width: 303),
      Sample(
        name: "heat-long-names",
        chart: heatMap([longName, rightToLeft, indic], [longName, "Mobile"]) { _, _ in 4 },
        width: 303),
      Sample(
        name: "heat-200",
        chart: Fixed(
          chart: heatMap(spread.prefix(200).indices.map { "City \($0)" }, devices) { row, column in
            spread[row * 3 + column]
          }, height: 190), width: 303),
    ]
  }

  static func scatter(
    _ points: [(name: String, cost: Double, revenue: Double, spend: Double)], named: Int = 5,
    target: Double = 4
  ) -> ReturnScatter {
    ReturnScatter(
      points: points.map { point in
        let roas = point.revenue / point.cost
        return ReturnScatter.Point(
          name: point.name, cost: point.cost, revenue: point.revenue, spend: point.spend,
          standing: point.spend < 40 ? .unknown : roas < 1 ? .below : roas < 4 ? .between : .above,
          cells: [
            .number(point.cost, unit: .unitMoney, words: times(point.cost)),
            .number(point.revenue, unit: .unitMoney, words: times(point.revenue)),
          ])
      }, named: named, breakEven: .init(ratio: 1, label: "1×"),
      levels: [
        .init(ratio: 2, label: "2×"), .init(ratio: target, label: "4× target", isTarget: true),
      ],
      ticks: TickStyle(prefix: "$"), heads: ["Keyword", "Cost per click", "Revenue per click"])
  }

  static var returnScatters: [Sample] {
    let costs = noise(200, 1.6, 1.1, seed: 41)
    let returns = noise(200, 3.6, 3.4, seed: 42)
    func many(_ count: Int) -> [(name: String, cost: Double, revenue: Double, spend: Double)] {
      (0..<count).map {
        ("keyword \($0)", costs[$0], costs[$0] * returns[$0], 20 + costs[199 - $0] * 400)
      }
    }
    return [
      Sample(name: "scatter-typical", chart: scatter(many(36)), width: 429),
      Sample(name: "scatter-200", chart: scatter(many(200), named: 20), width: 429),
      Sample(name: "scatter-empty", chart: scatter([])),
      Sample(name: "scatter-one", chart: scatter([("data jobs", 1.4, 1.1, 900)]), width: 429),
      Sample(
        name: "scatter-loss",
        chart: scatter([("a", 2, 0.001, 90), ("b", 3, 0.002, 800), ("c", 2.5, 0, 400)]), width: 429),
      Sample(
        name: "scatter-outlier",
        chart: scatter([("a", 1, 4, 90), ("b", 1.2, 5, 800), ("c", 9e5, 1e12, 400)]), width: 429),
      Sample(
        name: "scatter-broken",
        chart: scatter([("a", .nan, 4, 90), ("b", 1.2, .infinity, 800), ("c", 0, 1, 400)]),
        width: 429),
      Sample(
        name: "scatter-long-names",
        chart: scatter([(longName, 1, 4, 90), (rightToLeft, 1.2, 0.5, 800), (indic, 2, 3, 400)]),
        width: 429),
    ]
  }

  static func strip(
    _ rows: [(name: String, channel: ChannelRole, ratios: [Double])], target: Double? = 4
  ) -> ReturnStrip {
    ReturnStrip(
      rows: rows.map { row in
        ReturnStrip.Row(
          name: row.name, channel: row.channel,
          points: row.ratios.enumerated().map { index, ratio in
            ReturnStrip.Point(
              name: "\(row.name) \(index + 1) – any audience", ratio: ratio,
              spend: 1000 + Double(index * 7919 % 9000), ratioWords: times(ratio),
              spendWords: "$1k", isNamed: index == 0, isLoss: ratio < 0.9)
          })
      }, breakEven: 1, breakEvenWords: "Break-even", target: target,
      targetWords: target.map { "Target \(times($0))" } ?? "")
  }

  static var returnStrips: [Sample] {
    let search = [10.2, 4.6, 4.25, 4.28, 3.6, 3.8, 4.1, 3.1, 1.36]
    return [
      Sample(
        name: "strip-typical",
        chart: strip([
          ("Search", .first, search), ("Social", .second, [15.8, 7.8, 3.6, 3.4, 3.3, 2.9, 1.7]),
          ("Display", .third, [0.7, 0.82, 0.92, 1.5, 1.8, 2.7, 4]),
        ]), width: 240),
      Sample(name: "strip-empty", chart: strip([]), width: 240),
      Sample(name: "strip-one", chart: strip([("Search", .first, [3])]), width: 240),
      Sample(
        name: "strip-no-target", chart: strip([("Search", .first, search)], target: nil),
        width: 240),
      Sample(
        name: "strip-near-target", chart: strip([("Search", .first, search)], target: 1.05),
        width: 240),
      Sample(
        name: "strip-broken",
        chart: strip([("Search", .first, [.nan, .infinity, 0, -3, 1e9, 0.001])]), width: 240),
      Sample(
        name: "strip-long-names",
        chart: strip([(longName, .first, search), (rightToLeft, .second, [2, 3])]), width: 240),
      Sample(
        name: "strip-200",
        chart: strip([
          ("Search", .first, noise(120, 4, 3, seed: 51)),
          ("Social", .second, noise(80, 3, 2.5, seed: 52)),
        ]), width: 240),
    ]
  }
}
