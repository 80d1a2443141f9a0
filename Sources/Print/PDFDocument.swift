/// A document to write as PDF: what readers and archives say of it, and its pages.
public struct PDFDocument: Sendable, Hashable {
  public var title, author, subject, keywords: String
  /// The program that made it, with its version.
  public var creator: String
  /// `YYYY-MM-DDTHH:MM:SSZ`; nil stands for the beginning of 1970, so that bytes never depend on
  /// the clock.
  public var creationDate: String?
  /// A language tag of RFC 3066, for screen readers.
  public var language: String
  /// sRGB in the place of the built-in accent; nil for that.
  public var accent: UInt32?
  public var pages: [PDFPage]

  public init(
    title: String, author: String = "", subject: String = "", keywords: String = "",
    creator: String = "", creationDate: String? = nil, language: String = "en-GB",
    accent: UInt32? = nil, pages: [PDFPage]
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.creator = creator
    self.creationDate = creationDate
    self.language = language
    self.accent = accent
    self.pages = pages
  }
}
