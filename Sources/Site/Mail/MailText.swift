import Charts
import Diagnostics
import Metrics
import Pack

/// The mail as plain text: the words of the HTML in the same order. Made in code, since templates hold
/// text that is escaped for HTML, and a reader would see `&amp;`.
struct MailText {
  let content: MailContent

  var text: String {
    let edition = content.edition
    var lines = ["\(edition.title) · \(edition.period)"]
    if !edition.organisation.isEmpty { lines[0] = "\(edition.organisation) · \(lines[0])" }
    lines += ["", content.first?.headline.text ?? "", ""]
    if let lede = content.first?.lede, !lede.isEmpty { lines += [lede.text, ""] }
    for notice in content.notices {
      let tag = notice.tag.isEmpty ? "" : "\(notice.tag): "
      lines += [tag + notice.prose.text, ""]
    }
    for tile in content.tiles {
      let changes = tile.variances.map {
        "\($0.label) \($0.figure.display)\(Self.side($0.valence))"
      }
      let caption = tile.caption.isEmpty ? "" : " (\(tile.caption))"
      lines.append(
        "\(tile.label): \(tile.figure.display)\(caption)"
          + (changes.isEmpty ? "" : "; " + changes.joined(separator: ", ")))
    }
    if !content.tiles.isEmpty { lines.append(content.key) }
    lines.append("")
    for page in content.others { lines.append("\(page.name): \(page.headline.text)") }
    if let link = content.link { lines += ["", Phrase("Open the pack: \(link)").text] }
    lines += [
      "",
      Phrase("\(edition.source) The whole pack is attached as PDF. Pack \(edition.packID).").text,
    ]
    return lines.map { Printable.text($0, limit: 4000) }.joined(separator: "\n") + "\n"
  }

  /// Colour is never the only sign, and here there is none.
  private static func side(_ valence: Valence) -> String {
    switch valence {
    case .better: " " + Phrase("better").text
    case .worse: " " + Phrase("worse").text
    case .caution: " " + Phrase("caution").text
    case .none: ""
    }
  }
}
