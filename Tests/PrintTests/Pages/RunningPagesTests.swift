import Marks
import Pack
import Testing

@testable import Print

/// Tables of the appendix run over as many sheets as they need.
@Suite struct RunningPagesTests {
  private static func edition(_ rows: [Table.Row]) -> Edition {
    var edition = Demo.edition
    let table = Table(
      id: "all", columns: [.init("Campaign", .name, width: 200), .init("Label", .text, width: 50)],
      rows: rows, rowHeight: 12.4, summary: "All")
    edition.pages.append(
      Page(
        id: "all", number: edition.pages.count + 1, name: "All campaigns",
        headline: "All campaigns", lede: "",
        rows: [
          Page.Row(
            height: 400, [Page.Panel(id: "all-table", span: 12, title: "All", block: .table(table))]
          )
        ], isAppendix: true))
    return edition
  }

  private static func row(_ index: Int, style: Table.RowStyle = .plain) -> Table.Row {
    Table.Row([.name("Campaign \(index)"), .text("Hold")], style: style)
  }

  private static func rows(_ page: Page) -> [Table.Row] {
    guard case .table(let table)? = page.rows.first?.panels.first?.block else { return [] }
    return table.rows
  }

  @Test(arguments: [1, 29, 30, 31, 60, 200])
  func everyRowIsPrintedOnce(count: Int) throws {
    let rows = (0..<count).map { Self.row($0) } + [Self.row(count, style: .total)]
    let edition = Self.edition(rows)
    let measurer = PangoMeasurer(try FontSet())
    let sheets = edition.sheets(flow: TextFlow(measurer))
    let own = sheets.pages.filter { $0.isAppendix }
    #expect(own.flatMap(Self.rows) == rows)
    #expect(own.allSatisfy { Self.rows($0).count > 1 })
    #expect(sheets.pages.map(\.number) == Array(1...sheets.pages.count))
    #expect(Set(sheets.pages.map(\.id)).count == sheets.pages.count)
    let composer = PageComposer(measurer: measurer)
    for page in own {
      let scene = composer.scene(page, of: sheets)
      #expect(SceneAudit(measurer: measurer).findings(in: scene) == [])
      #expect(!SceneText(scene).description.contains("more in the data file"))
      #expect(SceneText(scene).description.contains("\"Campaign\""))
    }
  }

  @Test func otherPagesTakeOneSheet() throws {
    let edition = Demo.edition
    let sheets = edition.sheets(flow: TextFlow(PangoMeasurer(try FontSet())))
    #expect(sheets.pages.map(\.id) == edition.pages.map(\.id))
  }
}
