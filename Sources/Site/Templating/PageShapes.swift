/// The names that templates may use; `templates/README.md` says what they hold.
enum PageShapes {
  static let edition: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup),
    "period": .text, "source": .text, "packID": .text,
    "nav": .list(.record(["href": .text, "label": .text])),
    "pages": .list(page),
    "also": .list(
      .record(["href": .text, "number": .text, "name": .text, "headline": .markup])),
    "downloads": .list(link), "earlier": .list(link),
    "files": .list(
      .record([
        "name": .markup, "csv": .text,
        "pictures": .optional(.record(["svg": .text, "png": .text])),
      ])),
  ])

  static let index: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup),
    "latest": .optional(entry), "editions": .list(entry),
    "years": .list(.record(["year": .text, "editions": .list(entry)])),
  ])

  static let campaign: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup),
    "name": .text, "channel": .text, "weeks": .text, "spend": .text, "profit": .text,
    "roas": .text, "source": .text, "table": .optional(table),
  ])

  static let campaigns: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup),
    "source": .text,
    "campaigns": .list(
      .record([
        "href": .text, "name": .text, "channel": .text, "weeks": .text, "spend": .text,
        "profit": .text, "roas": .text,
      ])),
  ])

  static let lineage: Shape = .record([
    "language": .text, "head": .markup, "signs": .markup, "title": .text, "organisation": .text,
    "logo": .optional(.markup),
    "edition": .text,
    "measures": .list(
      .record([
        "name": .text,
        "origins": .list(.record(["platform": .text, "columns": .text, "files": .text])),
        "tables": .text,
      ])),
    "metrics": .list(
      .record([
        "id": .text, "label": .text, "formula": .text,
        "tests": .list(.record(["name": .text, "status": .text])),
      ])),
    "everywhere": .list(.record(["name": .text, "asks": .text, "status": .text])),
  ])

  static let link: Shape = .record([
    "href": .text, "label": .text, "detail": .optional(.text),
  ])
  private static let entry: Shape = .record([
    "href": .text, "week": .text, "period": .text, "headline": .text, "state": .optional(.text),
  ])

  private static let page: Shape = .record([
    "id": .text, "number": .text, "name": .text, "isFirst": .flag, "headline": .markup,
    "lede": .optional(.markup),
    "rows": .list(
      .record([
        "columns": .list(.record(["classes": .text, "panels": .list(panel)]))
      ])),
  ])

  private static let panel: Shape = .record([
    "heading": .optional(.markup), "subtitle": .optional(.markup),
    "kpis": .optional(
      .record([
        "classes": .text, "tiles": .list(tile),
        "key": .list(.record(["code": .text, "words": .text])),
      ])),
    "charts": .optional(.record(["classes": .text, "items": .list(chart)])),
    "table": .optional(table),
    "statements": .optional(
      items(["tag": .text, "isCaution": .flag, "words": .markup])),
    "causes": .optional(
      items([
        "value": .markup, "name": .markup, "detail": .optional(.markup), "isTotal": .flag,
      ])),
    "stages": .optional(items(stage.merging(["rate": .optional(.record(rate))]) { $1 })),
    "lineage": .optional(
      items(["label": .text, "value": .markup, "lines": .list(.markup), "isEnd": .flag])),
    "glossary": .optional(items(["term": .text, "side": .text, "definition": .text])),
    "notation": .optional(items(["sample": .markup, "term": .text, "meaning": .text])),
    "paragraphs": .optional(items(["lead": .text, "words": .markup])),
    "empty": .optional(.record(["reason": .markup, "detail": .optional(.markup)])),
    "more": .optional(.record(["href": .text, "number": .text, "name": .text])),
  ])

  private static func items(_ fields: [String: Shape]) -> Shape {
    .record(["items": .list(.record(fields))])
  }

  private static let variance: Shape = .record([
    "label": .text, "pin": .optional(.markup), "value": .markup,
  ])
  private static let tile: Shape = .record([
    "heading": .markup, "caption": .optional(.text), "value": .markup,
    "reason": .optional(.text), "history": .optional(.markup), "variances": .list(variance),
  ])
  private static let stage: [String: Shape] = [
    "label": .text, "value": .markup, "reason": .optional(.text), "variances": .list(variance),
  ]
  private static let rate: [String: Shape] = stage.merging(["track": .markup]) { $1 }

  private static let chart: Shape = .record([
    "heading": .optional(.markup), "pictures": .markup,
    "data": .optional(
      .record([
        "label": .text, "head": .list(.record(["content": .text])),
        "rows": .list(
          .record(["name": .markup, "cells": .list(.record(["content": .text]))])),
        "csv": .text, "svg": .text, "png": .text,
      ])),
  ])

  private static let cell: Shape = .record(["classes": .text, "content": .markup])
  private static let table: Shape = .record([
    "label": .text, "caption": .text, "classes": .text,
    "heads": .list(cell),
    "rows": .list(
      .record([
        "classes": .text, "before": .list(cell), "name": .optional(cell), "cells": .list(cell),
      ])),
    "notes": .list(.record(["words": .markup])), "csv": .text,
    "stats": .optional(
      items([
        "name": .markup,
        "values": .list(
          .record([
            "label": .text, "value": .markup,
            "changes": .list(.record(["label": .text, "value": .markup])),
          ])),
      ])),
  ])
}
