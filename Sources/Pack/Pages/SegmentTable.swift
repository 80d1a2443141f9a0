import Analysis
import Charts
import Metrics

/// Funnel rates by device, channel and location: value, change with interval, and what it cost.
struct SegmentTable {
  let context: PageContext
  private static let mostLocations = 8

  private var findings: Findings { context.findings }

  var panel: Page.Panel {
    let compares = findings.segmentsCompareTime
    let reach = 0.15
    var columns: [Table.Column] = [
      .init("", .text, width: 50), .init("", .name, width: 78),
    ]
    for metric in rates {
      columns.append(.init(Phrase(said: metric.label), .number, .right, width: 72))
      columns.append(
        .init("", .dot(DotAxis(-reach...reach, reference: 0)), width: 56, isOptional: true))
      columns.append(
        .init(compares ? "change" : "vs rest", .number, .right, width: 46, isVariance: true))
    }
    let unexpected = rowsOfNames.map { unexpectedOf($0.breakdown, $0.name) }
    if compares {
      columns.append(
        .init(
          "Conversions", Table.bars(unexpected, least: 1, isDiverging: true), width: 60,
          isOptional: true))
      columns.append(.init("vs expected", .number, .right, width: 56, isVariance: true))
    }
    var last: SegmentReading.Breakdown?
    let rows = zip(rowsOfNames, unexpected).map { item, unexpected -> Table.Row in
      defer { last = item.breakdown }
      return row(item.breakdown, item.name, unexpected, isFirst: last != item.breakdown)
    }
    return Page.Panel(
      id: "segments", span: 12, title: title, subtitle: subtitle,
      block: rows.isEmpty || rates.isEmpty
        ? .empty(
          reason: "No segments to compare",
          detail: context.channelKeys.count == 1
            ? "The exports break clicks down by neither device nor location, and have one channel."
            : "The exports do not break clicks down by device, channel or location.")
        : .table(
          Table(
            id: "segments", columns: columns, rows: rows, rowHeight: 11.2,
            summary: "Rates of the funnel by segment")))
  }

  /// Those that some segment has; columns of "n/a" beside an empty axis would say nothing.
  private var rates: [Metric] {
    findings.funnel.rates.filter { metric in
      context.segments.contains { $0.metric == metric && $0.value.value != nil }
    }
  }

  private var rowsOfNames: [(breakdown: SegmentReading.Breakdown, name: String)] {
    var seen: Set<String> = []
    var result: [(SegmentReading.Breakdown, String)] = []
    let locations = locations
    for reading in context.segments {
      let key = "\(reading.breakdown.rawValue)|\(reading.name)"
      guard seen.insert(key).inserted else { continue }
      if reading.breakdown == .location {
        guard locations.contains(reading.name) else { continue }
      }
      result.append((reading.breakdown, reading.name))
    }
    return result
  }

  /// The locations that have a row: what the title names, what is beyond noise, and the largest.
  private var locations: Set<String> {
    let all = context.segments.filter { $0.breakdown == .location }
    let named = [context.largestShift()].compactMap { $0 }.filter { $0.breakdown == .location }
    var chosen: Set<String> = []
    for reading in named + all.filter(findings.isNotable) + all
    where chosen.count < Self.mostLocations {
      chosen.insert(reading.name)
    }
    return chosen
  }

  private func row(
    _ breakdown: SegmentReading.Breakdown, _ name: String, _ unexpected: Double?, isFirst: Bool
  ) -> Table.Row {
    let book = context.book
    var cells: [Table.Cell] = [
      isFirst ? .text(Prose.label(breakdown.label)) : .blank, .name(name),
    ]
    let days =
      findings.segmentsCompareTime ? context.calendar.days : context.calendar.evidenceDays
    let period =
      findings.segmentsCompareTime
      ? context.period.id : "\(days.lowerBound)…\(days.upperBound)"
    let dimensions = [breakdown.rawValue: name]
    for metric in rates {
      guard
        let reading = findings.segments.first(where: {
          $0.breakdown == breakdown && $0.name == name && $0.metric == metric
        })
      else {
        cells += [.blank, .blank, .blank]
        continue
      }
      cells.append(
        .figure(
          book.value(metric, reading.value, period: period, dimensions: dimensions),
          valence: .none))
      let valence: Valence =
        findings.isNotable(reading)
        ? ((reading.change ?? 0) > 0) == (metric.good == .up) ? .better : .worse : .none
      cells.append(.dot(reading.change, interval: reading.changeInterval, valence: valence))
      let change = reading.change.flatMap { Rational(estimate: $0) }
      cells.append(
        .figure(
          book.fact(
            "segment.\(metric.id).\(breakdown.rawValue)=\(name)", change,
            change.map(NumberStyle.variance) ?? Phrase("n/a: no base").text, unit: "share"),
          valence: valence))
    }
    if findings.segmentsCompareTime {
      // What becomes of clicks is all that conversions were expected by; none is no side.
      let isFound =
        abs(unexpected ?? 0) >= 0.5
        && findings.segments.contains {
          $0.breakdown == breakdown && $0.name == name && $0.metric != .clickThrough
            && findings.isNotable($0)
        }
      let valence: Valence = isFound ? ((unexpected ?? 0) > 0 ? .better : .worse) : .none
      cells.append(.bar(unexpected, target: nil, valence: valence))
      let value = unexpected.flatMap { Rational(estimate: $0) }
      cells.append(
        .figure(
          book.fact(
            "unexpected.\(breakdown.rawValue)=\(name)", value,
            value.map { NumberStyle.count($0, signed: true) } ?? Phrase("n/a: no base").text,
            unit: "count"),
          valence: valence))
    }
    return Table.Row(cells, startsGroup: isFirst && breakdown != .device)
  }

  private func unexpectedOf(_ breakdown: SegmentReading.Breakdown, _ name: String) -> Double? {
    findings.segments.first { $0.breakdown == breakdown && $0.name == name }?
      .unexpectedConversions
  }

  /// What is beyond noise, and how many such there are: rows in grey may well show larger changes.
  private var title: Prose {
    let isOfTime = findings.segmentsCompareTime
    if let mix = context.mix, context.largestShift() == nil,
      context.segments.contains(where: findings.isNotable)
    {
      return "Segments moved with the mix: more \(words: mix.counted) are from \(name: mix.channel)"
    }
    guard let top = context.largestShift(), let figure = context.book.shift(top) else {
      return nothing
    }
    let subject: Prose = "\(name: top.name) \(words: Words.name(top.metric))"
    let found = context.segments.count(where: findings.isNotable)
    if found == 1 {
      return isOfTime
        ? "Only \(subject) changed beyond noise: \(figure) on \(word: context.base(top.metric))"
        : "Only \(subject) differs beyond noise: \(figure) against the rest"
    }
    let count = Words.capitalised(
      Words.count(found, isOfTime ? .change : .difference, context.book))
    if isOfTime, top.ownStake ?? 0 != 0 {
      return "\(count) are beyond noise; most revenue hangs on \(subject), \(figure)"
    }
    return "\(count) are beyond noise; the largest is \(subject), \(figure)"
  }

  /// Nothing is beyond noise, or nothing can be told from it.
  private var nothing: Prose {
    let isOfTime = findings.segmentsCompareTime
    guard !rowsOfNames.isEmpty else { return "The funnel is not known by segment" }
    let tested = context.segments.filter { $0.pValue != nil }
    guard !tested.isEmpty else {
      return isOfTime
        ? "Too few \(word: context.words.steps) to tell changes of segments from noise"
        : "Too little data to compare segments"
    }
    let kinds = Words.either(
      SegmentReading.Breakdown.allCases.filter { kind in
        tested.contains { $0.breakdown == kind }
      }.map { "\(words: Language.current.inSentence($0.label))" })
    let rates = findings.funnel.rates.filter { rate in tested.contains { $0.metric == rate } }
    if rates.count > 1, rates.count == findings.funnel.rates.count {
      return isOfTime
        ? "No \(kinds) changed beyond noise" : "No \(kinds) differs beyond noise"
    }
    let names = Words.list(rates.map { "\(words: Words.name($0))" })
    return isOfTime
      ? "No \(kinds) changed in \(names) beyond noise"
      : "No \(kinds) differs in \(names) beyond noise"
  }

  private var subtitle: Prose {
    if rowsOfNames.isEmpty { return "" }
    // Rates that have left their range together have a base of their own.
    let bases = Set(rates.map { context.base($0).text })
    let base: Phrase =
      bases.count == 1
      ? Phrase(said: bases.first ?? "")
      : "the weeks before (those before it for what left its range)"
    return findings.segmentsCompareTime
      ? Prose.labels(
        findings.isLate(findings.funnel.rates)
          ? "Rate this \(context.words.noun), and change on \(base), late reports allowed for, with 95% interval; grey = within noise (\(context.falseDiscovery) false-discovery rate). Last: conversions less those expected."
          : "Rate this \(context.words.noun), and change on \(base) with 95% interval; grey = within noise (\(context.falseDiscovery) false-discovery rate). Last: conversions less those expected."
      )
      : Prose.labels(
        "Rates over \(context.dates.shortSpan(context.calendar.evidenceDays)), and difference from all others with 95% interval; grey = within noise (\(context.falseDiscovery) false-discovery rate)."
      )
  }
}
