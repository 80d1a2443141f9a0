import Metrics

/// A page of the pack: a headline that says so-what, and panels in rows.
public struct Page: Sendable {
  public struct Panel: Sendable {
    public var id: String
    /// Columns of twelve.
    public var span: Int
    public var title: Prose
    public var subtitle: Prose
    /// The subtitle on phones, where tables have no pictures that it would explain; empty for the same.
    public var narrow: Prose = ""
    public var block: Block
    /// Id of the page that says more of it; empty for none.
    public var more: String

    public init(
      id: String, span: Int, title: Prose, subtitle: Prose = "", narrow: Prose = "", block: Block,
      more: String = ""
    ) {
      self.more = more
      self.narrow = narrow
      self.id = id
      self.span = span
      self.title = title
      self.subtitle = subtitle
      if case .table(let table) = block, let words = table.cutWords {
        let mark = subtitle.isEmpty ? "" : subtitle.text.hasSuffix(".") ? " " : ". "
        self.subtitle = subtitle + Prose([.words(mark)]) + words
      }
      self.block = block
    }
  }

  public struct Row: Sendable {
    /// Points in print, title block included.
    public var height: Double
    public var panels: [Panel]

    public init(height: Double, _ panels: [Panel]) {
      self.height = height
      self.panels = panels
    }
  }

  public var id: String
  /// 1-based.
  public var number: Int
  /// "Executive overview".
  public var name: String
  public var headline: Prose
  public var lede: Prose
  public var rows: [Row]
  /// A table to look things up in, at the end; it runs over as many sheets of paper as it needs.
  public var isAppendix: Bool

  public init(
    id: String, number: Int, name: Phrase, headline: Prose, lede: Prose, rows: [Row],
    isAppendix: Bool = false
  ) {
    self.isAppendix = isAppendix
    self.id = id
    self.number = number
    self.name = name.text
    self.headline = headline
    self.lede = lede
    self.rows = rows
  }

  /// In reading order.
  public var panels: [Panel] { rows.flatMap(\.panels) }
}

/// The whole pack of one period.
public struct Edition: Sendable {
  /// `2024-W47`, or `2024-W47-r2` when it corrects one that is published.
  public var id: String
  public var title: String
  public var organisation: String
  /// "Week 47 · Mon 18 – Sun 24 Nov 2024".
  public var period: String
  /// How keys name it and what it is compared with.
  public var words: PeriodWords
  /// "Sources: Google Ads. Data to Sat 30 Nov 2024."
  public var source: String
  /// "MWP-2024-W47-8c21d0f".
  public var packID: String
  public var pages: [Page]
  /// Every figure printed, in order of first appearance.
  public var figures: [Figure]
  public var language: String
  public var brand: Brand

  public init(
    id: String, title: String, organisation: String, period: String,
    words: PeriodWords = PeriodWords(.week), source: String, packID: String, pages: [Page],
    figures: [Figure], language: String = "en-GB",
    brand: Brand = Brand()
  ) {
    self.brand = brand
    self.id = id
    self.title = title
    self.organisation = organisation
    self.period = period
    self.words = words
    self.source = source
    self.packID = packID
    self.pages = pages
    self.figures = figures
    self.language = language
  }
}
