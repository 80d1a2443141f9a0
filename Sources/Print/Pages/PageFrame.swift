import Charts
import Marks
import Metrics
import Pack

/// What every page has around its panels: running head, headline, lede and footer.
struct PageFrame {
  let flow: TextFlow
  let page: Page
  let edition: Edition

  private static let small = TextStyle(7.5)
  private static let smallStrong = TextStyle(7.5, .semibold)
  private static let runningHead = TextStyle(8, .semibold)
  private static let lede = TextStyle(9)

  // MARK: Head

  /// Decoration: the rule, the accent tag and the running head.
  var head: Mark {
    let width = PageGrid.width
    var marks: [Mark] = [
      .path(.line(0, 0.4, width, 0.4, Stroke(.ink, 0.8))),
      .rect(RectMark(x: 0, y: 0, width: 36, height: 4, fill: .solid(.accent))),
    ]
    let period = TextStyle(8, .medium)
    let periodWords = flow.fit.cut(edition.period, to: width * 0.55, period)
    marks.append(
      .text(
        TextMark(
          periodWords, x: width, y: 18, period, .ink2, anchor: .end,
          isName: periodWords != edition.period)))
    let left = width - flow.width(periodWords, period)
    let name = flow.fit.cut("\(page.number)  \(page.name)", to: left - 24, Self.runningHead)
    marks.append(.text(TextMark(name, x: 0, y: 18, Self.runningHead, .accent, isName: true)))
    var room = left - flow.width(name, Self.runningHead) - 48
    var edge = left - 12
    var names = [edition.organisation, edition.title].filter { !$0.isEmpty }
    if let logo = edition.brand.logo, room > 40 {
      let size = logo.size(height: 15, width: min(room, 120))
      marks.append(
        .image(
          ImageMark(
            x: edge - size.width, y: 22 - size.height, width: size.width,
            height: size.height, png: logo.png)))
      edge -= size.width + 12
      room -= size.width + 12
      names.removeAll { $0 == edition.organisation }
    }
    if let words = owner(names, room) {
      marks.append(
        .text(TextMark(words, x: edge, y: 18, TextStyle(8), .ink2, anchor: .end, isName: true)))
    }
    return .group(GroupMark(.artifact, id: "head", marks))
  }

  /// Whose pack it is and what it is called; where there is no room for both, the first of them, cut.
  private func owner(_ names: [String], _ room: Double) -> String? {
    guard room > 40, let first = names.first else { return nil }
    let words = names.joined(separator: " · ")
    if flow.width(words, TextStyle(8)) <= room { return words }
    return flow.fit.cut(first, to: min(room, 200), TextStyle(8))
  }

  /// Headline and lede, and where the panels begin.
  var headline: (marks: [Mark], foot: Double) {
    var marks: [Mark] = []
    var baseline = 40.0
    let lines = headlineLines
    if !lines.isEmpty {
      marks.append(
        .group(
          GroupMark(
            .heading(level: 1), id: "headline",
            flow.marks(lines, x: 0, y: baseline, leading: 22))))
      baseline += Double(lines.count - 1) * 22
    }
    if !page.lede.isEmpty {
      let lines = flow.lines(
        flow.pieces(page.lede, Self.lede, .ink2), width: PageGrid.headlineWidth, limit: 2)
      baseline += 17
      marks.append(
        .group(
          GroupMark(
            .paragraph, id: "lede", flow.marks(lines, x: 0, y: baseline, leading: 12.5))))
      baseline += Double(max(0, lines.count - 1)) * 12.5
    }
    return (marks, baseline + 14)
  }

  /// Two lines at most; a longer headline than any rule should write is set smaller.
  private var headlineLines: [TextFlow.Line] {
    var lines: [TextFlow.Line] = []
    for size in [18, 16, 14.0] {
      let style = TextStyle(size, .semibold, face: .display)
      lines = flow.balanced(
        flow.pieces(page.headline, style, .ink), width: PageGrid.headlineWidth, limit: 2)
      if lines.count <= 2 { break }
    }
    return lines
  }

  // MARK: Footer

  var footer: Mark {
    let width = PageGrid.width
    var marks: [Mark] = [
      .path(.line(0, PageGrid.footerRule, width, PageGrid.footerRule, Stroke(.rule, 0.5)))
    ]
    let number = Phrase("Page \(page.number) of \(edition.pages.count)").text
    marks += key(room: width - flow.width(number, Self.smallStrong) - 16)
    marks.append(.text(TextMark(number, x: width, y: 509.5, Self.smallStrong, anchor: .end)))
    let slashed = TextStyle(7.5, slashedZero: true)
    let pack = flow.fit.cut(Phrase("Pack \(edition.packID)").text, to: width * 0.4, slashed)
    marks += SourceLine(text: edition.source, flow: flow)
      .marks(room: width - flow.width(pack, slashed) - 16, y: 519.5)
    marks.append(
      .text(TextMark(pack, x: width, y: 519.5, slashed, .ink3, anchor: .end, isName: true)))
    return .group(GroupMark(.artifact, id: "footer", marks))
  }

  /// Whether the page compares with a year before.
  private var showsYear: Bool {
    page.tiles.flatMap(\.variances).contains { $0.figure.scenario == .changeOnPriorYear }
  }

  private struct KeyEntry {
    var sample: [Mark]
    var sampleWidth: Double
    var code = ""
    var words: String
  }

  /// What the codes and shapes mean; entries beyond the room are left out.
  private func key(room: Double) -> [Mark] {
    let middle = 506.7
    func swatch(_ fill: Ink?, _ stroke: Stroke? = nil) -> [Mark] {
      let inset = stroke == nil ? 0 : 0.5
      return [
        .rect(
          RectMark(
            x: inset, y: middle - 3.1 + inset, width: 9 - 2 * inset, height: 6.2 - 2 * inset,
            fill: fill.map { .solid($0) }, stroke: stroke))
      ]
    }
    func head(_ valence: Valence) -> [Mark] {
      [ValenceMarks.head(valence, x: 2.6, y: middle, scale: 0.95)]
    }
    let names = edition.words
    var entries = [
      KeyEntry(
        sample: swatch(.actual), sampleWidth: 9, code: Phrase("AC").text,
        words: Phrase("this \(names.noun)").text),
      KeyEntry(
        sample: swatch(.priorFill), sampleWidth: 9, code: names.priorCode.text,
        words: names.priorKey.text),
      KeyEntry(sample: [], sampleWidth: 0, code: names.fourCode.text, words: names.fourKey.text),
      KeyEntry(
        sample: swatch(nil, Stroke(.plan, 1)), sampleWidth: 9, code: Phrase("PL").text,
        words: Phrase("target").text),
      KeyEntry(sample: head(.better), sampleWidth: 5, words: Phrase("better").text),
      KeyEntry(sample: head(.worse), sampleWidth: 5, words: Phrase("worse, for the business").text),
      KeyEntry(sample: head(.none), sampleWidth: 5, words: Phrase("noise, or no good side").text),
    ]
    if showsYear {
      entries.insert(
        KeyEntry(sample: [], sampleWidth: 0, code: Phrase("PY").text, words: names.yearKey.text),
        at: 3)
    }
    var marks: [Mark] = []
    var x = 0.0
    for entry in entries {
      var own: [Mark] = entry.sample
      var end = entry.sampleWidth > 0 ? entry.sampleWidth + 3 : 0
      if !entry.code.isEmpty {
        own.append(.text(TextMark(entry.code, x: end, y: 509.5, Self.smallStrong)))
        end += flow.width(entry.code, Self.smallStrong) + 3
      }
      own.append(.text(TextMark(entry.words, x: end, y: 509.5, Self.small, .ink2)))
      end += flow.width(entry.words, Self.small)
      guard x + end <= room else { break }
      marks.append(.group(GroupMark(dx: x, own)))
      x += end + 10.5
    }
    return marks
  }
}
