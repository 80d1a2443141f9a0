import Charts
import Marks
import Pack
import Testing

@testable import Print

@Suite struct PageComposerTests {
  private func findings(_ edition: Edition, _ measurer: any TextMeasurer) -> [String] {
    edition.pages.flatMap { page in
      SceneAudit(measurer: measurer)
        .findings(in: PageComposer(measurer: measurer).scene(page, of: edition))
        .map { "\(page.id): \($0)" }
    }
  }

  private func scene(_ page: Page, _ edition: Edition = Demo.edition) -> Scene {
    PageComposer(measurer: FixedMeasurer()).scene(page, of: edition)
  }

  @Test func demoPagesCanBeRead() throws {
    #expect(findings(Demo.edition, PangoMeasurer(try FontSet())) == [])
  }

  @Test func demoPagesCanBeReadInAWideFont() {
    #expect(findings(Demo.edition, FixedMeasurer()) == [])
  }

  @Test func extremePagesCanBeRead() throws {
    #expect(findings(Extreme.edition, PangoMeasurer(try FontSet())) == [])
  }

  @Test func extremePagesCanBeReadInAWideFont() {
    #expect(findings(Extreme.edition, FixedMeasurer()) == [])
  }

  /// A key of channels shows the marks of those it names, and no other.
  @Test(arguments: [[ChannelRole.second], [.first, .third, .other]])
  func channelsOfTheKeyHaveTheirOwnMarks(_ roles: [ChannelRole]) {
    let entry = NotationEntry(sample: .channels, term: "", meaning: "", channels: roles)
    let marks = NotationSample(entry: entry, flow: TextFlow(FixedMeasurer())).marks
    let inks = marks.compactMap { mark -> Ink? in
      let fill: Fill? =
        switch mark {
        case .path(let path): path.fill
        case .rect(let rect): rect.fill
        case .text, .image, .group: nil
        }
      guard case .solid(let ink) = fill else { return nil }
      return ink
    }
    #expect(inks == roles.map(\.ink))
  }

  /// Every page says whose pack it is and what it is called; where there is no room, whose.
  @Test func headSaysWhoseAndWhat() {
    var edition = Demo.edition
    edition.organisation = "Nimbus"
    edition.title = "Weekly pack"
    func heads() -> [String] {
      edition.pages.compactMap { page in
        Flat.texts(scene(page, edition).marks).map(\.text).first { $0.hasPrefix("Nimbus") }
      }
    }
    #expect(heads() == edition.pages.map { _ in "Nimbus · Weekly pack" })
    edition.title = String(repeating: "Long title ", count: 30)
    #expect(heads() == edition.pages.map { _ in "Nimbus" })
    edition.organisation = ""
    edition.title = "Weekly pack"
    #expect(Flat.texts(scene(Demo.overview, edition).marks).map(\.text).contains("Weekly pack"))
  }

  @Test func sceneIsTheLiveArea() {
    let scene = scene(Demo.overview)
    #expect(scene.width == 744 && scene.height == 523)
    #expect(scene == self.scene(Demo.overview))
  }

  @Test func panelsStandOnTheGridAndAboveTheFooter() {
    for page in Demo.edition.pages + Extreme.edition.pages {
      let ids = Set(page.rows.flatMap(\.panels).map(\.id))
      let isCrowded = page.rows.contains { $0.panels.reduce(0) { $0 + $1.span } > 12 }
      for group in Flat.groups(scene(page).marks) where ids.contains(group.id) {
        guard case .section = group.role else { continue }
        let column = group.dx / 63
        #expect(isCrowded || abs(column - column.rounded()) < 0.001, "\(group.id)")
        #expect(group.dy >= 54 && group.dy < 491, "\(group.id)")
      }
    }
  }

  /// A table of checks shows those that ask for attention; the rest is said to pass only where it does.
  @Test(arguments: [
    (Table.Badge.pass, "4 more pass; all are in the data file"),
    (.note, "4 more in the data file"),
  ])
  func aPageOfPrintHasSoManyRows(last: Table.Badge, note: String) {
    let badges: [Table.Badge] = [.caution, .pass, .pass, .pass, .pass, .pass, last]
    let table = Table(
      id: "checks", columns: [.init("Check", .text, width: 100), .init("", .badge, width: 50)],
      rows: badges.enumerated().map { .init([.text("\(label: "No. \($0)")"), .badge($1)]) },
      printed: 3, summary: "Checks")
    let page = Page(
      id: "quality", number: 1, name: "Data", headline: "Data", lede: "",
      rows: [
        Page.Row(height: 300, [Page.Panel(id: "checks", span: 6, title: "", block: .table(table))])
      ])
    let texts = Flat.texts(scene(page).marks).map(\.text)
    #expect(texts.filter { $0.hasPrefix("No. ") } == ["No. 0", "No. 1", "No. 2"])
    #expect(texts.contains(note))
  }

  @Test func rowsBeyondTheSpaceAreCounted() {
    let texts = Flat.texts(scene(Extreme.longTable).marks).map(\.text)
    let note = texts.first { $0.hasSuffix("more in the data file") }
    let rows = texts.filter { $0.hasPrefix("+4.") }.count
    #expect(rows > 5 && rows < 40)
    #expect(note == "\(40 - rows) more in the data file")
    #expect(texts.contains("All of them"))
  }

  @Test func panelsBeyondThePageAreCounted() {
    let texts = Flat.texts(scene(Extreme.crowd).marks).map(\.text)
    #expect(texts.contains { $0.hasSuffix("more panels in the web edition") })
  }

  @Test func everyTableIsRegular() {
    for page in Demo.edition.pages + Extreme.edition.pages {
      for table in Flat.groups(scene(page).marks) where table.role == .table {
        let rows = table.marks.compactMap { mark -> Int? in
          guard case .group(let row) = mark, row.role == .row else { return nil }
          return row.marks.count { mark in
            guard case .group(let cell) = mark else { return false }
            return cell.role == .cell || cell.role == .headCell
          }
        }
        #expect(Set(rows).count <= 1, "\(page.id) \(table.id) \(rows)")
      }
    }
  }

  @Test func everyFigureHasItsAlternative() {
    for page in Demo.edition.pages {
      for group in Flat.groups(scene(page).marks) {
        if case .figure(let alternative) = group.role { #expect(!alternative.isEmpty) }
      }
    }
  }

  @Test func wordsOfAPageComeInReadingOrder() {
    let text = Flat.texts(scene(Demo.overview).marks).map(\.text).joined(separator: "|")
    var rest = text[...]
    for expected in [
      "Profit held at $454k, but CAC is 6.5%", "|Spend |", "|$154k|", "|CAC |",
      "below its W43 peak",
      "Both ratios now", "|All else |", "|Search|", "|All channels|", "|AC|", "|Page 1 of 6|",
    ] {
      let range = rest.firstRange(of: expected)
      #expect(range != nil, "\(expected) in \(text)")
      rest = range.map { rest[$0.upperBound...] } ?? rest
      rest = text[text.index(before: rest.startIndex)...]
    }
  }

  @Test func figuresOfAPageArePrintedAsTheyAre() {
    for page in Demo.edition.pages {
      let text = Flat.texts(scene(page).marks).map(\.text).joined(separator: " ")
      for figure in page.headline.figures + page.lede.figures {
        #expect(text.contains(figure.display), "\(figure.display) on \(page.id)")
      }
    }
  }
}

/// Marks laid flat.
enum Flat {
  static func groups(_ marks: [Mark]) -> [GroupMark] {
    marks.flatMap { mark -> [GroupMark] in
      guard case .group(let group) = mark else { return [] }
      return [group] + groups(group.marks)
    }
  }

  static func texts(_ marks: [Mark]) -> [TextMark] {
    marks.flatMap { mark -> [TextMark] in
      switch mark {
      case .text(let text): [text]
      case .group(let group): texts(group.marks)
      case .rect, .path, .image: []
      }
    }
  }
}
