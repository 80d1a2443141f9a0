import Charts
import Marks
import Metrics
import Testing

/// One chart in one state, with the size at which its golden is taken.
struct Sample: Sendable, CustomTestStringConvertible {
  var name: String
  var chart: any Chart
  var width = 366.0
  var style = ChartStyle.print

  var height: Double { chart.preferredHeight(style) }
  var testDescription: String { name }

  func scene(_ measurer: any TextMeasurer = FixedMeasurer()) -> Scene {
    chart.scene(width: width, height: height, style: style, measurer: measurer)
  }
}

/// Every kind in every state of the visual specification, VS-9, that it can be in.
enum Samples {
  static let all: [Sample] =
    surplusLines + rateLines + columns + sparklines + pins + dotIntervals + bridges + paretos
    + heatMaps + returnScatters + returnStrips
    + emptyStates

  /// The usual states again, as a narrow screen shows them.
  static let narrowScreen: [Sample] =
    all.filter { $0.name.hasSuffix("-typical") || $0.name.hasSuffix("day") }
    .map { Sample(name: $0.name + "-screen", chart: $0.chart, width: 350, style: .screen) }

  // MARK: Values

  static func day(_ iso: String) -> CalendarDay {
    CalendarDay(iso: iso) ?? CalendarDay(number: 0)
  }
  static let firstOfNovember = day("2024-11-01")
  static let week47 = ISOWeek(of: day("2024-11-18"))
  static let week48 = ISOWeek(of: day("2024-11-25"))

  static func thousands(_ value: Double?) -> String {
    guard let value, value.isFinite, value.magnitude < 1e15 else { return "n/a" }
    return (value < 0 ? "−$" : "$") + String(Int((value.magnitude / 1000).rounded())) + "k"
  }

  static func times(_ value: Double?) -> String {
    guard let value, value.isFinite, value.magnitude < 1e12 else { return "n/a" }
    let hundredths = Int((value.magnitude * 100).rounded())
    let rest = String(hundredths % 100)
    return (value < 0 ? "−" : "") + "\(hundredths / 100)." + (rest.count < 2 ? "0" : "") + rest
      + "×"
  }

  static func whole(_ value: Double?) -> String {
    guard let value, value.isFinite, value.magnitude < 1e15 else { return "n/a" }
    return (value < 0 ? "−" : "") + String(Int(value.magnitude.rounded()))
  }

  static func series(
    _ name: String, _ values: [Double?], from first: CalendarDay, step: Int,
    partial: (CalendarDay) -> Bool = { _ in false }, _ display: (Double?) -> String
  ) -> TimeSeries {
    TimeSeries(
      name: name,
      points: values.enumerated().map { index, value in
        let day = first + index * step
        return TimePoint(
          day: day, value: value, display: display(value), isPartial: partial(day))
      })
  }

  /// November 2024 by day: its first and last weeks are partial.
  static func november(
    _ name: String, _ values: [Double?], _ display: (Double?) -> String
  ) -> TimeSeries {
    series(
      name, values, from: firstOfNovember, step: 1,
      partial: { $0 < day("2024-11-04") || $0 > day("2024-11-24") }, display)
  }

  /// Weeks that end with W48 2024.
  static func weeks(
    _ name: String, _ values: [Double?], _ display: (Double?) -> String
  ) -> TimeSeries {
    series(
      name, values, from: week48.first - 7 * (max(values.count, 1) - 1), step: 7, display)
  }

  static func twoHundredDays(
    _ name: String, _ values: [Double?], _ display: (Double?) -> String
  ) -> TimeSeries {
    series(name, values, from: day("2024-05-15"), step: 1, display)
  }

  static func noise(_ count: Int, _ middle: Double, _ spread: Double, seed: UInt64) -> [Double] {
    var generator = SplitMix(seed: seed)
    return (0..<count).map { _ in middle + Double.random(in: -spread...spread, using: &generator) }
  }

  static let longName =
    "IN_SRCH_NonBrand_DataAnalytics_Course_Certification_2024_Festive_Retarget_Exact_v7"
  static let rightToLeft = "حملة البيانات – دورة تحليل البيانات"
  static let indic = "हैदराबाद – डेटा विश्लेषण पाठ्यक्रम"
}
