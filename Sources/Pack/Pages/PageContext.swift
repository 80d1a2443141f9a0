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
  /// The month that the fiscal year begins with, 1 … 12.
  let yearStart: Int
  /// How sentences write days.
  let dates: DateStyle
  /// How sentences name the period and what it is compared with.
  let words: PeriodWords
  /// The weeks that lines over time show, whatever period is reported; nil without a complete one.
  private let weekly: ReportCalendar?
  /// Metric id → its weeks.
  private let trends: [String: SeriesReading]
  /// Channels of the reported period, largest spend first.
  let channelKeys: [Int64]
  /// Their hues and shapes.
  private let roles: ChannelRoles
  /// Rates of the funnel that moved as the mix of channels did: no segment leaks by them.
  private(set) var mixes: [Mix] = []
  /// Whether any export counts conversions: where none does there are not too few, but none known.
  let hasConversions: Bool

  init(
    findings: Findings, quality: DataQuality, book: FigureBook, previous: PreviousPack? = nil,
    dates: DateStyle, yearStart: Int
  ) {
    self.dates = dates
    self.yearStart = yearStart
    words = PeriodWords(findings.calendar.period.unit)
    weekly = findings.calendar.weekly
    if let weekly, findings.calendar.period.unit != .week {
      trends = Dictionary(
        uniqueKeysWithValues: (findings.kpis + findings.funnel.rates).map {
          ($0.id, findings.market.series($0, weekly))
        })
    } else {
      trends = findings.series
    }
    self.previous = previous
    self.findings = findings
    self.quality = quality
    self.book = book
    let (market, calendar) = (findings.market, findings.calendar)
    channelKeys = market.devices.tallies(calendar.days, by: .channel)
      .filter { $0.key != 0 }
      .sorted {
        ($1.value.total(.cost), market.channels[$0.key] ?? "")
          < ($0.value.total(.cost), market.channels[$1.key] ?? "")
      }
      .map(\.key)
    roles = ChannelRoles(market.channels)
    if findings.segmentsCompareTime {
      mixes = findings.funnel.rates.compactMap { metric in
        guard case .ratio(_, let bottom, _) = metric.formula,
          let mix = market.mixShift(metric, calendar), mix.leads,
          mix.change > market.thresholds.notableRate, let channel = market.channels[mix.channel]
        else { return nil }
        return Mix(metric: metric, counted: bottom.noun, channel: channel)
      }
    }
    hasConversions = market.value(.conversions, market.tally(calendar.evidenceDays)).value != nil
  }

  /// "5%".
  var falseDiscovery: String { Thresholds.percent(market.thresholds.falseDiscovery) }

  var market: Market { findings.market }
  var calendar: ReportCalendar { findings.calendar }
  var style: NumberStyle { market.style }
  var period: ReportPeriod { calendar.period }
  /// `W47`, `Nov`.
  var periodShort: String { period.short(dates) }
  /// `Week 47`, `November 2024`.
  var periodName: String { name(of: period) }
  func name(of period: ReportPeriod) -> String { period.name(dates, yearStart: yearStart) }
  var isOfWeek: Bool { period.unit == .week }

  /// Weekly charts need eight weeks; below that the days tell more.
  var isWeekly: Bool {
    weekly.map { $0.before.count >= 7 && !$0.isPartial } ?? false
  }

  /// A metric's weeks up to the last of the period; the reading itself where a week is reported.
  func trend(_ metric: Metric) -> SeriesReading? { trends[metric.id] }

  /// The last week that lines over time show: its figures are printed beside their ends.
  var lastWeek: ReportPeriod? { weekly?.period }

  var grain: TimeGrain { isWeekly ? .week : .day }

  /// "W23 to W48 2024" or "1 Nov to 30 Nov 2024".
  var span: String {
    if isWeekly, let weekly, let start = weekly.shown.first?.lowerBound {
      let (first, last) = (ISOWeek(of: start), ISOWeek(of: weekly.period.first))
      return first.year == last.year
        ? Phrase("\(first.short) to \(last.short) \(last.year)").text
        : Phrase("\(first.short) \(first.year) to \(last.short) \(last.year)").text
    }
    return dates.span(shownDays)
  }

  /// The days of daily charts.
  var shownDays: ClosedRange<CalendarDay> {
    let end = min(calendar.lastDay, period.last + 7)
    return max(calendar.firstDay, end - 41)...max(end, calendar.firstDay)
  }

  /// Days of the period that have rows, of all; nil where none has.
  var heldDays: (count: Int, all: Int)? {
    let all = period.days.each
    let held = all.count { market.hasRows($0...$0) }
    return held > 0 ? (held, all.count) : nil
  }

  /// Whether any day of the data has a measure.
  func reports(_ measure: Measure) -> Bool {
    let tally = market.tally(market.firstDay...market.lastDay)
    return tally.rows > tally.rowsMissing(measure)
  }

  /// The share of what the shop sold that platforms claim on each day of the period that has sales.
  var dailyClaims: [Double] {
    market.sales.map(\.day).filter(period.days.contains)
      .compactMap { market.value(.claimed, [$0...$0]).value?.double }
  }

  /// A metric over time, weekly or daily, with its words.
  func timeSeries(_ metric: Metric) -> TimeSeries {
    let points: [TimePoint]
    if isWeekly {
      points = (trend(metric)?.points ?? []).map { point in
        TimePoint(
          day: point.days.lowerBound, value: point.value.value?.double,
          display: words(metric, point.value), isPartial: false)
      }
    } else {
      points = shownDays.each.map { day in
        let value = market.value(metric, [day...day])
        return TimePoint(
          day: day, value: value.value?.double, display: words(metric, value),
          isPartial: isPale(day))
      }
    }
    return TimeSeries(name: metric.label, points: points, unit: metric.unit, dates: dates)
  }

  /// Whether a day is in no complete week, nor in a complete period reported: it is drawn paler.
  func isPale(_ day: CalendarDay) -> Bool {
    !calendar.isComplete(ISOWeek(of: day).days)
      && (calendar.isPartial || !period.days.contains(day))
  }

  func words(_ metric: Metric, _ value: MetricValue) -> String {
    value.value.map { style.text($0, metric.unit) } ?? Phrase("n/a").text
  }

  /// Campaigns that lost money in the period and earn less than they cost beyond noise: the loss of one
  /// week alone may be chance, or reported later.
  var losses: Set<Int64> {
    let cuts = (findings.returns[.campaign] ?? []).filter {
      if case .cut = findings.verdict($0) { true } else { false }
    }
    let losing = findings.campaigns.filter { market.micros($0.profit) < 0 }
    return Set(cuts.map(\.key)).intersection(losing.map(\.key))
  }

  /// Whether an amount is printed as one unit of money or more, and not as “$0”.
  static func isPrinted(_ micros: Int64) -> Bool { abs(micros) > 500_000 }

  /// The unit of a money axis: its divisor, that as a power of ten, and how the subtitle names it.
  func moneyAxis(_ largest: Double) -> (ticks: TickStyle, power: Int, words: String) {
    let (power, divisor) =
      [(9, 1e9), (6, 1e6), (3, 1e3)].first { largest >= 10 * $0.1 } ?? (0, 1)
    let mark = style.currencyMark
    let name = mark.unicodeScalars.last == "\u{A0}" ? String(mark.dropLast()) : mark
    // Nobody says in what currency.
    let words: Phrase? =
      switch (power, name.isEmpty) {
      case (9, true): "amounts in billions"
      case (6, true): "amounts in millions"
      case (3, true): "amounts in thousands"
      case (_, true): "amounts"
      case (9, false): "\(name) billion"
      case (6, false): "\(name) million"
      case (3, false): "\(name) thousand"
      case (_, false): nil
      }
    return (TickStyle(divisor: divisor), power, words?.text ?? name)
  }

  func channelRole(_ key: Int64) -> ChannelRole { roles[key] }

  /// What stands for a ratio that is withheld: how many conversions there are, if anyone counts them.
  func withheld(_ count: Figure) -> Prose { hasConversions ? "n=\(count)" : "n/a" }

  /// The same in a picture.
  func withheld(_ conversions: Int64) -> String {
    hasConversions ? "n=\(NumberStyle.whole(conversions))" : Phrase("n/a").text
  }

  /// No row of the period names a campaign: what the exports hold is known as a whole only.
  var isUnnamed: Bool {
    !findings.campaigns.isEmpty && findings.campaigns.allSatisfy { $0.key == 0 }
  }

  /// Funnel rates of segments; one channel alone is no segment.
  var segments: [SegmentReading] {
    findings.segments.filter { $0.breakdown != .channel || channelKeys.count > 1 }
  }

  /// The rate out of line that moved profit most, so that page 2 and the split of profit on page 1
  /// lead with the same; without a split the first of the funnel.
  var rateSignal: Metric? {
    let parts = findings.split?.split.parts ?? []
    func stake(_ metric: Metric) -> Int64 {
      abs(parts.first { $0.metric == metric }?.micros ?? 0)
    }
    return findings.funnel.rates.filter(findings.isSignal).enumerated()
      .max { (stake($0.element), $1.offset) < (stake($1.element), $0.offset) }?.element
  }

  /// A rate that moved because more of what it is a share of is a channel's now.
  struct Mix {
    let metric: Metric
    /// "impressions", and a stranger's name of the channel.
    let counted, channel: String
  }

  /// The first of the funnel; the one of the signal, where it is one.
  var mix: Mix? { mixes.first { $0.metric == rateSignal } ?? mixes.first }

  /// The segment that moved a rate most, where a change of the mix did not, of those that survive the family: by the revenue at stake in
  /// what it did beyond the rest of its breakdown, else by the size of the change.
  func largestShift(of metric: Metric? = nil) -> SegmentReading? {
    func weight(_ reading: SegmentReading) -> (stake: Double, change: Double) {
      (
        findings.segmentsCompareTime ? abs(reading.ownStake ?? 0) : 0, abs(reading.change ?? 0)
      )
    }
    return segments.filter { reading in
      findings.isNotable(reading) && (metric == nil || reading.metric == metric)
        && (reading.breakdown == .channel || !mixes.contains { $0.metric == reading.metric })
    }
    .max { weight($0) < weight($1) }
  }

  /// "the four weeks before", "the four weeks before W43": what a segment's rate is held against.
  func base(_ metric: Metric) -> Phrase {
    guard let run = findings.runs[metric.id], let last = calendar.before(run: run).last else {
      return words.four
    }
    return "the four weeks before \(ISOWeek(of: last.upperBound + 1).short)"
  }

  /// "Mobile conversion rate fell 21.9%".
  func moved(_ shift: SegmentReading) -> Prose? {
    guard let change = shift.change, let size = Rational(estimate: abs(change)) else { return nil }
    let figure = book.fact(
      "moved.\(shift.metric.id).\(shift.breakdown.rawValue)=\(shift.name)", size,
      NumberStyle.unsigned(variance: size), unit: "share")
    return
      "\(name: shift.name) \(words: Words.name(shift.metric)) \(word: change < 0 ? "fell" : "rose") \(figure)"
  }

  func variances(
    _ metric: Metric, _ references: [Comparison.Reference], inPoints: Bool = false
  ) -> [Variance] {
    references.compactMap { reference in
      guard let comparison = findings.reading(metric)?.comparison(reference) else { return nil }
      return Variance(
        label: "vs \(words.code(reference))",
        figure: book.change(metric, comparison, inPoints: inPoints),
        change: comparison.change?.double, valence: book.valence(metric, comparison))
    }
  }

  /// A sentence on the shape of a line for those who do not see it.
  func alternative(_ kind: Phrase, _ title: Prose, _ series: [TimeSeries]) -> Phrase {
    let names = series.map { Language.current.inSentence($0.name) }
    var text: Phrase =
      names.count == 2
      ? "\(kind) of \(names[0]) and \(names[1]), \(span). \(title.text)."
      : "\(kind) of \(names.joined(separator: ", ")), \(span). \(title.text)."
    for line in series {
      let known = line.points.filter { $0.value != nil }
      guard let last = known.last,
        let high = known.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }),
        let low = known.min(by: { ($0.value ?? 0) < ($1.value ?? 0) })
      else { continue }
      let when = { (point: TimePoint) in
        isWeekly ? ISOWeek(of: point.day).short : dates.dayMonth(point.day)
      }
      let more: Phrase =
        " \(line.name): last \(last.display), highest \(high.display) in \(when(high)), lowest \(low.display) in \(when(low))."
      if text.text.count + more.text.count <= 300 { text = text + more }
    }
    return text
  }
}
