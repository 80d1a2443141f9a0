/// A link to a file of the site.
public struct SiteLink: Sendable, Hashable {
  public let label: String
  /// Relative to the page.
  public let href: String
  /// "180 KB"; empty for nothing.
  public let detail: String

  public init(label: String, href: String, detail: String = "") {
    self.label = label
    self.href = href
    self.detail = detail
  }

  var view: View {
    .record([
      "href": .text(.address(href)), "label": .text(label),
      "detail": .optional(HTMLText(detail)),
    ])
  }
}
