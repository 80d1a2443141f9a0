import Analysis
import Charts
import Metrics

/// What every page is written from.
struct PageContext {
  let findings: Findings
  let quality: DataQuality
  let book: FigureBook
  /// Nil for a first pack.
  let previous: PreviousPack?
  /// Channels of the report week, largest spend first.
  let channelKeys: [Int64]
  /// Channels of the days that panels rest on, largest spend first: their hues and shapes.
  private let ranked: [Int64]

  init(
    findings: Findings, quality: DataQuality, book: FigureBook, previous: PreviousPack? = nil
  ) {
    self.previous = previous
    self.findings = findings
    self.quality = quality
    self.book = book
    let (market, calendar) = (findings.market, findings.calendar)
    channelKeys = market.devices.tallies(calendar.weekDays, by: .channel)
      .filter { $0.key != 0 }
      .sorted {
        ($1.value.total(.cost), market.channels[$0.key] ?? "")
          < ($0.value.total(.cost), market.channels[$1.key] ?? "")
      }
      .map(\.key)
    ranked = market.devices.tallies(calendar.evidenceDays, by: .channel)
      .filter { $0.key != 0 }
      .sorted { ($1.value.total(.cost), $0.key) < ($0.value.total(.cost), $1.key) }
      .map(\.key)
  }

  /// "5%".
  var falseDiscovery: String { Thresholds.percent(market.thresholds.falseDiscovery) }

  var market: Market { findings.market }
  var calendar: ReportCalendar { findings.calendar }
  var style: NumberStyle { market.style }
  var week: ISOWeek { calendar.week }

  /// Weekly charts need eight weeks; below that the days tell more.
  var isWeekly: Bool { calendar.weeksBefore.count >= 7 && !calendar.isPartial }

  var grain: TimeGrain { isWeekly ? .week : .day }

  /// "W23 to W48 2024" or "1 Nov to 30 Nov 2024".
  var span: String {
    if isWeekly, let first = calendar.shown.first {
      return first.year == week.year
        ? "\(first.short) to \(week.short) \(week.year)"
        : "\(first.short) \(first.year) to \(week.short) \(week.year)"
    }
    return DateStyle.span(shownDays)
  }

  /// The days of daily charts.
  var shownDays: ClosedRange<CalendarDay> {
    let last = max(calendar.week.last, min(calendar.lastDay, calendar.week.last + 7))
    let end = min(last, calendar.lastDay)
    return max(calendar.firstDay, end - 41)...max(end, calendar.firstDay)
  }

  /// A metric over time, weekly or daily, with its words.
  func timeSeries(_ metric: Metric) -> TimeSeries {
    let points: [TimePoint]
    if isWeekly {
      points = (findings.reading(metric)?.points ?? []).map { point in
        TimePoint(
          day: point.week.first, value: point.value.value?.double,
          display: words(metric, point.value), isPartial: false)
      }
    } else {
      let byDay = market.devices.daily(shownDays)
      points = (shownDays.lowerBound.number...shownDays.upperBound.number).map { number in
        let day = CalendarDay(number: number)
        let value = market.value(metric, byDay[day] ?? Tally())
        return TimePoint(
          day: day, value: value.value?.double, display: words(metric, value),
          isPartial: !calendar.isComplete(ISOWeek(of: day)))
      }
    }
    return TimeSeries(name: metric.label, points: points, unit: metric.unit)
  }

  func words(_ metric: Metric, _ value: MetricValue) -> String {
    value.value.map { style.text($0, metric.unit) } ?? "n/a"
  }

  /// The unit of a money axis: its divisor and how the subtitle names it.
  func moneyAxis(_ largest: Double) -> (ticks: TickStyle, words: String) {
    let mark = style.currencyMark.isEmpty ? "amounts" : style.currencyMark
    let name = mark.unicodeScalars.last == "\u{A0}" ? String(mark.dropLast()) : mark
    if largest >= 10_000_000 { return (TickStyle(divisor: 1_000_000), "\(name) million") }
    if largest >= 10_000 { return (TickStyle(divisor: 1_000), "\(name) thousand") }
    return (TickStyle(), name)
  }

  func channelRole(_ key: Int64) -> ChannelRole {
    ChannelRole(rawValue: min(ranked.firstIndex(of: key) ?? 3, 3)) ?? .other
  }

  /// The segment that moved a rate most, of those that survive the family: by the revenue at stake in
  /// what it did beyond the rest of its breakdown, else by the size of the change.
  func largestShift(of metric: Metric? = nil) -> SegmentReading? {
    findings.segments.filter {
      findings.isNotable($0) && (metric == nil || $0.metric == metric)
    }
    .max { first, second in
      guard findings.segmentsCompareWeeks else {
        return abs(first.change ?? 0) < abs(second.change ?? 0)
      }
      return abs(first.ownStake ?? 0) < abs(second.ownStake ?? 0)
    }
  }

  func variances(
    _ metric: Metric, _ references: [Comparison.Reference], inPoints: Bool = false
  ) -> [Variance] {
    references.compactMap { reference in
      guard let comparison = findings.reading(metric)?.comparison(reference) else { return nil }
      return Variance(
        label: "vs \(reference.rawValue)",
        figure: book.change(metric, comparison, inPoints: inPoints),
        change: comparison.change?.double, valence: book.valence(metric, comparison))
    }
  }

  /// A sentence on the shape of a line for those who do not see it.
  func alternative(_ kind: String, _ title: Prose, _ series: [TimeSeries]) -> String {
    var text =
      "\(kind) of \(series.map { $0.name.lowercased() }.joined(separator: " and ")), \(span). \(title.text)."
    for line in series {
      let known = line.points.filter { $0.value != nil }
      guard let last = known.last,
        let high = known.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }),
        let low = known.min(by: { ($0.value ?? 0) < ($1.value ?? 0) })
      else { continue }
      let when = { (point: TimePoint) in
        isWeekly ? ISOWeek(of: point.day).short : DateStyle.dayMonth(point.day)
      }
      let more =
        " \(line.name): last \(last.display), highest \(high.display) in \(when(high)), lowest \(low.display) in \(when(low))."
      if text.count + more.count <= 300 { text += more }
    }
    return text
  }
}
