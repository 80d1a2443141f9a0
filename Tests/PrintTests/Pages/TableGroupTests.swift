import Marks
import Pack
import Testing

@testable import Print

@Suite struct TableGroupTests {
  private let flow = TextFlow(FixedMeasurer())

  private func table(_ kind: Table.Kind) -> Table {
    func row(_ group: Prose?, _ name: String) -> Table.Row {
      Table.Row(
        [group.map { .text($0) } ?? .blank, .name(name), .text("\(Demo.figure("$33.6k"))")],
        startsGroup: group != nil)
    }
    return Table(
      id: "keywords",
      columns: [
        .init("", kind, width: 60), .init("Keyword", .name, width: 90),
        .init("Spend", .number, .right, width: 40),
      ],
      rows: [
        row("\(label: "Perhaps waste")", "what is data analytics course"),
        row(nil, "free data course"), row("\(label: "Opportunity")", "brand name"),
      ], rowHeight: 12, summary: "Keywords")
  }

  /// A label over its rows leaves the room of its column to their names.
  @Test func labelsOfGroupsStandOverTheirRows() throws {
    func texts(_ kind: Table.Kind) -> [TextMark] {
      let block = TableBlock(table: table(kind), flow: flow)
      return Flat.texts(block.marks(width: 240, height: 100))
    }
    #expect(texts(.text).contains { $0.text.contains("…") })
    let words = texts(.group).map(\.text)
    #expect(!words.contains { $0.contains("…") })
    let order = ["Perhaps waste", "what is data analytics course", "free data course"]
    #expect(order.compactMap { words.firstIndex(of: $0) } == [2, 3, 5])
  }

  /// Every row of the structure has as many cells as the table has columns, the labels' rows too.
  @Test func labelsAreRowsOfTheTable() throws {
    let block = TableBlock(table: table(.group), flow: flow)
    let rows = Flat.groups(block.marks(width: 240, height: 100)).filter { $0.role == .row }
    let cells = rows.map { Flat.groups($0.marks).count }
    #expect(cells == Array(repeating: 2, count: 6))
    #expect(block.extent(width: 240, wish: 0).natural > 5 * 12)
  }
}
