import Charts
import Marks
import Pack

/// The funnel: counts, and between them what share passes on.
struct StageStrip: PanelBlock {
  let stages: [Stage]
  let flow: TextFlow

  private static let label = TextStyle(9, .semibold)
  private static let rateLabel = TextStyle(8.5)
  private static let rate = TextStyle(14, .semibold, face: .display)
  private static let words = TextStyle(8)
  private static let number = TextStyle(8, .semibold)
  private static let firstRow = 54.5
  private static let pitch = 12.2

  func extent(width: Double, wish: Double) -> Extent {
    let rows =
      stages.flatMap { [$0.variances.count, $0.rate?.variances.count ?? 0] }.max() ?? 0
    return .fixed(rows == 0 ? 46 : Self.firstRow + Double(rows - 1) * Self.pitch + 4)
  }

  func marks(width: Double, height: Double) -> [Mark] {
    guard !stages.isEmpty else { return [] }
    let tile = min(104, width / (1.9 * Double(stages.count)))
    let unit = stages.count > 1 ? (width - tile) / Double(stages.count - 1) : width
    var marks: [Mark] = []
    for (index, stage) in stages.enumerated() {
      let x = Double(index) * unit
      marks.append(
        .group(GroupMark(.section, dx: x, self.marks(stage, width: tile, height: height))))
      guard index + 1 < stages.count else { continue }
      let rateWidth = unit - tile - 36
      if let rate = stage.rate, rateWidth > 20 {
        marks.append(
          .group(
            GroupMark(
              .section, dx: x + tile + 10, self.marks(rate, width: rateWidth, height: height))))
      }
      marks.append(Chevron.mark(x: x + unit - 13, y: 26))
    }
    return marks
  }

  private func marks(_ stage: Stage, width: Double, height: Double) -> [Mark] {
    var marks: [Mark] = [
      .group(GroupMark(.artifact, [.path(.line(0, 0.6, width, 0.6, Stroke(.ink, 1.2)))]))
    ]
    marks.append(cut(stage.label, Self.label, .ink, y: 13.5, width))
    let missing = Missing(stage.figure.display)
    let words = missing?.word ?? stage.figure.display
    var style = TextStyle(19, .semibold, face: .display)
    if flow.width(words, style) > width { style = TextStyle(13, .semibold, face: .display) }
    marks.append(
      cut(words, style, stage.figure.value == nil ? .ink3 : .ink, y: 34, width))
    return marks + rows(stage.variances, width: width, height: height)
  }

  private func marks(_ rate: Stage.Rate, width: Double, height: Double) -> [Mark] {
    var marks: [Mark] = [
      .group(GroupMark(.artifact, [.path(.line(0, 0.3, width, 0.3, Stroke(.rule, 0.6)))]))
    ]
    marks.append(cut(rate.label, Self.rateLabel, .ink2, y: 13.5, width))
    let display = Missing(rate.figure.display)?.word ?? rate.figure.display
    marks.append(
      cut(display, Self.rate, rate.figure.value == nil ? .ink3 : .ink, y: 31, width))
    marks.append(.group(GroupMark(.artifact, track(rate, width: width))))
    return marks + rows(rate.variances, width: width, height: height)
  }

  /// The whole track is all of the stage before.
  private func track(_ rate: Stage.Rate, width: Double) -> [Mark] {
    let top = 36.4
    var marks: [Mark] = [
      .rect(RectMark(x: 0, y: top, width: width, height: 6.5, fill: .solid(.wash)))
    ]
    if let share = rate.share, share.isFinite {
      let filled = width * min(1, max(0, share))
      marks.append(
        .rect(RectMark(x: 0, y: top, width: filled, height: 6.5, fill: .solid(.actual))))
    }
    if let target = rate.target, target.isFinite {
      let x = width * min(1, max(0, target))
      marks.append(.path(.line(x, top - 2, x, top + 8.5, Stroke(.paper, 3))))
      marks.append(.path(.line(x, top - 2, x, top + 8.5, Stroke(.plan, 1.2))))
    }
    return marks
  }

  private func rows(_ variances: [Variance], width: Double, height: Double) -> [Mark] {
    let labels = flow.fit.widest(variances.map(\.label), Self.words)
    let indent = max(34, labels + 6)
    var marks: [Mark] = []
    for (index, variance) in variances.enumerated() {
      let baseline = Self.firstRow + Double(index) * Self.pitch
      guard baseline + 2 <= height else { break }
      let isMissing = variance.figure.value == nil
      let isPlain = isMissing || (variance.change == nil && variance.valence == .none)
      let style = isPlain ? Self.words : Self.number
      let ink: Ink =
        isMissing ? .ink3 : variance.valence == .none ? .ink2 : variance.valence.ink
      let x = variance.valence == .none ? indent : indent + 7.5
      let words = Missing.fitting(variance.figure.display, room: width - x, style, flow)
      // Stages beside so many others have no room for it.
      guard x + flow.width(words, style) <= width + 4 else { continue }
      var row = [flow.spaced(TextMark(variance.label, x: 0, y: baseline, Self.words, .ink2))]
      if variance.valence != .none {
        row.append(
          ValenceMarks.head(variance.valence, x: indent + 2.2, y: baseline - 2.9, scale: 0.75))
      }
      row.append(.text(TextMark(words, x: x, y: baseline, style, ink)))
      marks.append(.group(GroupMark(.paragraph, row)))
    }
    return marks
  }

  private func cut(
    _ text: String, _ style: TextStyle, _ ink: Ink, y: Double, _ width: Double
  ) -> Mark {
    let words = flow.fit.cut(text, to: width, style)
    return .group(
      GroupMark(
        .paragraph, [.text(TextMark(words, x: 0, y: y, style, ink, isName: words != text))]))
  }
}
