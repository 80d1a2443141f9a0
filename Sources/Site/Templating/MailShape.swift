extension PageShapes {
  /// What the mail is given.
  static let mail: Shape = .record([
    "language": .text, "head": .markup, "title": .text, "organisation": .optional(.text),
    "week": .text, "period": .text, "source": .text, "packID": .text, "headline": .markup,
    "lede": .optional(.markup), "link": .optional(.text),
    "notices": .list(.record(["tag": .text, "isCaution": .flag, "words": .markup])),
    "kpis": .optional(
      .record([
        "key": .text,
        "tiles": .list(
          .record([
            "label": .text, "caption": .optional(.text), "value": .text,
            "changes": .list(
              .record([
                "label": .text, "value": .text, "isBetter": .flag, "isWorse": .flag,
              ])),
          ])),
      ])),
    "charts": .list(
      .record(["id": .text, "width": .text, "height": .text, "alternative": .text])),
    "also": .optional(
      .record(["pages": .list(.record(["name": .text, "headline": .markup]))])),
  ])
}
