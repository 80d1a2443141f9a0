/// An edition as the site's index lists it.
public struct SiteEdition: Sendable, Hashable {
  /// `2024-W47`.
  public let id: String
  public let period: String
  public let headline: String
  /// Relative to the index.
  public let href: String

  public init(id: String, period: String, headline: String, href: String) {
    self.id = id
    self.period = period
    self.headline = headline
    self.href = href
  }

  var view: [String: View] {
    [
      "href": .text(.address(href)), "week": .text(id), "period": .text(period),
      "headline": .text(headline),
    ]
  }
}
