import Charts
import Marks
import Pack
import Testing

@testable import Print

@Suite struct TextFlowTests {
  private let flow = TextFlow(FixedMeasurer())
  /// Ten points a scalar.
  private let style = TextStyle(10 / 0.56)

  private func texts(_ prose: Prose, width: Double, limit: Int = .max) -> [String] {
    flow.lines(flow.pieces(prose, style, .ink), width: width, limit: limit).map { line in
      line.runs.map(\.piece.text).joined()
    }
  }

  @Test func breaksBetweenWords() {
    #expect(texts("one two three", width: 80) == ["one two ", "three"])
    #expect(texts("  one\n\ttwo ", width: 200) == ["one two"])
    #expect(texts("", width: 80).isEmpty)
  }

  @Test func aFigureAndItsBracketsAreOneWord() {
    let prose: Prose = "rows (\(Demo.figure("+7.7%"))), which"
    #expect(texts(prose, width: 100) == ["rows ", "(+7.7%), ", "which"])
  }

  @Test func aWordWiderThanTheLineIsBroken() {
    #expect(texts("abcdefgh", width: 30) == ["ab", "cd", "ef", "gh"])
  }

  @Test func namesAreCutToHoldTheLimitAndWordsAreNot() {
    let prose: Prose = "Spend of \(name: "a name that goes on and on and on") fell"
    let lines = texts(prose, width: 200, limit: 1)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("Spend of a") && lines[0].hasSuffix(" fell"))
    #expect(lines[0].contains("…"))
    #expect(texts("one two three", width: 60, limit: 1).count > 1)
  }

  /// A mark of direction stands between, or "−710" would be read as a part of the name.
  @Test(arguments: ["حملة", "מבצע", "ﷺ"]) func amountsStayBehindNamesFromTheRight(_ name: String) {
    #expect(
      texts("\(name: name) \(Demo.figure("−$710k")), less", width: 900)
        == ["\u{200E}\(name) \u{200E}−$710k, less"])
    #expect(texts("\(name: name)", width: 900) == [name])
    #expect(texts("\(name: "Brand") \(Demo.figure("−$710k"))", width: 900) == ["Brand −$710k"])
  }

  @Test func linesStayWithinTheWidth() {
    for width in [20.0, 55, 131, 402] {
      for name in Extreme.names {
        let prose: Prose = "The campaign \(name: name) fell by \(Demo.figure("9%")), and more."
        for line in flow.lines(flow.pieces(prose, style, .ink), width: width) {
          #expect(line.width <= width + 0.02 || line.runs.allSatisfy { $0.piece.text.count <= 2 })
        }
      }
    }
  }

  @Test func balancedLinesAreOfAboutEqualWidth() {
    let pieces = flow.pieces("one two three four five six seven", style, .ink)
    let lines = flow.balanced(pieces, width: 300, limit: 2)
    #expect(lines.count == 2)
    #expect(abs(lines[0].width - lines[1].width) < 60)
  }

  @Test func noNameIsCutToBalanceLinesThatHoldIt() {
    let prose: Prose =
      "\(name: "Desktop") beats target in six of eight, \(name: "Tablet") misses it"
    let lines = flow.balanced(flow.pieces(prose, style, .ink), width: 320, limit: 2)
    #expect(lines.count == 2)
    let text = lines.flatMap(\.runs).map(\.piece.text).joined()
    #expect(text.contains("Desktop beats") && text.contains("Tablet"))
  }

  @Test func aNameFromTheRightDoesNotTurnTheSentence() {
    let lines = texts("\(name: Extreme.hebrew) fell", width: 2000)
    #expect(lines[0].unicodeScalars.first == "\u{200E}")
    #expect(texts("\(name: Extreme.arabic)", width: 2000)[0] == Extreme.arabic)
  }
}
