import Marks
import Testing

@testable import Print

@Suite struct PangoMeasurerTests {
  @Test func widthGrowsWithSizeAndWeight() throws {
    let measurer = PangoMeasurer(try FontSet())
    let small = measurer.width(of: "Revenue", TextStyle(8))
    #expect(small > 0)
    #expect(abs(measurer.width(of: "Revenue", TextStyle(16)) - small * 2) < 0.1)
    #expect(measurer.width(of: "Revenue", TextStyle(8, .semibold)) > small)
    let display = measurer.width(of: "Revenue", TextStyle(8, face: .display))
    #expect(display > 0 && display != small)
  }

  @Test func figuresAreTabular() throws {
    let measurer = PangoMeasurer(try FontSet())
    for weight in [TextStyle.Weight.regular, .medium, .semibold] {
      for slashed in [false, true] {
        let style = TextStyle(9, weight, slashedZero: slashed)
        let widths = "0123456789".map { measurer.width(of: String($0), style) }
        let (least, most) = (widths.min() ?? 0, widths.max() ?? 0)
        // The 5 of Inter 4.0 beta is a thousandth of an em narrower.
        #expect(least > 0 && most - least < 0.02)
        #expect(most - measurer.width(of: "1", TextStyle(9, weight)) < 0.02)
      }
    }
  }

  @Test func widthsAreWhatCairoDraws() throws {
    let fonts = try FontSet()
    let measurer = PangoMeasurer(fonts)
    let style = TextStyle(9, .semibold)
    let canvas = Canvas(width: 400, height: 40, scale: 4)
    func ink(_ text: String) throws -> Double {
      try canvas.paint([.text(TextMark(text, x: 2, y: 20, style))], fonts)
      let columns = canvas.inkedColumns
      return Double((columns.last ?? 0) - (columns.first ?? 0)) / 4
    }
    let one = "H"
    let many = String(repeating: "H", count: 40)
    let measured = measurer.width(of: many, style) - measurer.width(of: one, style)
    #expect(abs(try ink(many) - ink(one) - measured) <= 0.5)
  }

  @Test func strangeTextIsMeasured() throws {
    let measurer = PangoMeasurer(try FontSet())
    for text in Samples.strange {
      let width = measurer.width(of: text, TextStyle(9))
      #expect(width.isFinite && width >= 0)
      // The second answer comes from memory.
      #expect(measurer.width(of: text, TextStyle(9)) == width)
    }
    #expect(measurer.width(of: "", TextStyle(9)) == 0)
    #expect(measurer.width(of: "a\u{0}b", TextStyle(9)) == measurer.width(of: "ab", TextStyle(9)))
    #expect(measurer.width(of: "x", TextStyle(.nan)) == 0)
    #expect(measurer.width(of: "x", TextStyle(-3)) == 0)
  }

  @Test func threadsTakeTurns() async throws {
    let measurer = PangoMeasurer(try FontSet())
    let alone = (0..<200).map { measurer.width(of: "Row \($0) दि", TextStyle(9)) }
    let other = PangoMeasurer(try FontSet())
    let together = await withTaskGroup(of: (Int, Double).self) { group in
      for row in 0..<200 {
        group.addTask { (row, other.width(of: "Row \(row) दि", TextStyle(9))) }
      }
      return await group.reduce(into: [Int: Double]()) { $0[$1.0] = $1.1 }
    }
    for row in 0..<200 { #expect(together[row] == alone[row]) }
  }
}
