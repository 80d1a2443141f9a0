import Charts
import Marks
import Metrics

extension Samples {
  static var sparklines: [Sample] {
    func line(_ name: String, _ values: [Double?], target: Double? = nil) -> Sample {
      Sample(name: "sparkline-" + name, chart: Sparkline(values: values, target: target), width: 54)
    }
    return [
      line("typical", weeklyRevenue, target: 6e5),
      line("empty", []),
      line("one", [3.95], target: 4),
      line("gap", roas.enumerated().map { (4...6).contains($0) ? nil : $1 }),
      line("negative", roas.map { 4 - $0 }),
      line("outlier", roas + [99]),
      line("broken", [.nan, 1, .infinity, 2, nil]),
      line("200", noise(200, 4, 1, seed: 7)),
    ]
  }

  static var pins: [Sample] {
    let changes: [(String, Double, Valence)] = [
      ("better", 0.081, .better), ("worse", -0.075, .worse), ("none", 0.004, .none),
      ("zero", 0, .none), ("beyond-better", 12.5, .better), ("beyond-worse", -0.264, .worse),
      ("beyond-none", 0.38, .none), ("nan", .nan, .none), ("infinite", -.infinity, .worse),
    ]
    return changes.map { name, change, valence in
      Sample(
        name: "pin-" + name, chart: VariancePin(change: change, valence: valence), width: 60)
    }
  }

  static func dots(_ head: String, _ rows: [DotIntervals.Row]) -> DotIntervals {
    DotIntervals(
      head: head, rows: rows, whole: 6.98, wholeInterval: 6.86...7.1, domain: 6.4...7.8,
      ticks: TickStyle(suffix: "×"), shareHead: "Share of spend", valueHead: "ROAS")
  }

  static func row(
    _ name: String, _ share: Int, _ estimate: Double?, half: Double = 0.22,
    _ valence: Valence = .none
  ) -> DotIntervals.Row {
    DotIntervals.Row(
      name: name, share: "\(share)%", estimate: estimate,
      interval: estimate.flatMap { $0.isFinite ? ($0 - half)...($0 + half) : nil },
      display: estimate == nil ? "n=37" : times(estimate), valence: valence)
  }

  static var dotIntervals: [Sample] {
    let keywords = [
      row("data analytics course", 17, 7.13), row("data anaytics training", 16, 7.02),
      row("data analitics online", 16, 7.01), row("learn data analytics", 17, 7.00),
      row("analytics for data", 17, 6.92), row("online data analytic", 17, 6.80),
    ]
    let typical = dots(
      "Device", [row("Desktop", 34, 7.0), row("Tablet", 32, 6.99), row("Mobile", 34, 6.94)])
    let many = noise(200, 7, 0.3, seed: 8).enumerated().map { row("City \($0 + 1)", 1, $1) }
    return [
      Sample(name: "dots-typical", chart: typical, width: 234),
      Sample(
        name: "dots-keywords", chart: dots("Keyword, as typed in the source", keywords),
        width: 234),
      Sample(
        name: "dots-judged",
        chart: dots(
          "City",
          [
            row("Pune", 24, 7.42, .better), row("Hyderabad", 51, 6.55, .worse),
            row("Delhi", 25, 6.95),
          ]), width: 234),
      Sample(name: "dots-empty", chart: dots("Device", []), width: 234),
      Sample(name: "dots-one", chart: dots("Device", [row("Desktop", 100, 6.98)]), width: 234),
      Sample(
        name: "dots-withheld",
        chart: dots("City", [row("Pune", 95, 7.0), row("Kolkata", 5, nil), row("Agra", 0, .nan)]),
        width: 234),
      Sample(
        name: "dots-negative",
        chart: DotIntervals(
          head: "Device", rows: [row("Desktop", 50, -0.2), row("Mobile", 50, 0.1)], whole: 0,
          wholeInterval: -0.1...0.1, domain: -0.5...0.5, ticks: TickStyle(suffix: "×"),
          shareHead: "Share", valueHead: "ROAS"), width: 234),
      Sample(
        name: "dots-outlier",
        chart: dots(
          "City", [row("Pune", 99, 7.0), row("Agra", 1, 31.5, .better), row("Goa", 0, 2)]),
        width: 234),
      Sample(name: "dots-200", chart: Fixed(chart: dots("City", many), height: 160), width: 234),
      Sample(
        name: "dots-long-names",
        chart: dots(
          "Campaign",
          [
            row(longName, 50, 7.1), row(rightToLeft, 20, 6.9), row(indic, 20, 7.0),
            row("Ñandú & Søn <b>ads</b> \"Q4\" 🛍️🎉", 10, 6.8),
          ]), width: 234),
    ]
  }

  static func step(_ name: String, _ value: Double, _ valence: Valence? = nil) -> Bridge.Step {
    let tenths = value.isFinite ? Int((value.magnitude / 100).rounded()) : 0
    return Bridge.Step(
      name: name, value: value,
      display: value.isFinite ? (value < 0 ? "−" : "+") + "\(tenths / 10).\(tenths % 10)" : "n/a",
      valence: valence ?? (value < 0 ? .worse : .better))
  }

  static func bridge(_ start: Double, _ steps: [Bridge.Step]) -> Bridge {
    let end = steps.reduce(start) { $0 + ($1.value.isFinite ? $1.value : 0) }
    return Bridge(
      startName: "W47", start: start, startDisplay: thousands(start), steps: steps, endName: "W48",
      end: end, endDisplay: thousands(end))
  }

  static var bridges: [Sample] {
    let steps = [
      step("Alumni referral", 6700), step("Data Science Diploma", 4200),
      step("Career switch – Data roles", 2700), step("Python for Analysts", -7100),
      step("SQL Bootcamp", -5400), step("Student stories", -4300), step("18 others", 1200, nil),
    ]
    let many = noise(200, 0, 3000, seed: 9).enumerated().map { step("Campaign \($0 + 1)", $1) }
    return [
      Sample(name: "bridge-typical", chart: bridge(456_000, steps), width: 480),
      Sample(name: "bridge-narrow", chart: bridge(456_000, steps), width: 234),
      Sample(name: "bridge-empty", chart: bridge(.nan, steps)),
      Sample(name: "bridge-one", chart: bridge(456_000, [step("All campaigns", -2000)])),
      Sample(name: "bridge-none", chart: bridge(456_000, []), width: 234),
      Sample(name: "bridge-broken", chart: bridge(456_000, [step("Lost", .nan)] + steps)),
      Sample(
        name: "bridge-negative",
        chart: bridge(3000, [step("Refunds", -9000), step("Search", 2000), step("Social", -4000)])),
      Sample(name: "bridge-outlier", chart: bridge(20_000, steps + [step("Brand", 900_000)])),
      Sample(name: "bridge-200", chart: bridge(456_000, many), width: 744),
      Sample(
        name: "bridge-long-names",
        chart: bridge(456_000, [step(longName, 9000), step(rightToLeft, -4000), step(indic, 1)]),
        width: 480),
    ]
  }

  static let campaignShares = [
    22.7, 13.1, 9.0, 8.9, 7.1, 6.6, 4.6, 4.5, 4.1, 2.9, 2.7, 2.6, 2.4, 2.2, 2.1, 1.7, 1.3, 1.0, 0.8,
    0.4, 0.2, -0.1, -0.2, -0.3,
  ]

  static func pareto(_ shares: [Double]) -> Pareto {
    Pareto(
      items: shares.enumerated().map { index, share in
        Pareto.Item(
          name: "Campaign \(index + 1)", share: share / 100, display: whole(share) + "%",
          channel: ChannelRole(rawValue: index * 7 % 5 % 4) ?? .other)
      }, noun: "campaigns",
      legend: [
        (.first, "Search: 9 campaigns, 66% of profit"),
        (.second, "Social: 8 campaigns, 30% of profit"),
        (.third, "Display: 7 campaigns, 4% of profit"),
      ], singular: "campaign")
  }

  static var paretos: [Sample] {
    let long = noise(200, 0.5, 0.49, seed: 10).sorted(by: >).map { $0 - 0.1 }
    return [
      Sample(name: "pareto-typical", chart: pareto(campaignShares), width: 290),
      Sample(name: "pareto-empty", chart: pareto([])),
      Sample(name: "pareto-one", chart: pareto([100])),
      Sample(name: "pareto-two", chart: pareto([60, 40]), width: 234),
      Sample(name: "pareto-negative", chart: pareto([90, 60, 20, -10, -60]), width: 290),
      Sample(name: "pareto-outlier", chart: pareto([97, 1, 1, 0.5, 0.5]), width: 290),
      Sample(name: "pareto-loss", chart: pareto([20, 10, -130]), width: 290),
      Sample(name: "pareto-broken", chart: pareto([.nan, 60, .infinity, 40]), width: 290),
      Sample(name: "pareto-200", chart: pareto(long), width: 290),
    ]
  }

  static var emptyStates: [Sample] {
    [
      Sample(
        name: "empty-typical",
        chart: EmptyState(reason: "No conversions recorded", detail: "Display paused 18–24 Nov"),
        width: 234),
      Sample(name: "empty-bare", chart: EmptyState.noValues),
    ]
  }
}

/// A chart that wants a height of its own.
struct Fixed: Chart {
  var chart: any Chart
  var height: Double

  var data: ChartData { chart.data }
  func preferredHeight(_ style: ChartStyle) -> Double { height * style.textScale }
  func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    chart.scene(width: width, height: height, style: style, measurer: measurer)
  }
}
