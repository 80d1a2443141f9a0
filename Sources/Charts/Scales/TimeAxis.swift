import Marks
import Metrics

/// The axis under a chart in time: weeks over days, or months over weeks; the reported period is bold.
struct TimeAxis {
  /// Lines put the first and the last period on the edges; columns give each period a slot.
  enum Fit {
    case edges, slots
  }

  let grain: TimeGrain
  let report: ReportPeriod
  let days: ClosedRange<CalendarDay>
  let dates: DateStyle
  let fit: Fit
  let left: Double
  let right: Double
  let style: ChartStyle
  let text: TextFit

  /// How far the axis reaches below the plot.
  static func height(_ grain: TimeGrain, _ style: ChartStyle, hasGaps: Bool) -> Double {
    let lines = (grain == .day ? 2.0 : 1.0) + (hasGaps ? 1 : 0)
    return 4 + lines * style.tickSize * 1.3
  }

  /// Periods from the first to the last day, counted by the grain.
  var count: Int { (days.upperBound - days.lowerBound) / grain.step + 1 }
  var slot: Double { (right - left) / Double(max(1, count)) }

  func x(_ day: CalendarDay) -> Double {
    let place = Double(day - days.lowerBound) / Double(grain.step)
    switch fit {
    case .slots: return left + (place + 0.5) * slot
    case .edges:
      let length = Double(days.upperBound - days.lowerBound) / Double(grain.step)
      return length > 0 ? left + place / length * (right - left) : right
    }
  }

  /// The axis with its ticks and words.
  /// - Parameters:
  ///   - y: the foot of the plot.
  ///   - limit: how far to the right words may reach.
  func marks(y: Double, limit: Double, gaps: [SeriesRuns.Gap] = []) -> [Mark] {
    var marks: [Mark] =
      grain == .day ? dayMarks(y: y, limit: limit) : weekMarks(y: y, limit: limit)
    let row = y + Self.height(grain, style, hasGaps: !gaps.isEmpty) - style.tickSize * 0.3
    marks += gapNames(gaps, baseline: row, limit: limit)
    return marks
  }

  /// The shaded strips where values are missing.
  func gapShades(_ gaps: [SeriesRuns.Gap], top: Double, bottom: Double) -> [Mark] {
    gaps.map { gap in
      let (start, end) = edges(of: gap)
      return .rect(
        RectMark(
          x: start, y: top, width: end - start, height: bottom - top, fill: .solid(.panel)))
    }
  }

  private func edges(of gap: SeriesRuns.Gap) -> (Double, Double) {
    switch fit {
    case .slots: (x(gap.first) - slot / 2, x(gap.last) + slot / 2)
    case .edges: (x(gap.before ?? gap.first), x(gap.after ?? gap.last))
    }
  }

  private func gapNames(
    _ gaps: [SeriesRuns.Gap], baseline: Double, limit: Double
  ) -> [Mark] {
    var placed: [Mark] = []
    var free = 0.0
    for gap in gaps {
      let (start, end) = edges(of: gap)
      let long = Phrase("no data \(grain.name(gap.first, gap.last, dates))").text
      for words in [long, Phrase("no data").text] {
        let width = text.width(words, style.tick)
        let x = LabelPlacement.centred(
          on: (start + end) / 2, width: width, between: 0, and: limit)
        guard x >= free, x + width <= limit, x < end, x + width > start else { continue }
        placed.append(.text(TextMark(words, x: x, y: baseline, style.tick, .ink2)))
        free = x + width + style.tickSize
        break
      }
    }
    return placed
  }

  // MARK: Days

  private func dayMarks(y: Double, limit: Double) -> [Mark] {
    let inset = 3.5
    let shift = fit == .slots ? -slot / 2 : 0
    var starts: [CalendarDay] = []
    var day = days.lowerBound
    while day <= days.upperBound {
      starts.append(day)
      day = day.monday + 7
    }
    // Every label must end before the next labelled week begins; the last one reported is always one.
    let widths = starts.map { start in
      let isReport = report.days.contains(start)
      return max(
        text.width(ISOWeek(of: start).short, isReport ? style.tickStrong : style.tick),
        text.width(dates.dayMonth(start), style.tick))
    }
    let need = inset + (widths.max() ?? 0) + style.tickSize * 0.5
    let pitch = 7 * (fit == .slots ? slot : x(days.lowerBound + 1) - x(days.lowerBound))
    let stride = pitch > 0 ? max(1, Int((need / pitch).rounded(.up))) : 1
    let anchor = starts.lastIndex { report.days.contains($0) } ?? starts.count - 1
    var marks: [Mark] = []
    var next = limit + style.tickSize * 0.5
    for (index, start) in starts.enumerated().reversed() {
      let place = x(start) + shift
      let isReport = report.days.contains(start)
      let isTurn = (index - anchor).isMultiple(of: stride)
      let fits = place + inset + widths[index] + style.tickSize * 0.5 <= next
      guard isTurn && fits else {
        marks.append(.path(.line(place, y, place, y + 3, style.axisStroke)))
        continue
      }
      next = place
      let line = style.tickSize * 1.3
      let stroke = isReport ? Stroke(.ink, 0.9) : style.axisStroke
      marks.append(.path(.line(place, y, place, y + line + 1, stroke)))
      marks.append(
        .text(
          TextMark(
            ISOWeek(of: start).short, x: place + inset, y: y + line,
            isReport ? style.tickStrong : style.tick, isReport ? .ink : .ink2)))
      marks.append(
        .text(
          TextMark(
            dates.dayMonth(start), x: place + inset, y: y + 2 * line, style.tick, .ink2)))
    }
    return marks
  }

  // MARK: Weeks

  private struct WeekTick {
    var x: Double
    var words: String
  }

  private func weekMarks(y: Double, limit: Double) -> [Mark] {
    let baseline = y + 4 + style.tickSize
    var marks: [Mark] = []
    var taken: [ClosedRange<Double>] = []
    func place(_ tick: WeekTick, _ textStyle: TextStyle, _ ink: Ink, clear: Double) {
      let width = text.width(tick.words, textStyle)
      let start = LabelPlacement.centred(
        on: tick.x, width: width, between: fit == .edges ? left : 0, and: limit)
      let reach = (start - clear)...(start + width + clear)
      guard start >= 0, !taken.contains(where: { $0.overlaps(reach) }) else { return }
      taken.append(start...(start + width))
      let isReport = textStyle == style.tickStrong
      marks.append(
        .path(
          .line(tick.x, y, tick.x, y + 3, isReport ? Stroke(.ink, 0.9) : style.axisStroke)))
      marks.append(.text(TextMark(tick.words, x: start, y: baseline, textStyle, ink)))
    }
    let reported = reportedWeeks.map { x($0.lowerBound)...x($0.upperBound) }
    if let reported {
      let (start, end) = (reported.lowerBound, reported.upperBound)
      if start < end { marks.append(.path(.line(start, y, end, y, Stroke(.ink, 0.9)))) }
      place(
        WeekTick(x: (start + end) / 2, words: report.short(dates)), style.tickStrong, .ink, clear: 0
      )
    }
    let gap = 4 * style.textScale
    let near = namesWeeks ? 1 : 24 * style.textScale
    for tick in weekTicks() {
      if let reported, tick.x > reported.lowerBound - near, tick.x < reported.upperBound + near {
        continue
      }
      place(tick, style.tick, .ink2, clear: gap)
    }
    return marks
  }

  /// The Mondays of the first and the last of the weeks shown that begin in the reported period.
  private var reportedWeeks: ClosedRange<CalendarDay>? {
    let first = report.first.weekday == 1 ? report.first : report.first.monday + 7
    let start = max(first, days.lowerBound)
    let end = min(report.last.monday, days.upperBound)
    return start <= end ? start...end : nil
  }

  /// A short history names each of its weeks, a longer one its months.
  private var namesWeeks: Bool {
    let need =
      text.width(ISOWeek(of: days.lowerBound).short, style.tickStrong) + 6 * style.textScale
    let pitch = count > 1 ? x(days.lowerBound + 7) - x(days.lowerBound) : right - left
    return count <= 13 && need <= pitch
  }

  private func weekTicks() -> [WeekTick] {
    if namesWeeks {
      return (0..<count).map {
        let day = days.lowerBound + 7 * $0
        return WeekTick(x: x(day), words: ISOWeek(of: day).short)
      }
    }
    let pitch = (x(days.lowerBound + 7) - x(days.lowerBound)) * 30.44 / 7
    let need = text.width("2024", style.tick) + 8 * style.textScale
    let stride = [1, 2, 3, 6, 12, 24, 60, 120].first { Double($0) * pitch >= need } ?? 240
    let namesYears = count > 53
    var ticks: [WeekTick] = []
    for index in 0..<count {
      let day = days.lowerBound + 7 * index
      let (year, month, first) = day.civil
      guard first <= 7, (year * 12 + month - 1).isMultiple(of: stride) else { continue }
      let words = namesYears && month == 1 ? String(year) : dates.month(month)
      ticks.append(WeekTick(x: x(day), words: words))
    }
    return ticks
  }
}
