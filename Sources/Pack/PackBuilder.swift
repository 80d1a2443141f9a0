import Analysis
import Metrics

/// Writes the pack of one week: every page, every sentence, every figure.
public struct PackBuilder: Sendable {
  public struct Identity: Sendable {
    public var title: String
    public var organisation: String
    public var language: String

    public init(title: String, organisation: String, language: String) {
      self.title = title
      self.organisation = organisation
      self.language = language
    }
  }

  private let findings: Findings
  private let quality: DataQuality
  private let identity: Identity

  public init(findings: Findings, quality: DataQuality, identity: Identity) {
    self.findings = findings
    self.quality = quality
    self.identity = identity
  }

  /// - Parameters:
  ///   - packID: made from the content of the figures, by the caller.
  ///   - built: "2 Dec 2024 06:00 UTC", only when the outside world gives it.
  public func edition(built: String?, packID: ([Figure]) -> String) -> Edition {
    let book = FigureBook(findings, tests: quality.tests)
    let context = PageContext(findings: findings, quality: quality, book: book)
    let pages = PageCatalog.pages(context)
    let calendar = findings.calendar
    let platforms = Set(quality.loads.map(\.platformName)).sorted().joined(separator: ", ")
    var source = "Source: \(platforms). Data to \(DateStyle.full(calendar.lastDay))"
    if let built { source += ", built \(built)" }
    let week = calendar.week
    return Edition(
      id: week.description, title: identity.title, organisation: identity.organisation,
      period: "Week \(week.number) · \(DateStyle.range(week.first, week.last))"
        + (calendar.isPartial ? " · partial" : ""),
      source: source + ".", packID: "MWP-\(week)-\(packID(book.figures))", pages: pages,
      figures: book.figures, language: identity.language)
  }
}
