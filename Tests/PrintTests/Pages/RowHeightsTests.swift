import Testing

@testable import Print

@Suite struct RowHeightsTests {
  private let fixed = Extent.fixed(90)
  private let chart = Extent(floor: 40, least: 80, natural: 120, most: 160)

  @Test func whatFitsKeepsItsHeight() {
    let rows = RowHeights([fixed, fixed], into: 195)
    #expect(rows.heights == [90, 90] && rows.gap == 15)
  }

  @Test func chartsTakeWhatIsLeft() {
    let rows = RowHeights([fixed, chart], into: 250)
    #expect(rows.heights == [90, 145] && rows.gap == 15)
  }

  @Test func whiteIsLeftAtTheFoot() {
    let rows = RowHeights([fixed, chart], into: 420)
    #expect(rows.heights == [90, 160] && rows.gap == 20)
  }

  @Test func chartsGiveWayFirst() {
    let rows = RowHeights([fixed, chart], into: 190)
    #expect(rows.heights == [90, 88] && rows.gap == 12)
    let tight = RowHeights([fixed, chart], into: 150)
    #expect(tight.heights == [90, 48])
  }

  @Test func neverMoreThanTheRoom() {
    for height in stride(from: 10.0, through: 500, by: 7) {
      let rows = RowHeights([fixed, chart, chart], into: height)
      let sum = rows.heights.reduce(0, +) + 2 * rows.gap
      #expect(sum <= max(height, 24) + 0.001)
      #expect(rows.heights.allSatisfy { $0 >= 0 })
    }
  }

  @Test func noRows() {
    #expect(RowHeights([], into: 100).heights.isEmpty)
  }
}
