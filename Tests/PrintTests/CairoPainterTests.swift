import Diagnostics
import Marks
import Testing

@testable import Print

@Suite struct CairoPainterTests {
  @Test func hatchIsLinesInsideTheShape() throws {
    let canvas = Canvas(width: 60, height: 60, scale: 2)
    let fonts = try FontSet()
    let shape = RectMark(x: 10, y: 10, width: 40, height: 40, fill: .hatch(.ink))
    try canvas.paint([.rect(shape)], fonts)
    let pixels = canvas.pixels
    let inside = pixels[20..<100].flatMap { $0[20..<100] }.count { $0 != 0xFFFFFF }
    #expect(inside == canvas.inked)
    // Lines of 0.6 at a pitch of 3, softened by antialiasing.
    #expect((0.15...0.75).contains(Double(inside) / 6400))
    // Rising to the right: a dark pixel has a dark neighbour at the upper right, not upper left.
    let dark = (30..<90).flatMap { row in (30..<90).map { (row, $0) } }
      .filter { pixels[$0.0][$0.1] & 0xFF < 0x90 }
    #expect(dark.count > 100)
    #expect(dark.allSatisfy { pixels[$0.0 - 1][$0.1 + 1] & 0xFF < 0xC0 })
    #expect(dark.allSatisfy { pixels[$0.0 - 1][$0.1 - 1] & 0xFF > 0xC0 })
  }

  @Test func solidFillsHaveTheColoursOfPaper() throws {
    let canvas = Canvas(width: 40, height: 20)
    let rect = RectMark(x: 0, y: 0, width: 10, height: 20, fill: .solid(.bad))
    let ramp = RectMark(x: 0, y: 0, width: 10, height: 20, fill: .solid(.heat7))
    try canvas.paint(
      [.rect(rect), .group(GroupMark(dx: 20, [.rect(ramp)]))], try FontSet())
    #expect(canvas.pixels[10][5] == Ink.bad.light)
    #expect(canvas.pixels[10][25] == 0x9BD3C4)
    #expect(canvas.pixels[10][15] == 0xFFFFFF)
  }

  @Test(arguments: ["Brand", "מבצע חורף", "حملة رمضان"])
  func anchorsHoldInBothDirections(_ text: String) throws {
    let fonts = try FontSet()
    let canvas = Canvas(width: 200, height: 30, scale: 2)
    let width = PangoMeasurer(fonts).width(of: text, TextStyle(10))
    func ink(_ anchor: TextMark.Anchor) throws -> ClosedRange<Double> {
      try canvas.paint([.text(TextMark(text, x: 100, y: 20, TextStyle(10), anchor: anchor))], fonts)
      let columns = canvas.inkedColumns
      return Double(columns.first ?? 0) / 2...Double(columns.last ?? 0) / 2
    }
    #expect((99.0...102).contains(try ink(.start).lowerBound))
    #expect((98.0...101).contains(try ink(.end).upperBound))
    let middle = try ink(.middle)
    #expect(abs((middle.lowerBound + middle.upperBound) / 2 - 100) < 2)
    #expect(middle.upperBound - middle.lowerBound <= width + 1)
  }

  @Test func haloLiftsTextOffLines() throws {
    let fonts = try FontSet()
    let canvas = Canvas(width: 60, height: 30, scale: 2)
    let line = Mark.rect(RectMark(x: 0, y: 0, width: 60, height: 30, fill: .solid(.actual)))
    try canvas.paint([line, Samples.text("Plan", x: 10)], fonts)
    let without = canvas.pixels.joined().count { $0 == 0xFFFFFF }
    try canvas.paint([line, Samples.text("Plan", x: 10, halo: true)], fonts)
    #expect(without == 0)
    #expect(canvas.pixels.joined().count { $0 == 0xFFFFFF } > 200)
  }

  @Test(arguments: Samples.strange)
  func strangeTextIsPainted(_ text: String) throws {
    let canvas = Canvas(width: 200, height: 30)
    for outlines in [false, true] {
      try canvas.paint([Samples.text(text, halo: true)], try FontSet(), outlines: outlines)
    }
  }

  @Test func brokenDashesAreDrawnSolid() throws {
    let fonts = try FontSet()
    let canvas = Canvas(width: 40, height: 10)
    for dash: [Double] in [[0, 0], [-1, 2], []] {
      try canvas.paint([.path(.line(0, 5, 40, 5, Stroke(.ink, 2, dash: dash)))], fonts)
      #expect(canvas.inkedColumns.count == 40)
    }
    try canvas.paint([.path(.line(0, 5, 40, 5, Stroke(.ink, 2, dash: [5, 5])))], fonts)
    #expect(canvas.inkedColumns.count == 20)
  }

  @Test(arguments: [Double.nan, .infinity, 1e9])
  func placesThatAreNoneAreThrown(_ value: Double) throws {
    let fonts = try FontSet()
    let canvas = Canvas(width: 10, height: 10)
    let marks: [Mark] = [
      .rect(RectMark(x: value, y: 0, width: 1, height: 1, fill: .solid(.ink))),
      .path(.line(0, value, 1, 1, Stroke(.ink, 1))), Samples.text("x", y: value),
      .group(GroupMark(id: "panel", dx: value, [])),
      .path(.line(0, 0, 1, 1, Stroke(.ink, value))),
    ]
    for mark in marks {
      let caught = #expect(throws: Diagnostic.self) { try canvas.paint([mark], fonts) }
      #expect(caught?.code == .renderFailed)
    }
  }
}
