import Charts
import Marks
import Testing

/// Every chart in every state can be read at every width a pack uses (VS-14, rows 1–8 and 22).
@Suite struct SceneAuditTests {
  @Test(arguments: Samples.all, [366.0, 234, 744, 132])
  func printedSceneIsReadable(_ sample: Sample, width: Double) {
    let scene = sample.chart.scene(
      width: width, height: sample.height, measurer: FixedMeasurer())
    #expect(SceneAudit(measurer: FixedMeasurer()).findings(in: scene) == [])
    #expect(scene.isFinite)
  }

  @Test(arguments: Samples.all, [636.0, 350])
  func screenSceneIsReadable(_ sample: Sample, width: Double) {
    let scene = sample.chart.scene(
      width: width, height: sample.chart.preferredHeight(.screen), style: .screen,
      measurer: FixedMeasurer())
    #expect(SceneAudit(measurer: FixedMeasurer(), minimumSize: 12).findings(in: scene) == [])
    #expect(scene.isFinite)
  }

  @Test(arguments: Samples.all, [56.0, 90, 240])
  func otherHeightsAreReadable(_ sample: Sample, height: Double) {
    let scene = sample.chart.scene(width: 234, height: height, measurer: FixedMeasurer())
    #expect(SceneAudit(measurer: FixedMeasurer()).findings(in: scene) == [])
  }

  // MARK: The audit itself

  private func checks(_ marks: [Mark], minimumSize: Double = 7.5) -> [SceneAudit.Check] {
    let audit = SceneAudit(measurer: FixedMeasurer(), minimumSize: minimumSize)
    return audit.findings(in: Scene(width: 100, height: 50, marks: marks)).map(\.check)
  }

  private func word(
    _ text: String = "word", _ ink: Ink = .ink, x: Double = 20, size: Double = 8,
    on background: Ink = .paper, isName: Bool = false, halo: Bool = false
  ) -> Mark {
    .text(
      TextMark(
        text, x: x, y: 25, TextStyle(size), ink, background: background, isName: isName,
        halo: halo))
  }

  private let area = RectMark(x: 10, y: 10, width: 60, height: 30, fill: .solid(.wash))

  @Test func plainWordPasses() {
    #expect(checks([word()]) == [])
  }

  @Test func wordsOnEachOtherAreFound() {
    #expect(checks([word(), word("other", x: 30)]) == [.textOverlap])
  }

  @Test func wordOutsideIsFound() {
    #expect(checks([word(x: 95)]) == [.textClipped])
  }

  @Test func lineThroughWordIsFoundUnlessHaloOrDrawnLater() {
    let line = Mark.path(.line(0, 22, 100, 22, Stroke(.axis, 0.6)))
    #expect(checks([line, word()]) == [.textCrossed])
    #expect(checks([line, word(halo: true)]) == [])
    #expect(checks([word(halo: true), line]) == [.textCovered])
  }

  @Test func dotUnderWordIsFound() {
    #expect(checks([.path(.circle(19, 22, 3, fill: .actual)), word()]) == [.textCrossed])
  }

  @Test func wordAcrossAnEdgeIsFound() {
    #expect(checks([.rect(area), word(x: 62)]) == [.textCrossed])
  }

  @Test func laterAreaHidesWord() {
    #expect(checks([word(), .rect(area)]) == [.textCovered])
  }

  @Test func onlyNamesMayBeCut() {
    #expect(checks([word("w…d")]) == [.textCut])
    #expect(checks([word("w…d", isName: true)]) == [])
  }

  @Test func smallTextIsFound() {
    #expect(checks([word(size: 7)]) == [.textSize])
    #expect(checks([word(size: 11)], minimumSize: 12) == [.textSize])
  }

  @Test func backgroundMustBeTrue() {
    #expect(checks([.rect(area), word()]) == [.background])
    #expect(checks([.rect(area), word(on: .wash)]) == [])
    let polygon = Mark.path(
      PathMark(
        [.move(5, 5), .line(90, 5), .line(90, 45), .line(5, 45), .close],
        fill: .solid(.panel)))
    #expect(checks([polygon, word()]) == [.background])
  }

  @Test func faintTextIsFound() {
    #expect(checks([word("word", .rule)]) == [.contrast])
    #expect(checks([.rect(area), word("word", .axis, on: .wash)]) == [.contrast])
    #expect(abs(SceneAudit.contrast(0xC4420F, 0xFFFFFF) - 5.08) < 0.01)
  }

  @Test func findingNamesThePanel() {
    let inner = Mark.group(GroupMark(.plain, [word(x: 1)]))
    let scene = Scene(
      width: 100, height: 50, marks: [.group(GroupMark(.plain, id: "reach", dx: 90, [inner]))])
    let finding = SceneAudit(measurer: FixedMeasurer()).findings(in: scene).first
    #expect(finding?.panel == "reach" && finding?.text == "word")
  }
}

extension Scene {
  /// No coordinate or size is NaN or infinite.
  var isFinite: Bool { numbers.allSatisfy { $0.isFinite } }

  private var numbers: [Double] { [width, height] + marks.flatMap(Self.numbers) }

  private static func numbers(_ mark: Mark) -> [Double] {
    switch mark {
    case .rect(let rect): [rect.x, rect.y, rect.width, rect.height]
    case .text(let text): [text.x, text.y, text.style.size]
    case .image(let image): [image.x, image.y, image.width, image.height]
    case .group(let group): [group.dx, group.dy] + group.marks.flatMap(numbers)
    case .path(let path):
      path.segments.flatMap { segment -> [Double] in
        switch segment {
        case .move(let x, let y), .line(let x, let y): [x, y]
        case .circle(let x, let y, let radius): [x, y, radius]
        case .close: []
        }
      }
    }
  }
}
