import Diagnostics
import Pack

/// The weekly mail of an edition: what an executive reads without opening anything.
///
/// HTML as mail programs read it, by `mail.mustache`: tables for the layout, styles on the elements,
/// pictures of fixed size by `cid`, no request; and the same words as plain text. The figures are those
/// of the pack.
public struct MailPage: Sendable {
  public let html: String
  public let text: String
  /// Ids of the charts that the HTML shows by `cid:<id>@broadsheet`.
  public let charts: [String]

  /// What Gmail shows of a message before it cuts it, in bytes of HTML.
  public static let mostHTML = 100_000

  /// - Parameters:
  ///   - link: where the edition can be read; nil when it is not on a site.
  ///   - size: of a chart's picture in CSS pixels.
  /// - Throws: `template.invalid` when the template printed nothing.
  public init(
    _ edition: Edition, link: String?, templates: TemplateSet,
    size: (_ chart: String) -> (width: Int, height: Int)?
  ) throws(Diagnostic) {
    let content = MailContent(edition, link: link, size: size)
    html = String(
      decoding: try templates.page(TemplateName.mail, MailView(content: content).record),
      as: UTF8.self)
    text = MailText(content: content).text
    let html = html
    charts = content.charts.map(\.id).filter { html.contains("cid:\(Self.contentID($0))") }
  }

  /// The subject: what the pack says, and of which week.
  public static func subject(_ edition: Edition) -> String {
    let headline = edition.pages.first?.headline.text ?? edition.title
    return "\(headline) · \(edition.title), \(edition.id)"
  }

  /// The name a chart's picture has in the message.
  public static func contentID(_ chart: String) -> String { "\(chart)@broadsheet" }
}
