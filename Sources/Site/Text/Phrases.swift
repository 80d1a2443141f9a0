import Charts
import Metrics
import Pack

/// How sentences, names and figures of the pack are written in HTML.
enum Phrases {
  /// A sentence: figures do not break, names keep their own direction.
  static func markup(_ prose: Prose) -> HTMLMarkup {
    var markup: HTMLMarkup = ""
    for fragment in prose.fragments {
      switch fragment {
      case .words(let words): markup += HTMLMarkup(HTMLText(words))
      case .label(let label): markup += HTMLMarkup(HTMLText(label))
      case .name(let name): markup += Self.name(name)
      case .figure(let figure): markup += "<span class=\"n\">\(HTMLText(figure.display))</span>"
      }
    }
    return markup
  }

  /// For attributes and titles, where there are no elements.
  static func text(_ prose: Prose) -> HTMLText { HTMLText(prose.text) }

  static func name(_ name: String) -> HTMLMarkup { "<bdi>\(HTMLText(name))</bdi>" }

  /// A figure with its verdict as shape, colour and word.
  static func figure(_ figure: Figure, _ valence: Valence) -> HTMLMarkup {
    let words = HTMLText(figure.display)
    if figure.value == nil { return "<span class=\"na\">\(words)</span>" }
    if valence == .none {
      let classes: HTMLMarkup = isChange(figure) ? "n soft" : "n"
      return "<span class=\"\(classes)\">\(words)</span>"
    }
    let side = Signs.name(valence)
    return """
      <span class="n \(side)">\(cue(side))<span class="vh">\(HTMLText(word(valence))) </span>\(words)</span>
      """
  }

  private static func word(_ valence: Valence) -> String {
    switch valence {
    case .better: Phrase("better").text
    case .worse: Phrase("worse").text
    case .caution: Phrase("caution").text
    case .none: ""
    }
  }

  /// A sign of the symbol sheet; its word stands beside it.
  static func cue(_ id: HTMLMarkup) -> HTMLMarkup {
    "<svg class=\"cue\" aria-hidden=\"true\"><use href=\"#i-\(id)\"/></svg>"
  }

  private static func isChange(_ figure: Figure) -> Bool {
    switch figure.scenario {
    case .changeOnPrior, .changeOnFour, .changeOnPriorYear, .changeOnPlan: true
    case .fact: ["+", "−", "±"].contains { figure.display.hasPrefix($0) }
    case .actual, .prior, .four, .priorYear, .plan: false
    }
  }
}

/// A display without a value: "n/a: 2 full weeks" in a large word and a small reason.
struct MissingDisplay {
  let word: HTMLText
  let reason: HTMLText

  init?(_ figure: Figure) {
    guard figure.value == nil, let colon = figure.display.firstRange(of: ": ") else { return nil }
    word = HTMLText(String(figure.display[..<colon.lowerBound]))
    reason = HTMLText(String(figure.display[colon.upperBound...]))
  }
}
