import Metrics

/// What people must read before the figures: that the pack corrects another, and what the analyst
/// has to say.
public struct Notices: Sendable {
  /// A pack of the same period is published and says other figures.
  public struct Correction: Sendable {
    /// Of the pack that is made now, 2 or more.
    public var revision: Int
    /// When the other was published.
    public var published: CalendarDay
    /// What the other printed, by the ids of its figures.
    public var before: [String: String]

    public init(revision: Int, published: CalendarDay, before: [String: String]) {
      self.revision = revision
      self.published = published
      self.before = before
    }
  }

  /// Words of a person, as written: their digits are no figures of the pack.
  public struct Note: Sendable {
    public var heading: String
    public var paragraphs: [String]

    public init(heading: String, paragraphs: [String]) {
      self.heading = heading
      self.paragraphs = paragraphs
    }
  }

  public var correction: Correction?
  public var note: Note?

  public init(correction: Correction? = nil, note: Note? = nil) {
    self.correction = correction
    self.note = note
  }

  /// Of the panel that holds them, on page 1.
  public static let panelID = "notices"
  /// Ids of figures that only a notice prints.
  public static let prefix = "fact.notice."
}
