import Metrics
import Pack
import Testing

@testable import Site

@Suite struct TableFoldTests {
  private typealias Column = Table.Column

  private func number(_ head: String, isVariance: Bool = false) -> Column {
    Column(Phrase(said: head), .number, .right, width: 40, isVariance: isVariance)
  }

  private let name = Column("Name", .name, width: 80)
  private let bar = Column("", .bar(domain: 0...1), width: 60, isOptional: true)

  @Test func changesStandUnderTheirFigures() {
    let fold = TableFold(
      [
        Column("", .text, width: 50), name, number("Rate"), bar, number("change", isVariance: true),
        Column("Conversions", .bar(domain: -1...1), width: 60, isOptional: true),
        number("vs expected", isVariance: true), number("Share"),
      ], head: 1)
    #expect(fold.lines == [.lead, .both, .over, .both, .under, .over, .under, .both])
    #expect(fold.classes == "fold n-3")
    #expect(TableFold([Column("", .group, width: 50), name], head: 1).lines == [.lead, .both])
  }

  @Test func channelsStandUnderTheirCampaigns() {
    let columns = [
      number(""), name, Column("Channel", .channel, width: 50, isOptional: true), number("Spend"),
      number("Profit"), bar, number("ROAS"), Column("Evidence", .text, width: 90),
    ]
    let fold = TableFold(columns, head: 1)
    #expect(fold.lines == [.both, .over, .under, .both, .both, .both, .both, .both])
    #expect(fold.classes == "fold ranked n-4")
    #expect(!fold.isWide)
  }

  @Test func manyNumbersArePaired() {
    let fold = TableFold(
      [name] + ["Spend", "Revenue", "Profit", "ROAS", "CAC"].map { number($0) }, head: 0)
    #expect(fold.lines == [.both, .over, .under, .over, .under, .both])
    #expect(fold.isWide && !fold.isTooWide && fold.count == 3)
    let many = TableFold(
      [number(""), name, Column("Channel", .channel, width: 50)]
        + (1...8).map { number("\($0)") } + [Column("Label", .text, width: 40)], head: 1)
    #expect(
      many.lines == [.both, .over, .under] + [.over, .under, .last, .over, .under, .last]
        + [.over, .under, .both])
    #expect(many.classes == "fold ranked deep n-4")
    let files = TableFold(
      [name] + (1...6).map { number("\($0)") } + [Column("", .badge, width: 50)], head: 0)
    #expect(files.classes == "fold deep n-3")
    let words = (1...5).map { _ in Column("Words", .text, width: 90) }
    #expect(TableFold([name] + words, head: 0).isTooWide)
  }

  /// No measure of the pages is left out on a phone: only pictures, and what a name's line says.
  @Test func everyFigureHasALine() throws {
    let page = try SiteDemo.page()
    let heads = page.matches(of: /<th scope="col" class="([^"]*)">/).map { String($0.1) }
    for classes in heads where classes.contains("opt") {
      #expect(classes.contains("plot") || classes.contains("under"), "\(classes)")
    }
    #expect(page.contains("class=\"tw dense fold n-4\"") || page.contains("fold ranked n-"))
  }
}
