/// What the pages that look over all packs are given.
extension PageShapes {
  static let find: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup), "span": .text,
    "measures": .list(
      .record([
        "id": .text, "href": .text, "label": .text, "summary": .text,
        "rows": .list(
          .record([
            "label": .text, "href": .text, "value": .text, "changes": .text, "target": .text,
          ])),
      ])),
    "letters": .list(
      .record([
        "letter": .text, "anchor": .text, "href": .text,
        "names": .list(
          .record([
            "name": .markup, "anchor": .text, "summary": .text, "lines": .list(line),
            "rest": .optional(.text),
          ])),
      ])),
    "years": .list(
      .record([
        "year": .text, "anchor": .text, "href": .text,
        "months": .list(
          .record([
            "month": .text,
            "packs": .list(
              .record([
                "week": .text, "href": .text, "period": .text, "lines": .list(line),
              ])),
          ])),
      ])),
  ])

  private static let line: Shape = .record(["label": .text, "href": .text, "words": .text])

  static let definitions: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup),
    "metrics": .list(
      .record([
        "id": .text, "href": .text, "label": .text, "meaning": .text, "formula": .text,
        "unit": .text, "side": .text, "missing": .text, "grain": .text, "command": .text,
        "shown": .optional(.record(["links": .list(link)])),
      ])),
    "words": .list(.record(["term": .text, "meaning": .text])),
  ])
}
