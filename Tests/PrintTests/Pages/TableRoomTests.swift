import Charts
import Marks
import Metrics
import Pack
import Testing

@testable import Print

/// What gives way where a table has too little room.
@Suite struct TableRoomTests {
  private let flow = TextFlow(FixedMeasurer())

  /// Ten campaigns and the sum of twenty-four more, on room for eight rows: campaigns are counted, and the
  /// sum stays.
  @Test func theSumOfOthersStays() {
    let rows = (1...10).map { Table.Row([.name("Campaign \($0)"), Demo.number("$1k")]) }
    let sum = Table.Row([.text("24 others"), Demo.number("$455k")], style: .summed)
    let table = Table(
      id: "t", columns: [.init("Campaign", .name, width: 90), .init("Spend", .number, width: 40)],
      rows: rows + [sum], rowHeight: 12, summary: "Campaigns")
    let words = Flat.texts(
      TableBlock(table: table, flow: flow).marks(width: 200, height: 12.5 + 1 + 8 * 12)
    ).map(\.text)
    #expect(words.contains("$455k") && words.contains { $0.contains("24 others") })
    let shown = words.filter { $0.hasPrefix("Campaign ") }.count
    #expect(words.contains("\(10 - shown) more in the data file"), "\(words)")
  }

  /// A long appendix: sheets about as full as each other, with their columns in one place.
  @Test func sheetsAreEvenAndAligned() {
    let rows = (1...34).map { index in
      Table.Row([
        .name(index == 3 ? "A campaign with quite a long name" : "Short"),
        Demo.number(index == 20 ? "$1,234,567" : "$1"),
      ])
    }
    let table = Table(
      id: "t", columns: [.init("Campaign", .name, width: 60), .init("Spend", .number, width: 40)],
      rows: rows, rowHeight: 12.4, summary: "Campaigns")
    let parts = TableBlock(table: table, flow: flow).parts(width: 170, height: 14 + 32 * 12.4)
    #expect(parts.map(\.rows.count) == [17, 17])
    #expect(parts.flatMap(\.rows) == rows)
    let columns = parts.map { TableColumns($0, width: 170, flow: flow).columns }
    #expect(columns[0] == columns[1])
  }

  private func columns(_ width: Double) -> (table: Table, set: TableColumns) {
    func row(_ name: String, _ channel: String) -> Table.Row {
      Table.Row([
        .name(name), .channel(.third, channel), Demo.number("9,47 Tsd. $"),
        .bar(3, target: nil, valence: .none), Demo.number("−10,1 Tsd. $"),
        .text("\(label: "Cut: earns less than it costs")"),
      ])
    }
    let table = Table(
      id: "t",
      columns: [
        .init("Campaign", .name, width: 100), .init("Channel", .channel, width: 30),
        .init("Spend", .number, .right, width: 60),
        .init("", .bar(domain: 0...5), width: 40, isOptional: true),
        .init("vs PW", .number, .right, width: 60), .init("What", .text, width: 60),
      ],
      rows: [row("Retargeting – Site visitors", "Display"), row("Brand", "Search")],
      summary: "Campaigns")
    return (table, TableColumns(table, width: width, flow: flow))
  }

  private func words(_ width: Double) -> [String] {
    Flat.texts(TableBlock(table: columns(width).table, flow: flow).marks(width: width, height: 140))
      .map(\.text)
  }

  /// Gaps give way before names do, names before sentences are broken, bars before names cannot be known;
  /// the few names of channels are never cut.
  @Test func roomIsTakenWhereItIsMissedLeast() {
    let wide = columns(700).set.columns
    #expect(abs(wide[2].x - wide[1].right - 12) < 0.01)
    let tight = columns(470).set.columns
    #expect(abs(tight[2].x - tight[1].right - 8) < 0.01 && tight.count == 6)
    #expect(words(470).contains { $0.contains("…") })
    #expect(words(470).contains("Cut: earns less than it costs"))
    let narrow = columns(315).set
    #expect(narrow.columns.map(\.index) == [0, 1, 2, 4, 5] && !narrow.isCut, "\(narrow)")
    for width in [700, 470, 350, 315.0] { #expect(words(width).contains("Display"), "\(width)") }
  }

  /// The reason of one missing value makes no column wide.
  @Test func reasonsOfMissingValuesTakeNoRoom() {
    func width(_ display: String) -> Double {
      let table = Table(
        id: "t", columns: [.init("Campaign", .name, width: 90), .init("CTR", .number, width: 40)],
        rows: [
          Table.Row([.name("A campaign with quite a long name"), Demo.number("8.57%")]),
          Table.Row([.name("Brand"), Demo.number(display)]),
        ], summary: "Campaigns")
      return TableColumns(table, width: 240, flow: flow).columns[1].width
    }
    #expect(width("n/a: impressions never reported in these weeks") == width("n/a"))
  }

  /// Where values are long all of them are set smaller, so that each keeps its history.
  @Test func longValuesKeepTheirHistories() {
    let tiles = ["155 Tsd. $", "3,77×"].map {
      KPITile(
        label: "Spend", caption: "", figure: Demo.figure($0),
        history: Sparkline(values: [1, 2, 3, 2]), variances: [])
    }
    func sizes(_ width: Double) -> Set<Double> {
      let marks = KPITiles(tiles: tiles, flow: flow, destinations: Destinations())
        .marks(width: width, height: 60)
      return Set(Flat.texts(marks).filter { !$0.text.hasPrefix("Spend") }.map(\.style.size))
    }
    #expect(sizes(900) == [24])
    #expect(sizes(690) == [21])
  }

  /// What must be known of a figure stands under a name that leaves it no room; how it is made may go.
  @Test func stampsAreNeverLeftOut() {
    func words(isStamp: Bool) -> [TextMark] {
      var tile = KPITile(
        label: "Contribution margin", caption: "on 55.2% of spend", figure: Demo.figure("€37.4k"),
        history: nil, variances: [])
      tile.isStamp = isStamp
      let marks = KPITiles(tiles: [tile], flow: flow, destinations: Destinations())
        .marks(width: 480, height: 60)
      return Flat.texts(marks)
    }
    let stamped = words(isStamp: true)
    #expect(stamped.contains { $0.text == "on 55.2% of spend" && $0.x == 0 && $0.y > 13.5 })
    #expect(stamped.contains { $0.text.hasPrefix("Contribution") && $0.y < 13.5 })
    #expect(!words(isStamp: false).contains { $0.text.contains("55.2%") })
  }
}
