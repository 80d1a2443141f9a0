import Pack

/// Blocks of words without pictures.
enum PlainBlocks {
  static func statements(_ statements: [Statement]) -> View {
    items(statements) {
      [
        "tag": .text($0.tag), "isCaution": .flag($0.isCaution),
        "words": .markup(Phrases.markup($0.prose)),
      ]
    }
  }

  static func causes(_ causes: [Cause]) -> View {
    items(causes) { cause in
      [
        "value": .markup(Phrases.figure(cause.figure, cause.isTotal ? .none : cause.valence)),
        "name": .markup(Phrases.name(cause.name)),
        "detail": .optional(Phrases.markup(cause.detail)), "isTotal": .flag(cause.isTotal),
      ]
    }
  }

  static func lineage(_ steps: [LineageStep]) -> View {
    items(steps) { step in
      [
        "label": .text(step.label), "value": .markup(Phrases.markup(step.value)),
        "lines": .list(step.lines.map { .markup(Phrases.markup($0)) }),
        "isEnd": .flag(step.isEnd),
      ]
    }
  }

  static func glossary(_ entries: [GlossaryEntry]) -> View {
    items(entries) {
      ["term": .text($0.term), "side": .text($0.side), "definition": .text($0.definition)]
    }
  }

  static func paragraphs(_ paragraphs: [Paragraph]) -> View {
    items(paragraphs) {
      ["lead": .text($0.lead), "words": .markup(Phrases.markup($0.prose))]
    }
  }

  private static func items<Item>(_ items: [Item], _ fields: (Item) -> [String: View]) -> View {
    .record(["items": .list(items.map { .record(fields($0)) })])
  }
}
