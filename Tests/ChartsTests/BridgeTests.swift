import Marks
import Testing

@testable import Charts

@Suite struct BridgeTests {
  private func bridge(_ name: String) -> Bridge {
    Bridge(
      startName: "W47", start: 419_000, startDisplay: "$419k",
      steps: [
        .init(name: name, value: -8950, display: "−$8.95k", label: "−8.95", valence: .none),
        .init(name: "29 others", value: 2000, display: "+$2.00k", label: "+2.00", valence: .none),
      ], endName: "W48", end: 412_050, endDisplay: "$412k")
  }

  private func texts(_ bridge: Bridge, width: Double) -> [String] {
    bridge.scene(width: width, height: 120, measurer: FixedMeasurer()).marks.compactMap {
      guard case .text(let text) = $0 else { return nil }
      return text.text
    }
  }

  /// An outline is a target's: steps within noise are filled, and their signs say which way.
  @Test func noStepIsAnOutline() {
    let bars = bridge("Display").bars.map { $0.mark(x: 0, y: 0, width: 40, height: 20) }
    #expect(bars.allSatisfy { $0.stroke == nil })
    #expect(bars[1].fill == .solid(.prior) && bars[2].fill == .solid(.prior))
  }

  /// At the bars in the subtitle's unit, in the table beside the chart in full.
  @Test func stepsAreInTheUnitOfTheSubtitle() {
    let bridge = bridge("Display")
    let words = texts(bridge, width: 480)
    #expect(words.contains("−8.95") && !words.contains("−$8.95k") && words.contains("$419k"))
    #expect(bridge.data.rows.map { $0.last?.words } == ["$419k", "−$8.95k", "+$2.00k", "$412k"])
  }

  /// A name that two lines do not hold keeps its first words, and is cut in the second.
  @Test func longNamesAreCutInTheSecondLine() {
    let words = texts(bridge("Retargeting Certificate programme"), width: 260)
    #expect(words.contains("Retargeting"), "\(words)")
    #expect(words.contains { $0.hasPrefix("Cert") && $0.contains("…") }, "\(words)")
  }

  /// Small changes between large totals are seen where the axis is cut: below profits, above losses.
  @Test(arguments: [1.0, -1.0])
  func theAxisIsCutOnTheSideOfZero(side: Double) {
    let bridge = Bridge(
      startName: "W38", start: side * 10_400, startDisplay: "10.4",
      steps: [
        .init(name: "Running", value: 390, display: "+390", label: "+0.39", valence: .none)
      ], endName: "W39", end: side * 10_400 + 390, endDisplay: "10.0")
    #expect(bridge.axisIsCut)
    #expect(bridge.base * side > 9000 && bridge.base * side < 10_400)
    let scene = bridge.scene(width: 480, height: 160, measurer: FixedMeasurer())
    let rects = scene.marks.compactMap { mark -> RectMark? in
      guard case .rect(let rect) = mark else { return nil }
      return rect
    }
    #expect(rects.count == 3 && rects[1].height > 15)
    #expect(SceneAudit(measurer: FixedMeasurer()).findings(in: scene) == [])
  }
}
