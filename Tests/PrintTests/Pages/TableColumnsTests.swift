import Charts
import Marks
import Pack
import Testing

@testable import Print

@Suite struct TableColumnsTests {
  private let flow = TextFlow(FixedMeasurer())

  /// The columns of words, a name and a number, wished 40, 60 and 60 wide.
  private func widths(_ width: Double) -> [Double] {
    let row = Table.Row([
      .text("\(label: "Perhaps waste")"), .name("data analytics course"),
      .text("\(Demo.figure("$33.6k"))"),
    ])
    let table = Table(
      id: "keywords",
      columns: [
        .init("", .text, width: 40), .init("", .name, width: 60),
        .init("", .text, .right, width: 60),
      ], rows: [row], rowHeight: 14, summary: "Keywords")
    return TableColumns(table, width: width, flow: flow).columns.map(\.width)
  }

  /// What the number does not need saves the words from being broken, and then names from being cut.
  @Test func wordsThatCanBeSavedAreSavedFirst() {
    let line = flow.lines(
      TableStyle.pieces("\(label: "Perhaps waste")", row: .plain, isFirst: true, flow: flow),
      width: 1000)[0].width
    #expect(widths(200)[0] >= line - 0.01)
  }

  /// Words that are broken anyway take no more than their part: names would be cut for nothing.
  @Test func wordsThatAreBrokenAnywayLeaveNamesTheirPart() {
    let room = 150 - 24.0
    let now = widths(150)
    let before = [40, 60, 60].map { $0 * room / 160 }
    #expect(now[2] < before[2])
    #expect(now[1] - before[1] > now[0] - before[0])
  }
}
