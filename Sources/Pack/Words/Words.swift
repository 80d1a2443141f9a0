import Analysis
import Metrics

/// Words of the pack that are chosen by rule.
enum Words {
  static var numbers: [Phrase] {
    [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve",
    ]
  }
  static var ordinals: [Phrase] {
    [
      "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
      "tenth",
    ]
  }

  /// "three", "24": small numbers in words.
  static func number(_ value: Int, _ id: String, _ book: FigureBook) -> Prose {
    value < numbers.count ? "\(word: numbers[value])" : "\(book.count(id, Int64(value)))"
  }

  /// "three campaigns", "one campaign", "24 campaigns": small numbers in words.
  static func count(_ value: Int, _ noun: Noun, _ book: FigureBook) -> Prose {
    let english = value == 1 ? noun.one : noun.many
    let words = Phrase(english)
    if value < numbers.count { return "\(word: numbers[value]) \(word: words)" }
    let id = "count.\(english.text.split(separator: " ").joined(separator: "-"))"
    return "\(book.count(id, Int64(value))) \(word: words)"
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

  /// "a", "a or b", "a, b or c".
  static func either(_ items: [Prose]) -> Prose {
    items.enumerated().reduce("" as Prose) { text, item in
      let joint: Prose =
        item.offset == 0 ? "" : item.offset == items.count - 1 ? " or " : ", "
      return text + joint + item.element
    }
  }

  /// As it stands inside a sentence: "spend", "ROAS".
  static func name(_ metric: Metric) -> String { Language.current.inSentence(metric.label) }
}

extension Metric {
  /// Which side of it is better for the business, in words.
  public var side: Phrase {
    switch good {
    case .up: "higher is better"
    case .down: "lower is better"
    case nil: "no good side"
    }
  }
}
