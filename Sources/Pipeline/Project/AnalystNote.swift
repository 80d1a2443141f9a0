import Diagnostics
import Metrics
import Pack

/// `data/notes/<period>.md`: what the analyst says about a period, printed above its figures.
///
/// Plain text: a first line `# …` is its heading, an empty line ends a paragraph. It must fit on the
/// first page and is never cut.
enum AnalystNote {
  static let mostCharacters = 600
  static let mostParagraphs = 4
  private static let mostOfHeading = 24

  /// Nil when there is none.
  /// - Throws: `configuration.invalid` for a note that does not fit, `file.not-text`.
  static func read(_ period: String, _ folder: ProjectFolder) throws(Diagnostic) -> Notices.Note? {
    let path = "\(folder.notes)/\(period).md"
    guard !FileSystem.isLink(path), let text = try FileSystem.text(path) else { return nil }
    let place = Place(file: folder.relative(path))
    var heading = Phrase("Note").text
    var paragraphs: [String] = []
    var open = ""
    func close() {
      if !open.isEmpty { paragraphs.append(open) }
      open = ""
    }
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if words.isEmpty {
        close()
      } else if index == 0, words.hasPrefix("# ") {
        heading = String(words.dropFirst(2))
      } else {
        if words.hasPrefix("- ") { close() }
        open += (open.isEmpty ? "" : " ") + words
      }
    }
    close()
    guard !paragraphs.isEmpty else { return nil }
    let length = paragraphs.reduce(0) { $0 + $1.unicodeScalars.count }
    guard length <= mostCharacters, paragraphs.count <= mostParagraphs else {
      throw Diagnostic(
        .configurationInvalid,
        "the note has \(length) characters in \(paragraphs.count) paragraphs; \(mostCharacters) in \(mostParagraphs) fit above the figures",
        at: place, hint: "shorten it: page 1 must stay one page")
    }
    guard heading.unicodeScalars.count <= mostOfHeading else {
      throw Diagnostic(
        .configurationInvalid, "the heading of the note has more than \(mostOfHeading) characters",
        at: Place(file: place.file, line: 1), hint: "such as `# From the growth team`")
    }
    return Notices.Note(heading: heading, paragraphs: paragraphs)
  }
}
