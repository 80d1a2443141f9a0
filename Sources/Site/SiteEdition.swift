/// An edition as the site's index and feed list it.
public struct SiteEdition: Sendable, Hashable {
  /// `2024-W47`, `2024-W47-r2`.
  public let id: String
  public let period: String
  public let headline: String
  /// Relative to the index.
  public let href: String
  /// The archive's heading that it stands under.
  public let year: String
  /// "revision 2, approved by Ada"; empty for nothing.
  public let state: String
  /// Whether a newer revision says other figures.
  public let isReplaced: Bool
  /// The pack's id.
  public let pack: String
  /// UTC, `2024-12-02T06:00:00Z`.
  public let updated: String

  public init(
    id: String, period: String, headline: String, href: String, year: String, state: String = "",
    isReplaced: Bool = false, pack: String, updated: String
  ) {
    self.id = id
    self.period = period
    self.headline = headline
    self.href = href
    self.year = year
    self.state = state
    self.isReplaced = isReplaced
    self.pack = pack
    self.updated = updated
  }

  var view: [String: View] {
    [
      "href": .text(.address(href)), "week": .text(id), "period": .text(period),
      "headline": .text(headline),
      "state": .optional(HTMLText(state)),
    ]
  }
}
