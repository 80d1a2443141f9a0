import Charts
import Pack

/// An edition as `mail.mustache` sees it.
struct MailView {
  let content: MailContent

  var record: View {
    let edition = content.edition
    return .record([
      "language": .text(edition.language), "head": .markup(head),
      "title": .text(edition.title), "organisation": .optional(HTMLText(edition.organisation)),
      "week": .text(edition.id), "period": .text(edition.period), "source": .text(edition.source),
      "packID": .text(edition.packID),
      "headline": .markup(Phrases.markup(content.first?.headline ?? "")),
      "lede": .optional(Phrases.markup(content.first?.lede ?? "")),
      "notices": .list(
        content.notices.map {
          .record([
            "tag": .text($0.tag), "isCaution": .flag($0.isCaution),
            "words": .markup(Phrases.markup($0.prose)),
          ])
        }),
      "kpis": .optional(
        content.tiles.isEmpty
          ? nil : ["tiles": .list(content.tiles.map(Self.tile)), "key": .text(content.key)]),
      "charts": .list(
        content.charts.map { chart in
          // The picture has its own title, and twice the pixels it needs at its own width.
          let width = 584
          let height = chart.width == 0 ? 0 : chart.height * width / chart.width
          return .record([
            "id": .text(MailPage.contentID(chart.id)), "width": .text(String(width)),
            "height": .text(String(height)), "alternative": .text(chart.alternative),
          ])
        }),
      "also": .optional(
        content.others.isEmpty
          ? nil
          : [
            "pages": .list(
              content.others.map {
                .record([
                  "name": .text($0.name), "headline": .markup(Phrases.markup($0.headline)),
                ])
              })
          ]),
      "link": .optional(HTMLText(content.link ?? "")),
    ])
  }

  private static func tile(_ tile: KPITile) -> View {
    .record([
      "label": .text(tile.label), "caption": .optional(HTMLText(tile.caption)),
      "value": .text(tile.figure.display),
      "changes": .list(
        tile.variances.map {
          .record([
            "label": .text($0.label), "value": .text($0.figure.display),
            "isBetter": .flag($0.valence == .better), "isWorse": .flag($0.valence == .worse),
          ])
        }),
    ])
  }

  private var head: HTMLMarkup {
    """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light">
    <meta name="supported-color-schemes" content="light">
    <title>\(HTMLText(content.edition.title)) · \(HTMLText(content.edition.id))</title>
    """
  }
}
