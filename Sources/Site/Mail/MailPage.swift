import Charts
import Diagnostics
import Pack

/// The weekly mail of an edition: what an executive reads without opening anything.
///
/// HTML as mail programs read it: tables for the layout, styles on the elements, pictures of fixed
/// size by `cid`, no request; and the same words as plain text. The figures are those of the pack.
public struct MailPage: Sendable {
  public let html: String
  public let text: String
  /// Ids of the charts that the HTML shows by `cid:<id>@broadsheet`.
  public let charts: [String]

  /// - Parameters:
  ///   - link: where the edition can be read; nil when it is not on a site.
  ///   - size: of a chart's picture in CSS pixels.
  public init(
    _ edition: Edition, link: String?,
    size: @escaping (_ chart: String) -> (width: Int, height: Int)?
  ) {
    let writer = MailWriter(edition: edition, link: link, size: size)
    html = writer.html.source
    text = writer.text
    charts = writer.charts.map(\.id)
  }

  /// The subject: what the pack says, and of which week.
  public static func subject(_ edition: Edition) -> String {
    let headline = edition.pages.first?.headline.text ?? edition.title
    return "\(headline) · \(edition.title), \(edition.id)"
  }

  /// The name a chart's picture has in the message.
  public static func contentID(_ chart: String) -> String { "\(chart)@broadsheet" }
}

private struct MailWriter {
  let edition: Edition
  let link: String?
  let size: (String) -> (width: Int, height: Int)?

  private var first: Page? { edition.pages.first }
  private var panels: [Page.Panel] { first?.rows.flatMap(\.panels) ?? [] }

  private var tiles: [KPITile] {
    panels.flatMap { panel -> [KPITile] in
      if case .kpis(let tiles) = panel.block { tiles } else { [] }
    }
  }

  /// What must be read before the figures.
  private var notices: [Statement] {
    panels.flatMap { panel -> [Statement] in
      if panel.id == Notices.panelID, case .statements(let list) = panel.block { list } else { [] }
    }
  }

  /// Of the first page.
  var charts: [(id: String, alternative: String)] {
    panels.compactMap { panel in
      guard case .chart(let chart) = panel.block, size(chart.id) != nil else { return nil }
      return (chart.id, chart.alternative)
    }
  }

  // MARK: HTML

  var html: HTMLMarkup {
    var rows: HTMLMarkup = """
      <p style="margin:0;font-size:14px;color:#434B58">\(HTMLText(edition.organisation.isEmpty ? edition.title : edition.organisation)) · \(HTMLText(edition.period))</p>
      <h1 style="margin:10px 0 0;font-size:24px;line-height:1.25;font-weight:600;color:#12171F">\(Phrases.markup(first?.headline ?? ""))</h1>

      """
    if let lede = first?.lede, !lede.isEmpty {
      rows += """
        <p style="margin:10px 0 0;font-size:15px;line-height:1.5;color:#434B58">\(Phrases.markup(lede))</p>

        """
    }
    for notice in notices {
      let colour: HTMLMarkup = notice.isCaution ? "#8A6100" : "#0B5CAD"
      rows += """
        <p style="margin:14px 0 0;padding-left:12px;border-left:3px solid \(colour);font-size:15px;line-height:1.5;color:#12171F"><b style="font-weight:600">\(HTMLText(notice.tag))</b> \(Phrases.markup(notice.prose))</p>

        """
    }
    rows += kpis
    for chart in charts { rows += picture(chart) }
    rows += others
    if let link {
      rows += """
        <p style="margin:24px 0 0"><a href="\(HTMLText(link))" style="display:inline-block;padding:10px 18px;background:#0B5CAD;color:#FFFFFF;font-size:15px;font-weight:600;text-decoration:none">Open the pack</a></p>

        """
    }
    return """
      <!doctype html>
      <html lang="\(HTMLText(edition.language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light">
      <meta name="supported-color-schemes" content="light">
      <title>\(HTMLText(edition.title)) · \(HTMLText(edition.id))</title>
      </head>
      <body style="margin:0;padding:0;background:#F4F6F8">
      <div style="display:none;max-height:0;overflow:hidden">\(Phrases.markup(first?.lede ?? ""))</div>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#F4F6F8">
      <tr><td align="center" style="padding:24px 12px">
      <table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:640px;background:#FFFFFF;border-top:4px solid #0B5CAD">
      <tr><td style="padding:24px 28px 28px;font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif;text-align:left">
      \(rows)<p style="margin:28px 0 0;padding-top:14px;border-top:1px solid #DDE2E8;font-size:13px;line-height:1.5;color:#434B58">\(HTMLText(edition.source)) The whole pack is attached as PDF. Pack \(HTMLText(edition.packID)).</p>
      </td></tr>
      </table>
      </td></tr>
      </table>
      </body>
      </html>

      """
  }

  private var kpis: HTMLMarkup {
    guard !tiles.isEmpty else { return "" }
    var rows: HTMLMarkup = ""
    for tile in tiles {
      var changes: HTMLMarkup = ""
      for variance in tile.variances {
        let colour: HTMLMarkup =
          switch variance.valence {
          case .better: "#00806A"
          case .worse: "#C4420F"
          case .none: "#434B58"
          }
        changes += """
          <span style="white-space:nowrap;padding-left:14px"><span style="color:#434B58">\(HTMLText(variance.label))</span> <span style="color:\(colour)">\(HTMLText(variance.figure.display))\(HTMLText(Self.side(variance.valence)))</span></span> \

          """
      }
      rows += """
        <tr>
        <td style="padding:9px 0;border-top:1px solid #E8ECF0;font-size:15px;color:#12171F">\(HTMLText(tile.label))<br><span style="font-size:13px;color:#434B58">\(HTMLText(tile.caption))</span></td>
        <td align="right" style="padding:9px 0 9px 12px;border-top:1px solid #E8ECF0;font-size:20px;font-weight:600;color:#12171F;white-space:nowrap">\(HTMLText(tile.figure.display))</td>
        <td align="right" style="padding:9px 0;border-top:1px solid #E8ECF0;font-size:13px;line-height:1.6">\(changes)</td>
        </tr>

        """
    }
    return """
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:20px;border-bottom:1px solid #E8ECF0">
      \(rows)</table>
      <p style="margin:6px 0 0;font-size:13px;line-height:1.5;color:#434B58">\(HTMLText(Self.key))</p>

      """
  }

  private static let key =
    "PW: prior week. 4W: average of the four weeks before. PL: target. Worse and better are said of what is more than noise."

  private func picture(_ chart: (id: String, alternative: String)) -> HTMLMarkup {
    guard let size = size(chart.id) else { return "" }
    // The picture has its own title, and twice the pixels it needs at its own width.
    let width = 584
    let height = size.width == 0 ? 0 : size.height * width / size.width
    return """
      <img src="cid:\(HTMLText(MailPage.contentID(chart.id)))" width="\(width)" height="\(height)" alt="\(HTMLText(chart.alternative))" style="display:block;margin-top:24px;width:100%;max-width:\(width)px;height:auto;border:0">

      """
  }

  private var others: HTMLMarkup {
    guard edition.pages.count > 1 else { return "" }
    var items: HTMLMarkup = ""
    for page in edition.pages.dropFirst() where !page.isAppendix {
      items += """
        <p style="margin:8px 0 0;font-size:15px;line-height:1.5;color:#12171F"><b style="font-weight:600">\(HTMLText(page.name))</b><br>\(Phrases.markup(page.headline))</p>

        """
    }
    return """
      <h2 style="margin:26px 0 0;font-size:17px;line-height:1.35;font-weight:600;color:#12171F">Also in this pack</h2>
      \(items)
      """
  }

  /// Colour is never the only sign.
  private static func side(_ valence: Valence) -> String {
    switch valence {
    case .better: " better"
    case .worse: " worse"
    case .none: ""
    }
  }

  // MARK: Text

  var text: String {
    var lines = ["\(edition.title) · \(edition.period)"]
    if !edition.organisation.isEmpty { lines[0] = "\(edition.organisation) · \(lines[0])" }
    lines += ["", first?.headline.text ?? "", ""]
    if let lede = first?.lede, !lede.isEmpty { lines += [lede.text, ""] }
    for notice in notices {
      let tag = notice.tag.isEmpty ? "" : "\(notice.tag): "
      lines += [tag + notice.prose.text, ""]
    }
    for tile in tiles {
      let changes = tile.variances.map {
        "\($0.label) \($0.figure.display)\(Self.side($0.valence))"
      }
      let caption = tile.caption.isEmpty ? "" : " (\(tile.caption))"
      lines.append(
        "\(tile.label): \(tile.figure.display)\(caption)"
          + (changes.isEmpty ? "" : "; " + changes.joined(separator: ", ")))
    }
    if !tiles.isEmpty { lines.append(Self.key) }
    lines.append("")
    for page in edition.pages.dropFirst() where !page.isAppendix {
      lines.append("\(page.name): \(page.headline.text)")
    }
    if let link { lines += ["", "Open the pack: \(link)"] }
    lines += ["", "\(edition.source) The whole pack is attached as PDF. Pack \(edition.packID)."]
    return lines.map { Printable.text($0, limit: 4000) }.joined(separator: "\n") + "\n"
  }
}
