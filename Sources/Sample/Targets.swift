import Metrics

/// `data/targets.csv`: `metric,from,to,value,dimension,member`, a row a half-year and metric.
///
/// Totals are a week's; ratios are the ratio. Half-years are whole ISO weeks (W01–W26, W27 to the
/// last), so that no week has two targets. A row without a dimension is for all.
enum Targets {
  private struct Plan {
    let member: Channel?
    /// A week's spend at the end of the sample.
    let spend: Int
    let roas: Int
    let costPerConversionCents: Int
  }

  static func text(_ options: SampleOptions) -> [UInt8] {
    var csv = CSVText()
    csv.line("metric,from,to,value,dimension,member")
    for half in halves(options) {
      for plan in plans { add(plan, half, options, to: &csv) }
      for (metric, value) in rates { row(metric, half, value, nil, to: &csv) }
    }
    return csv.bytes
  }

  private static let rates = [
    ("ctr", "0.0115"), ("lead_rate", "0.1060"), ("purchase_rate", "0.2600"),
  ]

  /// ROAS in hundredths.
  private static let plans = [
    Plan(member: nil, spend: 147_000, roas: 400, costPerConversionCents: 36_50),
    Plan(member: .search, spend: 82_000, roas: 470, costPerConversionCents: 32_00),
    Plan(member: .social, spend: 38_500, roas: 430, costPerConversionCents: 35_50),
    Plan(member: .display, spend: 26_500, roas: 190, costPerConversionCents: 78_00),
  ]

  private static func add(
    _ plan: Plan, _ half: ReportWindow, _ options: SampleOptions, to csv: inout CSVText
  ) {
    let middle = half.first + (half.last - half.first) / 2
    let growth =
      options.effects == .planted ? min(1, Market.growth(until: middle, of: options)) : 1
    let spend = Int((Double(plan.spend) * growth / 500).rounded()) * 500
    let revenue = spend * plan.roas / 100
    row("spend", half, "\(spend).00", plan.member, to: &csv)
    row("revenue", half, "\(revenue).00", plan.member, to: &csv)
    row("profit", half, "\(revenue - spend).00", plan.member, to: &csv)
    row("roas", half, Numeral.cents(plan.roas), plan.member, to: &csv)
    row("cac", half, Numeral.cents(plan.costPerConversionCents), plan.member, to: &csv)
  }

  private static func row(
    _ metric: String, _ half: ReportWindow, _ value: String, _ member: Channel?,
    to csv: inout CSVText
  ) {
    csv.cell(metric)
    csv.cell(half.first.description)
    csv.cell(half.last.description)
    csv.cell(value)
    csv.cell(member == nil ? "" : "channel")
    csv.cell(member?.rawValue ?? "")
    csv.endLine()
  }

  private static func halves(_ options: SampleOptions) -> [ReportWindow] {
    var result: [ReportWindow] = []
    let years = ISOWeek(of: options.start).year...ISOWeek(of: options.end).year
    for year in years {
      guard let first = monday(of: year), let next = monday(of: year + 1) else { continue }
      let middle = first + 26 * 7
      result.append(ReportWindow(first: first, last: middle - 1))
      result.append(ReportWindow(first: middle, last: next - 1))
    }
    return result.filter { $0.last >= options.start && $0.first <= options.end }
  }

  /// The Monday of the ISO year's first week.
  private static func monday(of year: Int) -> CalendarDay? {
    CalendarDay(year: year, month: 1, day: 4)?.monday
  }
}
