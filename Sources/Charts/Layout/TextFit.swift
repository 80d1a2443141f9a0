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
    let full = self.width(name, style)
    if full <= width { return name }
    let letters = Array(name)
    func shortened(_ kept: Int) -> String {
      let tail = kept / 2
      return String(letters[..<(kept - tail)]) + "…" + String(letters[(letters.count - tail)...])
    }
    var low = 0
    var high = letters.count - 1
    // Begins with their share of the width, which is off by a letter or two, and goes on in steps that double.
    var tried = Int(Double(letters.count) * max(0, width) / full)
    var step = 1
    while low < high {
      tried = min(max(tried, low + 1), high)
      if self.width(shortened(tried), style) <= width {
        low = tried
        tried += step
      } else {
        high = tried - 1
        tried -= step
      }
      step *= 2
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
