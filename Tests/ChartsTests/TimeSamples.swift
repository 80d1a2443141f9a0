import Charts
import Metrics

extension Samples {
  static let dailyRevenue: [Double] = [
    107, 126, 111, 121, 131, 102, 123, 128, 112, 116, 106, 109, 120, 166, 134, 131, 95, 150, 125,
    143, 132, 123, 134, 125, 137, 127, 122, 114, 118, 107,
  ].map { $0 * 1000 }
  static let dailySpend: [Double] = dailyRevenue.map { $0 * 0.14 }
  static let weeklyRevenue: [Double] = [
    572, 566, 588, 600, 582, 612, 641, 636, 634, 662, 659, 646, 640, 653, 674, 662, 639, 679, 655,
    639, 712, 711, 662, 643, 608, 608,
  ].map { $0 * 1000 }
  static let weeklySpend: [Double] = [
    133, 138, 139, 141, 142, 141, 148, 147, 150, 156, 154, 155, 152, 153, 155, 156, 153, 157, 153,
    155, 169, 165, 156, 158, 154, 154,
  ].map { $0 * 1000 }

  static func surplus(
    _ upper: TimeSeries, _ lower: TimeSeries, grain: TimeGrain = .week, week: ISOWeek = week48,
    peakName: String? = nil, gap: String = "$454k", carries: Bool = true
  ) -> SurplusLine {
    SurplusLine(
      upper: upper, lower: lower, gapName: "Profit", gapDisplay: gap, grain: grain,
      report: ReportPeriod(week), ticks: TickStyle(divisor: 1000), peakName: peakName,
      labelsCarryValues: carries)
  }

  static func weekly(_ upper: [Double?], _ lower: [Double?], peakName: String? = nil)
    -> SurplusLine
  {
    surplus(
      weeks("Revenue", upper, thousands), weeks("Spend", lower, thousands), peakName: peakName)
  }

  static var surplusLines: [Sample] {
    let holed: [Double?] = weeklyRevenue.enumerated().map { (11...13).contains($0) ? nil : $1 }
    let daysOff: [Double?] = dailyRevenue.enumerated().map { (6...8).contains($0) ? nil : $1 }
    let losing = weeklyRevenue.enumerated().map { $0 > 18 ? $1 - 560_000 : $1 - 300_000 }
    let broken: [Double?] = [.nan, 1e5, .infinity, 2e5, -.infinity, 1.5e5, nil]
    return [
      Sample(
        name: "surplus-day",
        chart: surplus(
          november("Revenue", dailyRevenue, thousands), november("Spend", dailySpend, thousands),
          grain: .day, week: week47, carries: false)),
      Sample(
        name: "surplus-week", chart: weekly(weeklyRevenue, weeklySpend, peakName: "festive")),
      Sample(name: "surplus-week-narrow", chart: weekly(weeklyRevenue, weeklySpend), width: 234),
      Sample(name: "surplus-empty", chart: weekly([], [])),
      Sample(name: "surplus-nothing-known", chart: weekly([nil, .nan], [nil, nil])),
      Sample(name: "surplus-one", chart: weekly([608_000], [154_000])),
      Sample(name: "surplus-few", chart: weekly([580_000, 640_000, 608_000], [1e5, 2e5, 1.5e5])),
      Sample(name: "surplus-gap", chart: weekly(holed, weeklySpend)),
      Sample(
        name: "surplus-day-gap",
        chart: surplus(
          november("Revenue", daysOff, thousands), november("Spend", dailySpend, thousands),
          grain: .day, week: week47)),
      Sample(name: "surplus-negative", chart: weekly(losing, weeklySpend)),
      Sample(
        name: "surplus-outlier",
        chart: weekly(weeklyRevenue.dropLast(3) + [9e6, 6e5, 6e5], weeklySpend)),
      Sample(name: "surplus-broken", chart: weekly(broken, broken)),
      Sample(name: "surplus-zero", chart: weekly([0, 0, 0, 0], [0, 0, 0, 0])),
      Sample(
        name: "surplus-200",
        chart: weekly(noise(200, 6e5, 1e5, seed: 1), noise(200, 1.5e5, 2e4, seed: 2)),
        width: 744),
      Sample(
        name: "surplus-200-days",
        chart: surplus(
          twoHundredDays("Revenue", noise(200, 1e5, 2e4, seed: 3), thousands),
          twoHundredDays("Spend", noise(200, 3e4, 5e3, seed: 4), thousands), grain: .day)),
      Sample(
        name: "surplus-long-names",
        chart: surplus(
          weeks(longName, weeklyRevenue, thousands), weeks(rightToLeft, weeklySpend, thousands),
          peakName: "national holiday and end of season clearance")),
    ]
  }

  static let roas: [Double] = [
    4.28, 4.05, 4.27, 4.03, 4.31, 4.33, 4.30, 4.10, 4.26, 4.13, 4.11, 4.25, 4.40, 4.31, 4.08, 4.27,
    4.12, 4.09, 4.27, 4.19, 4.11, 4.28, 4.26, 4.04, 3.95, 3.95,
  ]

  static func rate(
    _ values: [Double?], grain: TimeGrain = .week, target: Double? = 4, name: String = "ROAS",
    band: ClosedRange<Double>? = nil, signals: [Int: Valence] = [:], last: Valence = .worse,
    extreme: Int? = nil, axis: Bool = true
  ) -> RateLine {
    RateLine(
      series: weeks(name, values, times), grain: grain, report: ReportPeriod(week48),
      target: target.map { RateLine.Level(value: $0, display: times($0)) }, band: band,
      signals: signals, lastValence: last, labelledExtreme: extreme, namesSeries: true,
      showsTimeAxis: axis)
  }

  static var rateLines: [Sample] {
    let click = [9.9, 10.1, 9.7, 9.9, 10.0, 10.3, 9.8, 10.0].map { $0 / 2 }
    let leak: [Double?] = (click + click + click).map { $0 } + [4.2, 4.1]
    return [
      Sample(name: "rate-typical", chart: rate(roas, extreme: 12), width: 234),
      Sample(name: "rate-no-axis", chart: rate(roas, extreme: 12, axis: false), width: 234),
      Sample(
        name: "rate-minimum",
        chart: rate(roas.map { 8 - $0 }, target: 3.9, last: .better, extreme: 12), width: 234),
      Sample(
        name: "rate-band",
        chart: rate(
          leak, target: 5.1, band: 4.8...5.2, signals: [24: .worse, 25: .worse], last: .worse),
        width: 234),
      Sample(
        name: "rate-in-range", chart: rate(roas, target: nil, band: 3.8...4.5, last: .none)),
      Sample(name: "rate-empty", chart: rate([])),
      Sample(name: "rate-one", chart: rate([3.95])),
      Sample(
        name: "rate-gap",
        chart: rate(roas.enumerated().map { (11...13).contains($0) ? nil : $1 }, extreme: 5)),
      Sample(
        name: "rate-gap-ends",
        chart: rate([nil, nil] + roas.map { $0 } + [nil, .nan], extreme: 14)),
      Sample(name: "rate-negative", chart: rate(roas.map { $0 - 4.2 }, target: 0, extreme: 12)),
      Sample(name: "rate-outlier", chart: rate(roas.dropLast() + [31], extreme: 12)),
      Sample(name: "rate-flat", chart: rate(Array(repeating: 4.0, count: 20), last: .none)),
      Sample(
        name: "rate-200",
        chart: rate(
          noise(200, 4, 0.4, seed: 5).enumerated().map { $0 == 77 ? 4.9 : $1 }, extreme: 77)),
      Sample(name: "rate-long-name", chart: rate(roas, name: longName), width: 234),
    ]
  }

  static let rowsPerDay: [Double] = [
    76, 88, 79, 82, 92, 74, 84, 89, 80, 82, 73, 79, 86, 119, 94, 88, 69, 102, 88, 99, 92, 94, 91,
    89,
    100, 91, 85, 77, 84, 76,
  ]

  static func days(_ values: [Double?], name: String = "Rows") -> Columns {
    Columns(series: november(name, values, whole), grain: .day, report: ReportPeriod(week47))
  }

  static var columns: [Sample] {
    let weekly = weeks("Spend", [131e3, 140e3, 151e3, 145e3, 156e3, 84e3], thousands)
    return [
      Sample(name: "columns-day", chart: days(rowsPerDay)),
      Sample(
        name: "columns-week",
        chart: Columns(
          series: weekly, grain: .week, report: ReportPeriod(week48),
          ticks: TickStyle(divisor: 1000)),
        width: 234),
      Sample(name: "columns-empty", chart: days([])),
      Sample(name: "columns-one", chart: days([88])),
      Sample(
        name: "columns-gap",
        chart: days(rowsPerDay.enumerated().map { (8...10).contains($0) ? nil : $1 })),
      Sample(
        name: "columns-negative",
        chart: days(rowsPerDay.enumerated().map { $0 % 5 == 2 ? -$1 / 2 : $1 })),
      Sample(
        name: "columns-outlier", chart: days(rowsPerDay.enumerated().map { $0 == 9 ? 4012 : $1 })),
      Sample(name: "columns-broken", chart: days([.nan, 12, .infinity, 14, nil, 0])),
      Sample(name: "columns-zero", chart: days([0, 0, 0])),
      Sample(
        name: "columns-200",
        chart: Columns(
          series: twoHundredDays("Rows", noise(200, 90, 30, seed: 6), whole), grain: .day,
          report: ReportPeriod(week48))),
      Sample(name: "columns-large", chart: days(rowsPerDay.map { $0 * 12_345 })),
    ]
  }
}
