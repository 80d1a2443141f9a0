import Marks

/// Fits words into a width: names are cut in the middle, authored text is wrapped or left out.
public struct TextFit: Sendable {
  public let measurer: any TextMeasurer

  public init(_ measurer: any TextMeasurer) {
    self.measurer = measurer
  }

  public func width(_ text: String, _ style: TextStyle) -> Double {
    measurer.width(of: text, style)
  }

  public func widest(_ texts: some Sequence<String>, _ style: TextStyle) -> Double {
    texts.reduce(0) { max($0, width($1, style)) }
  }

  /// The name with its middle replaced by "…" so that both ends stay; empty when not even one
  /// letter fits.
  public func cut(_ name: String, to width: Double, _ style: TextStyle) -> String {
    if self.width(name, style) <= width { return name }
    let letters = Array(name)
    func shortened(_ kept: Int) -> String {
      let tail = kept / 2
      return String(letters[..<(kept - tail)]) + "…" + String(letters[(letters.count - tail)...])
    }
    var low = 0
    var high = letters.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if self.width(shortened(middle), style) <= width { low = middle } else { high = middle - 1 }
    }
    guard low > 0, self.width(shortened(low), style) <= width else { return "" }
    return shortened(low)
  }

  /// The text broken at spaces; nil when it needs more lines or a word is wider than a line.
  public func wrapped(
    _ text: String, to width: Double, _ style: TextStyle, lines limit: Int
  ) -> [String]? {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if self.width(longer, style) <= width {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = String(word)
      if lines.count >= limit || self.width(line, style) > width { return nil }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.count <= limit ? lines : nil
  }
}
