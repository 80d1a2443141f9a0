import Analysis
import Metrics

/// Writes the pack of one period: every page, every sentence, every figure.
public struct PackBuilder: Sendable {
  public struct Identity: Sendable {
    public var title: String
    public var organisation: String
    public var language: String
    public var brand: Brand
    /// Whose midnight days begin at; nil for that of each account.
    public var timezone: String?
    /// Pages at the end, in this order.
    public var appendix: [Appendix]
    /// The month that the fiscal year begins with, 1 … 12.
    public var yearStart: Int
    /// "Search", where the pack is of these channels alone: it has no page about the exports, which
    /// hold others too.
    public var slice: String?

    public init(
      title: String, organisation: String, language: String, brand: Brand = Brand(),
      timezone: String? = nil, appendix: [Appendix] = [],
      yearStart: Int = 1, slice: String? = nil
    ) {
      self.yearStart = yearStart
      self.slice = slice
      self.appendix = appendix
      self.brand = brand
      self.timezone = timezone
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
  ///   - id: the name of the edition, made of the period and the revision; the period
  ///     if not given.
  ///   - previous: the pack before; nil for a first one.
  ///   - notices: what stands before the figures on page 1.
  ///   - built: "2 Dec 2024 06:00 UTC", only when the outside world gives it.
  public func edition(
    id: String? = nil, notices: Notices = Notices(), previous: PreviousPack? = nil, built: String?,
    packID: ([Figure]) -> String
  ) -> Edition {
    let book = FigureBook(findings, tests: quality.tests)
    let context = PageContext(
      findings: findings, quality: quality, book: book, previous: previous,
      dates: DateStyle(), yearStart: identity.yearStart)
    var pages =
      identity.slice == nil ? PageCatalog.pages(context) : PageCatalog.slicePages(context)
    for appendix in identity.appendix {
      pages.append(AppendixPages(context: context).page(appendix, number: pages.count + 1))
    }
    DoubtStamps.add(to: &pages, book)
    if let row = NoticeRow(notices: notices, book: book, dates: context.dates).row {
      pages[0].rows.insert(row, at: 0)
    }
    let calendar = findings.calendar
    let platforms = Set(quality.loads.map(\.platformName)).sorted().joined(separator: ", ")
    let origin = identity.slice.map { Phrase("\($0) only").text } ?? platforms
    let day = context.dates.full(calendar.lastDay)
    var source: Phrase = "\(word: "Source"): \(origin). Data to \(day)"
    if let timezone = identity.timezone { source = "\(source), days of \(timezone)" }
    if let built { source = "\(source), built \(built)" }
    // What of the period the exports cover; rows of longer periods are in no day, and say nothing of it.
    if let held = context.heldDays {
      source = "\(source). Rows on \(held.count) of \(held.all) days of the \(context.words.noun)"
    }
    let period = calendar.period
    return Edition(
      id: id ?? period.id,
      title: identity.slice.map { "\(identity.title): \($0)" } ?? identity.title,
      organisation: identity.organisation,
      period: period.title(context.dates, yearStart: identity.yearStart)
        + (calendar.isPartial ? " · " + Phrase("partial").text : ""),
      words: context.words, source: source.text + ".",
      packID: "MWP-\(period.id)-\(packID(book.figures))", pages: pages,
      figures: book.figures, language: identity.language, brand: identity.brand)
  }
}
