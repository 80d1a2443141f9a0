import Analysis
import Metrics

/// What was on in the reported period, from `data/events.csv` and `data/holidays.csv`: a reader looks there
/// for a reason first.
struct EventSentence {
  let context: PageContext
  /// A lede names so many.
  private static let named = 2

  /// "Founders Day ran 22–24 Sep. "; empty where nothing was on.
  var prose: Prose {
    let days = context.calendar.days
    // What has not begun explains nothing yet.
    let end = min(days.upperBound, context.calendar.lastDay)
    let events = context.market.events.filter { $0.from <= end && $0.to >= days.lowerBound }
    guard let first = events.first else { return "" }
    if events.count == 1 {
      let span = context.dates.dashed(first.from, first.to)
      return first.from == first.to
        ? "\(name: first.name) was on \(label: span). "
        : "\(name: first.name) ran \(label: span). "
    }
    var items: [Prose] = events.prefix(Self.named).map { event in
      "\(name: event.name) (\(label: context.dates.dashed(event.from, event.to)))"
    }
    let rest = events.count - items.count
    if rest > 0 { items.append(Words.count(rest, .moreEvent, context.book)) }
    return "\(Words.list(items)) fell in this \(word: context.words.noun). "
  }
}
