import Marks
import Metrics

/// Where the numbers come from, on one line: shortened by rule where there is no room, not cut.
struct SourceLine {
  let text: String
  let flow: TextFlow

  private static let style = TextStyle(7.5)

  func marks(room: Double, y: Double) -> [Mark] {
    let words = fitting(room)
    guard !words.isEmpty else { return [] }
    let cut = flow.fit.cut(words, to: room, Self.style)
    return [.text(TextMark(cut, x: 0, y: y, Self.style, .ink3, isName: cut != words))]
  }

  /// Names of systems go first, then what follows the date of the data, then what the data is.
  func fitting(_ room: Double) -> String {
    func fits(_ sentences: [String]) -> Bool {
      flow.width(Self.joined(sentences), Self.style) <= room
    }
    var sentences = Self.sentences(text)
    if fits(sentences) { return text }
    if let first = sentences.first, sentences.count > 1 {
      if let colon = first.firstRange(of: ":") {
        let lead = String(first[..<colon.lowerBound])
        if lead.hasPrefix(Phrase("Source").text) {
          sentences.removeFirst()
        } else {
          sentences[0] = lead
        }
      }
    }
    while !fits(sentences), sentences.count > 2 { sentences.removeLast() }
    if !fits(sentences) {
      sentences = sentences.map { sentence in
        sentence.firstRange(of: ", ").map { String(sentence[..<$0.lowerBound]) } ?? sentence
      }
    }
    if !fits(sentences), sentences.count > 1 { sentences.removeLast() }
    return Self.joined(sentences)
  }

  private static func sentences(_ text: String) -> [String] {
    var rest = text[...]
    var sentences: [String] = []
    while let stop = rest.firstRange(of: ". ") {
      sentences.append(String(rest[..<stop.lowerBound]))
      rest = rest[stop.upperBound...]
    }
    if rest.hasSuffix(".") { rest.removeLast() }
    return sentences + [String(rest)]
  }

  private static func joined(_ sentences: [String]) -> String {
    sentences.allSatisfy(\.isEmpty) ? "" : sentences.joined(separator: ". ") + "."
  }
}
