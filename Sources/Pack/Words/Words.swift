import Analysis
import Metrics

/// All words of the pack that are chosen by rule: another language is another file like this one.
enum Words {
  static let numbers = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
  ]
  static let ordinals = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth",
  ]

  /// "three", "24": small numbers in words.
  static func number(_ value: Int, _ id: String, _ book: FigureBook) -> Prose {
    value < numbers.count ? "\(word: numbers[value])" : "\(book.count(id, Int64(value)))"
  }

  /// "three campaigns", "one campaign", "24 campaigns": small numbers in words.
  static func count(_ value: Int, _ noun: String, plural: String? = nil, _ book: FigureBook)
    -> Prose
  {
    let noun = value == 1 ? noun : plural ?? noun + "s"
    if value < numbers.count { return "\(word: numbers[value]) \(word: noun)" }
    let id = "count.\(noun.split(separator: " ").joined(separator: "-"))"
    return "\(book.count(id, Int64(value))) \(word: noun)"
  }

  static func capitalised(_ prose: Prose) -> Prose {
    guard case .words(let first) = prose.fragments.first else { return prose }
    return Prose(
      [.words(first.prefix(1).uppercased() + first.dropFirst())] + prose.fragments.dropFirst())
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ items: [Prose]) -> Prose {
    items.enumerated().reduce("" as Prose) { text, item in
      let joint: Prose =
        item.offset == 0 ? "" : item.offset == items.count - 1 ? " and " : ", "
      return text + joint + item.element
    }
  }

  static func side(_ metric: Metric) -> String {
    switch metric.good {
    case .up: "higher is better"
    case .down: "lower is better"
    case nil: "no good side"
    }
  }

  static func name(_ metric: Metric) -> String {
    metric.label.unicodeScalars.dropFirst().allSatisfy { !("A"..."Z").contains($0) }
      ? metric.label.lowercased() : metric.label
  }
}
