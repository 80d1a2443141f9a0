import Charts
import Marks
import Metrics
import Pack

/// Editions with invented numbers, of the size and kind that real packs have.
enum Demo {
  static let edition = edition(pages: [
    overview, funnel, campaigns, firstWeeks, quality, definitions,
  ])

  static func edition(pages: [Page], source: String? = nil) -> Edition {
    Edition(
      id: "2024-W48", title: "Marketing performance, week 48 of 2024", organisation: "",
      period: "Week 48 · Mon 25 Nov – Sun 1 Dec 2024",
      source: source
        ?? "Demonstration data: ad-platform exports, Search, Social and Display. Data to Sun 1 Dec 2024, built Mon 2 Dec 06:00 UTC. 99.6% of expected rows loaded.",
      packID: "MWP-2024-W48-3f9a1c7", pages: pages, figures: [])
  }

  static let week = ISOWeek(of: CalendarDay(number: 20_052))

  static func figure(
    _ display: String, _ scenario: Figure.Scenario = .actual, metric: String = "profit"
  ) -> Figure {
    let isMissing = display.hasPrefix("n/a") || display.hasPrefix("no ")
    return Figure(
      id: "\(metric).\(display)", metric: metric, period: "2024-W48", scenario: scenario,
      value: isMissing ? nil : Rational(1), display: display, unit: "", trust: "full")
  }

  static func number(_ display: String, _ valence: Valence = .none) -> Table.Cell {
    .figure(figure(display), valence: valence)
  }

  static func change(_ display: String, _ valence: Valence = .none) -> Table.Cell {
    .figure(figure(display, .changeOnPrior), valence: valence)
  }

  static func variance(
    _ label: String, _ display: String, _ change: Double?, _ valence: Valence = .none
  ) -> Variance {
    Variance(
      label: Phrase(said: label), figure: figure(display, .changeOnPrior), change: change,
      valence: valence)
  }

  /// Weekly values ending with the report week.
  static func weekly(_ name: String, _ values: [Double], _ last: String) -> TimeSeries {
    TimeSeries(
      name: name,
      points: values.enumerated().map { index, value in
        let isLast = index == values.count - 1
        return TimePoint(
          day: week.first - 7 * (values.count - 1 - index), value: value,
          display: isLast ? last : "$\(Int(value / 1000))k")
      })
  }

  /// Daily values from 1 November 2024 on, those outside the complete weeks partial.
  static func daily(_ name: String, _ values: [Double], unit: Double) -> TimeSeries {
    TimeSeries(
      name: name,
      points: values.enumerated().map { index, value in
        TimePoint(
          day: CalendarDay(number: 20_028 + Int32(index)), value: value * unit,
          display: unit == 1 ? "\(Int(value))" : "$\(Int(value))k",
          isPartial: index < 3 || index > 23)
      })
  }
}
