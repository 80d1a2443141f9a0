import Analysis
import Metrics

/// What the pack before said of its period, and what is known of that period now: platforms restate
/// conversions for weeks, and nobody should find out by comparing two documents.
struct RestatementPanel {
  let context: PageContext
  let previous: PreviousPack

  private static let metrics: [Metric] = [
    .spend, .revenue, .profit, .roas, .cac, .conversions,
  ]

  private struct Line {
    let metric: Metric
    let before: PreviousPack.Printed
    let now: Figure
    /// Relative; nil where one of them has no value.
    let change: Rational?
    var isMoved: Bool { change.map { abs($0.double) > 1e-9 } ?? (before.display != now.display) }
  }

  var panel: Page.Panel {
    let lines = self.lines
    let rows = lines.map { line in
      Table.Row([
        .name(line.metric.label), .text("\(label: line.before.display)"),
        .figure(line.now, valence: .none),
        .figure(changeFigure(line), valence: .none),
      ])
    }
    return Page.Panel(
      id: "restated", span: 5, title: title(lines),
      subtitle: "\(label: previous.period.id) as its pack printed it, and as known now",
      block: lines.isEmpty
        ? .empty(
          reason: "Nothing to compare",
          detail: "The pack before printed no figure of its own days that this one has.")
        : .table(
          Table(
            id: "restated",
            columns: [
              .init("Metric", .name, width: 80), .init("Printed", .text, .right, width: 70),
              .init("Now", .number, .right, width: 70),
              .init("Change", .number, .right, width: 60),
            ], rows: rows, rowHeight: 12.4,
            summary: "Figures of the pack before, as printed then and as known now")))
  }

  private var lines: [Line] {
    let market = context.market
    let tally = market.tally(previous.period.days)
    return Self.metrics.compactMap { metric in
      let now = context.book.value(
        metric, market.value(metric, tally), period: previous.period.id)
      guard let before = previous.printed[now.id] else { return nil }
      let change = now.value.flatMap { value in before.value.flatMap { value.change(from: $0) } }
      return Line(metric: metric, before: before, now: now, change: change)
    }
  }

  private func changeFigure(_ line: Line) -> Figure {
    let display =
      line.change.map { line.isMoved ? NumberStyle.variance($0) : Phrase("none").text }
      ?? Phrase("n/a: no base").text
    return context.book.fact(
      "restated.\(line.metric.id)", line.change, display, unit: "share")
  }

  private func title(_ lines: [Line]) -> Prose {
    let moved = lines.filter(\.isMoved)
    let name = context.name(of: previous.period)
    guard !moved.isEmpty else { return "\(label: name) is still what its pack said" }
    let largest = moved.max { abs($0.change?.double ?? 0) < abs($1.change?.double ?? 0) }
    guard let largest, let change = largest.change else {
      return "\(label: name) has been restated"
    }
    let figure = context.book.fact(
      "restated.\(largest.metric.id)", change, NumberStyle.variance(change), unit: "share")
    return
      "\(label: name) has been restated: \(words: Words.name(largest.metric)) moved \(figure)"
  }
}
