import Analysis
import Charts
import Metrics

/// The panels of the data-quality page: missing values, rows by day, checks, effects on totals.
struct QualityPanels {
  let context: PageContext

  private var book: FigureBook { context.book }
  private var days: ClosedRange<CalendarDay> { context.calendar.evidenceDays }
  private var tally: Tally { context.market.tally(days) }

  private static var uses: [Measure: Phrase] {
    [
      .saleAmount: "Revenue, profit, ROAS", .clicks: "CTR, CPC, lead rate",
      .cost: "Spend, profit, ROAS, CAC", .conversions: "CAC, conversion rate",
      .impressions: "CTR", .leads: "Lead rates",
    ]
  }

  private var spanWords: String { context.dates.span(days) }

  private func share(_ part: Int64, of whole: Int64) -> Rational? {
    Rational(Int128(part), Int128(max(whole, 1)))
  }

  var missing: Page.Panel {
    let all = tally
    let ordered = Measure.allCases.sorted {
      (all.rowsMissing($1), $0.rawValue) < (all.rowsMissing($0), $1.rawValue)
    }
    let limit = context.market.thresholds.missing
    // What no export counts is not missing from any.
    let absent = Set(context.findings.funnel.absent.map(\.id))
    let shares = ordered.map { share(all.rowsMissing($0), of: all.rows)?.double }
    let rows = ordered.map { measure -> Table.Row in
      let count = all.rowsMissing(measure)
      let share = share(count, of: all.rows)
      let isOver = (share?.double ?? 0) > limit && !absent.contains(measure.id)
      return Table.Row([
        .text("\(name: measure.label)"),
        .figure(book.count("missing.\(measure.id)", count), valence: .none),
        .bar(share?.double, target: limit, valence: isOver ? .caution : .none),
        share.map {
          .figure(book.share("missing-share.\(measure.id)", $0), valence: isOver ? .caution : .none)
        } ?? .blank,
        .text(Self.uses[measure].map(Prose.labels) ?? ""),
      ])
    }
    let worst = ordered.first { !absent.contains($0.id) } ?? ordered[0]
    let worstShare = share(all.rowsMissing(worst), of: all.rows)
    let title: Prose =
      worstShare.map { share in
        if share.isZero {
          return absent.isEmpty
            ? "No value is missing" : "Nothing is missing of what the exports count"
        }
        let missing = book.share("missing-share.\(worst.id)", share)
        let verb: Phrase = worst.isMoney ? "is" : "are"
        return share.double > limit
          ? "\(name: worst.label) \(word: verb) missing on \(missing) of rows, over the \(label: Thresholds.percent(limit)) limit"
          : "\(name: worst.label) \(word: verb) missing on \(missing) of rows"
      } ?? "Missing values"
    return Page.Panel(
      id: "missing", span: 6, title: title,
      subtitle: Prose.labels(
        "Missing values by field, \(spanWords). Nothing is filled in; the tick is \(Thresholds.percent(context.market.thresholds.missing))."
      ),
      block: .table(
        Table(
          id: "missing",
          columns: [
            .init("Field", .text, width: 64), .init("Rows", .number, .right, width: 36),
            .init("Share missing", Table.bars(shares, least: limit * 1.2), width: 108),
            .init("", .number, .right, width: 38), .init("Used for", .text, width: 112),
          ], rows: rows, rowHeight: 14, summary: "Rows without a value, by field")))
  }

  var rowsPerDay: Page.Panel {
    let daily = context.market.devices.daily(context.shownDays).mapValues(\.rows)
    let shown = context.shownDays
    let points = shown.each.map { day -> TimePoint in
      let rows = daily[day]
      return TimePoint(
        day: day, value: rows.map(Double.init),
        display: rows.map(NumberStyle.whole) ?? Phrase("none").text,
        isPartial: context.isPale(day))
    }
    let gaps = points.count { $0.value == nil }
    let title: Prose
    if gaps > 0 {
      title =
        "\(Words.capitalised(Words.count(gaps, .day, book))) \(word: gaps == 1 ? "has" : "have") no rows"
    } else if let low = daily.values.min(), let high = daily.values.max() {
      title =
        low == high
        ? "Every day has \(book.count("rows-day.low", low)) \(word: low == 1 ? "row" : "rows")"
        : "Every day has rows, \(book.count("rows-day.low", low)) to \(book.count("rows-day.high", high))"
    } else {
      title = "Rows by day"
    }
    return Page.Panel(
      id: "rows-per-day", span: 6, title: title,
      subtitle: points.contains(where: \.isPartial)
        ? "Rows used by day; hatched days are in partial weeks, not compared" : "Rows used by day",
      block: .chart(
        ChartBlock(
          id: "rows-per-day",
          chart: Columns(
            series: TimeSeries(
              name: Phrase("Rows").text, points: points, unit: .count, dates: context.dates),
            grain: .day,
            report: context.period),
          alternative: "Bar chart of rows by day, \(context.span). \(title.text).")))
  }

  /// - Parameter printed: how many a page has room for.
  func checkTable(_ checks: [QualityChecks.Check], printed: Int) -> Page.Panel {
    let passes = checks.count { $0.badge == .pass }
    let fails = checks.count { $0.badge == .fail }
    let verdict: Phrase = fails == 0 ? "none fails" : fails == 1 ? "one fails" : "some fail"
    return Page.Panel(
      id: "checks", span: 6,
      title:
        "\(book.count("checks-pass", Int64(passes))) of \(book.count("checks", Int64(checks.count))) checks pass and \(word: verdict)",
      block: .table(
        Table(
          id: "checks",
          columns: [
            .init("Check", .text, width: 214), .init("Measured", .text, .right, width: 96),
            .init("", .badge, width: 52),
          ],
          rows: checks.map {
            Table.Row([.text($0.name), .text($0.measured), .badge($0.badge)])
          }, rowHeight: 13.4, printed: printed,
          summary: "Checks, what was measured, and the verdict")))
  }

  /// Nothing is missing from what page 1 is made of.
  private var areTotalsWhole: Bool {
    context.findings.kpis.allSatisfy { metric in
      let value = context.market.value(metric, [days])
      return value.value != nil && value.rowsMissing == 0
    }
  }

  /// Nor from any measure that is reported at all.
  var isWhole: Bool {
    let all = tally
    return areTotalsWhole
      && Measure.allCases.allSatisfy { [0, all.rows].contains(all.rowsMissing($0)) }
  }

  var effects: Page.Panel {
    guard !areTotalsWhole else {
      return Page.Panel(
        id: "effects", span: 6, title: "What missing values do to totals",
        block: .empty(
          reason: context.findings.results.map {
            "Spend and \(words: $0.measure.noun) are complete"
          }
            ?? "Spend, revenue and conversions are complete",
          detail: "Every total and ratio of them is of all rows."),
        more: TrailPage.id)
    }
    let period = "\(days.lowerBound)…\(days.upperBound)"
    let all = tally
    let naive = { (metric: Metric) in
      self.value(of: metric) { all.rows > 0 ? all.total($0) : nil }
    }
    let average = { (metric: Metric) in self.value(of: metric) { all.average($0) } }
    func cell(_ id: String, _ metric: Metric, _ value: Rational?) -> Table.Cell {
      value.map { .figure(figure("\(id).\(metric.id)", metric, $0), valence: .none) }
        ?? .text("n/a")
    }
    var (hasBounds, hasPairs) = (false, false)
    let rows = context.findings.kpis.map { metric -> Table.Row in
      let value = context.market.value(metric, [days])
      let used = book.count("used.\(metric.id)", value.rowsUsed)
      // What rows without an amount earned or lost is not known: only a sum can be no less.
      let isLowerBound = value.rowsMissing > 0 && metric.required.rawValue.nonzeroBitCount == 1
      if isLowerBound { hasBounds = true }
      if value.rowsMissing > 0, !isLowerBound { hasPairs = true }
      return Table.Row([
        .text("\(name: metric.label)"), cell("naive", metric, naive(metric)),
        cell("average", metric, average(metric)),
        .figure(book.value(metric, value, period: period), valence: .none),
        .text(isLowerBound ? Prose.label("‡") : ""),
        .figure(used, valence: .none),
        share(value.rowsUsed, of: all.rows).map {
          .figure(book.share("used-share.\(metric.id)", $0), valence: .none)
        } ?? .blank,
      ])
    }
    let reported = context.market.value(.roas, [days])
    let title: Prose
    if let value = reported.value, let mixed = naive(.roas),
      NumberStyle.multiple(value) != NumberStyle.multiple(mixed)
    {
      title =
        "Mixing unmatched rows would put ROAS at \(figure("naive.roas", .roas, mixed)), not \(book.value(.roas, reported, period: period))"
    } else {
      title = "What missing values do to totals"
    }
    return Page.Panel(
      id: "effects", span: 6, title: title,
      subtitle: Prose.labels(
        "\(spanWords). Naïve mixes unmatched rows; “if average” fills them at the mean."
      ),
      block: .table(
        Table(
          id: "effects",
          columns: [
            .init("Metric", .text, width: 58), .init("Naïve", .number, .right, width: 56),
            .init("If average", .number, .right, width: 56),
            .init("Reported", .number, .right, width: 58, isStrong: true),
            .init("", .text, width: 7),
            .init("Rows used", .number, .right, width: 54),
            .init("of all rows", .number, .right, width: 52),
          ], rows: rows, rowHeight: 14.5,
          notes: (hasBounds ? ["‡ Lower bound: rows without an amount are left out."] : [])
            + (hasPairs
              ? [
                "Profit, ROAS and CAC use only rows where both amounts are present, so profit is not the difference of the two totals, nor a lower bound."
              ] : []),
          summary: "Totals as a naïve sum, estimated and as reported, with the rows they use")),
      more: TrailPage.id)
  }

  /// A total or ratio that is not reported.
  private func figure(_ id: String, _ metric: Metric, _ value: Rational) -> Figure {
    book.fact(
      id, value, context.style.text(value, metric.unit),
      unit: FigureBook.unit(metric.unit),
      currency: FigureBook.isMoney(metric.unit) ? context.market.currency : "")
  }

  /// What a metric is when its measures are summed each by itself, whether or not a row has all of
  /// them; sums in millionths.
  private func value(of metric: Metric, _ sum: (Measure) -> Int64?) -> Rational? {
    switch metric.formula {
    case .total(let measure): return sum(measure).map(Rational.init(micros:))
    case .difference(let first, let second):
      guard let gain = sum(first), let loss = sum(second) else { return nil }
      let gross = Int128(gain) * Int128(context.market.margin) / 1_000_000
      return Rational(gross - Int128(loss), 1_000_000)
    case .ratio(let first, let second, let factor):
      guard let top = sum(first), let bottom = sum(second), bottom > 0, first != .cost || top >= 0
      else { return nil }
      return Rational(Int128(top) * Int128(factor), Int128(bottom))
    case .shopRevenue, .shareOfShopRevenue: return nil
    }
  }
}

extension Tally {
  /// The sum if the rows without the measure had as much of it as the rest; nil where none has it.
  fileprivate func average(_ measure: Measure) -> Int64? {
    let known = rows - rowsMissing(measure)
    guard known > 0 else { return nil }
    return Int64(exactly: (Double(total(measure)) * Double(rows) / Double(known)).rounded())
  }
}
