import Analysis
import Metrics
import Warehouse

/// What hangs on each data test with failing rows: of all days, and of the reported period, with the
/// measure that would change most without the fault.
struct FailingChecks {
  let context: PageContext
  /// A page shows the dearest.
  private static let printed = 3

  private struct Line {
    let result: TestResult
    /// Of all days, and of the period; nil where it is not known.
    let all, now: TestPrice?

    var spend: Int64 { abs(now?.spend ?? 0) }
    var isOfPeriod: Bool { now.map { $0.rows > 0 || $0.spend != 0 || $0.revenue != 0 } ?? false }
  }

  private var book: FigureBook { context.book }

  /// Nil where no test fails, or of none it is known what hangs on it.
  var row: Page.Row? {
    let lines = self.lines
    if lines.allSatisfy({ $0.all == nil && $0.now == nil }) { return nil }
    return Page.Row(height: 42 + Double(min(lines.count, Self.printed + 1)) * 13.2, [panel(lines)])
  }

  private var lines: [Line] {
    let days = context.calendar.period.days
    return context.quality.tests.filter { $0.failures > 0 }.map { result in
      Line(
        result: result, all: context.quality.prices[result.test.name],
        now: TestPrice(result, within: days, margin: context.market.margin))
    }.sorted {
      ($1.spend, abs($1.all?.spend ?? 0), $0.result.test.name)
        < ($0.spend, abs($0.all?.spend ?? 0), $1.result.test.name)
    }
  }

  private func panel(_ lines: [Line]) -> Page.Panel {
    let period = Phrase(said: context.periodShort)
    return Page.Panel(
      id: "failing", span: 12, title: title(lines),
      subtitle:
        "What data tests find at fault or missing, and what the measure that moves most would be without the fault",
      block: .table(
        Table(
          id: "failing",
          columns: [
            .init("Check", .text, width: 220),
            .init("Rows, all days", .number, .right, width: 74),
            .init("Spend, all days", .number, .right, width: 80),
            .init("Revenue, all days", .number, .right, width: 84),
            .init("Rows, \(period)", .number, .right, width: 66, isStrong: true),
            .init("Spend, \(period)", .number, .right, width: 70, isStrong: true),
            .init("\(period) without the fault", .text, .right, width: 140),
          ],
          rows: lines.map(row), printed: Self.printed,
          summary: "Data tests with failing rows, and what hangs on them")))
  }

  private func row(_ line: Line) -> Table.Row {
    let id = "failing.\(line.result.test.name)"
    func rows(_ part: String, _ price: TestPrice?) -> Table.Cell {
      guard let price, price.effect != .gap else { return .text("n/a") }
      return .figure(book.count("\(id).rows.\(part)", price.rows), valence: .none)
    }
    func money(_ part: String, _ price: TestPrice?, _ amount: (TestPrice) -> Int64) -> Table.Cell {
      guard let price else { return .text("n/a") }
      return .figure(
        book.money("\(id).\(part)", micros: amount(price), signed: price.effect == .gap),
        valence: .none)
    }
    return Table.Row([
      .text(QualityChecks.name(of: line.result)),
      rows("all", line.all), money("spend.all", line.all, \.spend),
      money("revenue.all", line.all, \.revenue),
      rows("period", line.now), money("spend.period", line.now, \.spend),
      .text(change(line)),
    ])
  }

  /// "ROAS 3.95× → 4.01×", of the measure that changes most.
  private func change(_ line: Line) -> Prose {
    guard let price = line.now else { return line.all == nil ? "not known" : "n/a" }
    if !line.isOfPeriod { return "–" }
    if price.isOfBreakdown { return "no total moves" }
    let moved = price.ranges.compactMap { range -> (words: String, size: Double)? in
      guard let words = range.words(context.style) else { return nil }
      let change = range.without.flatMap { without in
        range.with.flatMap { without.change(from: $0) }
      }
      return (words, abs(change?.double ?? .infinity))
    }
    guard let most = moved.max(by: { $0.size < $1.size }) else { return "no measure moves" }
    return Prose.label(most.words)
  }

  private func title(_ lines: [Line]) -> Prose {
    let period = Prose.label(context.periodShort)
    let own = lines.filter(\.isOfPeriod)
    guard let dearest = own.first(where: { $0.now?.effect == .doubtful }) ?? own.first else {
      return lines.allSatisfy { $0.now != nil }
        ? "No check finds a fault in \(period)" : "What the failed checks could change"
    }
    let name = "failing.\(dearest.result.test.name).spend.period"
    let spend = book.money(name, micros: dearest.now?.spend ?? 0)
    if dearest.spend == 0 || dearest.now?.effect != .doubtful {
      return own.count == 1
        ? "One check finds faults in \(period)"
        : "\(Words.capitalised(Words.count(own.count, .check, book))) find faults in \(period)"
    }
    return own.count == 1
      ? "One check finds faults in \(period), in \(spend) of its spend"
      : "\(Words.capitalised(Words.count(own.count, .check, book))) find faults in \(period), one of them in \(spend) of its spend"
  }
}
