import Charts
import Marks
import Pack

/// Breaks prose into lines by the measurer: between words, inside a word only when it alone is
/// wider than a line. Names from the data may be cut in the middle, authored words never.
struct TextFlow: Sendable {
  /// Text in one style.
  struct Piece: Hashable {
    var text: String
    var style: TextStyle
    var ink: Ink
    var isName = false
  }

  struct Run: Hashable {
    var x: Double
    var piece: Piece
  }

  struct Line: Hashable {
    var runs: [Run] = []
    /// Without the space that parts it from the next line.
    var width = 0.0

    /// Without that space, for lines that end at an edge.
    var trimmed: Line {
      var line = self
      if let last = runs.indices.last, line.runs[last].piece.text.hasSuffix(" ") {
        line.runs[last].piece.text.removeLast()
      }
      return line
    }
  }

  let fit: TextFit

  init(_ measurer: any TextMeasurer) { fit = TextFit(measurer) }

  func pieces(
    _ prose: Prose, _ style: TextStyle, _ ink: Ink, nameStyle: TextStyle? = nil
  ) -> [Piece] {
    prose.fragments.map { fragment in
      switch fragment {
      case .words(let text), .label(let text): Piece(text: text, style: style, ink: ink)
      case .figure(let figure): Piece(text: figure.display, style: style, ink: ink)
      case .name(let text): Piece(text: text, style: nameStyle ?? style, ink: ink, isName: true)
      }
    }
  }

  /// - Parameter limit: how many lines there may be; to hold it names are cut more and more. Words
  ///   that still do not fit get the lines they need.
  func lines(_ pieces: [Piece], width: Double, limit: Int = .max) -> [Line] {
    set(fitted(pieces, width: width, limit: limit).lines)
  }

  /// The pieces, names cut no more than the limit of lines asks for, and their lines.
  private func fitted(
    _ pieces: [Piece], width: Double, limit: Int
  ) -> (pieces: [Piece], lines: [[Word]]) {
    let width = max(1, width)
    var cut = pieces
    var lines = broken(pieces, width: width)
    guard lines.count > limit, pieces.contains(where: \.isName) else { return (cut, lines) }
    for share in [1, 0.7, 0.5, 0.35, 0.25, 0.15] {
      cut = pieces.map { piece in
        var piece = piece
        if piece.isName {
          piece.text = fit.cut(Self.oneLine(piece.text), to: width * share, piece.style)
        }
        return piece
      }
      lines = broken(cut, width: width)
      if lines.count <= limit { break }
    }
    return (cut, lines)
  }

  /// The same number of lines, of about equal width: no last line of one word. No name is cut for it.
  func balanced(_ pieces: [Piece], width: Double, limit: Int) -> [Line] {
    let (pieces, first) = fitted(pieces, width: width, limit: limit)
    guard first.count > 1, first.count <= limit else { return set(first) }
    var best = first
    var (low, high) = (width * 0.5, width)
    for _ in 0..<7 {
      let middle = (low + high) / 2
      let attempt = broken(pieces, width: middle)
      if attempt.count == first.count { (best, high) = (attempt, middle) } else { low = middle }
    }
    return set(best)
  }

  func marks(
    _ lines: [Line], x: Double, y: Double, leading: Double, background: Ink = .paper
  ) -> [Mark] {
    lines.enumerated().flatMap { index, line in
      line.runs.map { run in
        .text(
          TextMark(
            run.piece.text, x: x + run.x, y: y + Double(index) * leading, run.piece.style,
            run.piece.ink, background: background, isName: run.piece.isName))
      }
    }
  }

  func width(_ text: String, _ style: TextStyle) -> Double { fit.width(text, style) }

  /// The text with a space after it that moves nothing: without one, readers who listen hear the
  /// words of a paragraph set in several places as one word.
  func spaced(_ mark: TextMark) -> Mark {
    var mark = mark
    mark.text += " "
    if mark.anchor == .end { mark.x += width(" ", mark.style) }
    return .text(mark)
  }

  // MARK: Words

  private struct Word {
    var parts: [Piece] = []
    var width = 0.0
    /// The rest of a word that was broken: no space parts it from what stands before.
    var isRest = false
  }

  private func broken(_ pieces: [Piece], width: Double) -> [[Word]] {
    let whole = words(pieces)
    if whole.isEmpty || Self.isShort(pieces, for: width) && set(whole).width <= width + 0.01 {
      return whole.isEmpty ? [] : [whole]
    }
    var lines: [[Word]] = []
    var line: [Word] = []
    var end = 0.0
    let words = whole.flatMap { held($0, width: width) }
    for (index, word) in words.enumerated() {
      let space = word.isRest ? 0 : line.last?.parts.last.map { fit.width(" ", $0.style) } ?? 0
      let after =
        index == words.count - 1 || words[index + 1].isRest
        ? 0 : word.parts.last.map { fit.width(" ", $0.style) } ?? 0
      if !line.isEmpty, end + space + word.width + after > width + 0.01 {
        lines.append(line)
        (line, end) = ([word], word.width)
      } else {
        line.append(word)
        end += space + word.width
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Whether a text will hardly need a second line, so that its words need no widths of their own.
  private static func isShort(_ pieces: [Piece], for width: Double) -> Bool {
    pieces.reduce(0) { $0 + Double($1.text.utf8.count) * $1.style.size } / 2 <= width
  }

  /// Not measured yet.
  private func words(_ pieces: [Piece]) -> [Word] {
    var words: [Word] = []
    var word = Word()
    func close() {
      if !word.parts.isEmpty { words.append(word) }
      word = Word()
    }
    for piece in pieces {
      var text = String.UnicodeScalarView()
      func flush() {
        guard !text.isEmpty else { return }
        var part = piece
        part.text = String(text)
        word.parts.append(part)
        text = String.UnicodeScalarView()
      }
      for scalar in piece.text.unicodeScalars {
        if Self.isSpace(scalar) {
          flush()
          close()
        } else {
          text.append(scalar)
        }
      }
      flush()
    }
    close()
    return words
  }

  /// The word, in parts when it is wider than a line.
  private func held(_ word: Word, width: Double) -> [Word] {
    var word = word
    word.width = word.parts.reduce(0) { $0 + fit.width($1.text, $1.style) }
    guard word.width > width else { return [word] }
    var words: [Word] = []
    var current = Word()
    for part in word.parts {
      var rest = Array(part.text)
      while !rest.isEmpty {
        let room = width - current.width - fit.width(" ", part.style)
        var count = 0
        var most = rest.count
        while count < most {
          let middle = (count + most + 1) / 2
          let fits = fit.width(String(rest[..<middle]), part.style) <= room
          if fits { count = middle } else { most = middle - 1 }
        }
        if count == 0, !current.parts.isEmpty {
          words.append(current)
          current = Word(isRest: true)
          continue
        }
        count = max(count, 1)
        var piece = part
        piece.text = String(rest[..<count])
        current.parts.append(piece)
        current.width += fit.width(piece.text, piece.style)
        rest.removeFirst(count)
      }
    }
    return words + [current]
  }

  /// Shaped only here: where lines break is tried by the widths of words alone.
  private func set(_ lines: [[Word]]) -> [Line] {
    lines.enumerated().map { index, words in
      var line = set(words)
      if index < lines.count - 1, lines[index + 1].first?.isRest == false,
        let last = line.runs.indices.last
      {
        line.runs[last].piece.text += " "
      }
      return line
    }
  }

  /// Neighbours of one style become one run, so that shaping sees whole phrases.
  private func set(_ words: [Word]) -> Line {
    var pieces: [Piece] = []
    var follows = false
    for (index, word) in words.enumerated() {
      if index > 0, !word.isRest, let last = pieces.indices.last { pieces[last].text += " " }
      for part in word.parts {
        var part = part
        // Without a mark an amount behind such a name would be read as a part of it, from the right.
        if follows, !part.isName { part.text = "\u{200E}" + part.text }
        follows = part.isName && Self.isRightToLeft(part.text)
        if let last = pieces.last, last.style == part.style, last.ink == part.ink {
          pieces[pieces.count - 1].text += part.text
          pieces[pieces.count - 1].isName = last.isName || part.isName
        } else {
          pieces.append(part)
        }
      }
    }
    var line = Line()
    for piece in pieces {
      var piece = piece
      if Self.isRightToLeft(piece.text), !Self.startsRightToLeft(words) {
        piece.text = "\u{200E}" + piece.text
      }
      line.runs.append(Run(x: line.width, piece: piece))
      line.width += fit.width(piece.text, piece.style)
    }
    return line
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace && ![0xA0, 0x2007, 0x202F].contains(scalar.value)
  }

  private static func oneLine(_ text: String) -> String {
    text.unicodeScalars.split(whereSeparator: isSpace).map(String.init).joined(separator: " ")
  }

  /// Hebrew, Arabic and their neighbours, the forms made for old printers, and the scripts of antiquity.
  private static let rightToLeft: [ClosedRange<UInt32>] = [
    0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
  ]

  private static func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      rightToLeft.contains { $0.contains(scalar.value) }
    }
  }

  /// Only a line that is one name alone reads from the right.
  private static func startsRightToLeft(_ words: [Word]) -> Bool {
    words.allSatisfy { $0.parts.allSatisfy(\.isName) }
  }
}

extension TextStyle {
  /// The baseline that centres capitals and figures on a height.
  func baseline(middle y: Double) -> Double { y + InkBox.capHeight * size / 2 }
}
