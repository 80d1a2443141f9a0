import Charts
import Marks
import Metrics
import Pack

/// Tiles in a row: label, value with its history, and a pin a reference (VS-7.2).
struct KPITiles: PanelBlock {
  let tiles: [KPITile]
  let flow: TextFlow
  let destinations: Destinations

  /// Six tiles stand closer, so that a history has room beside its value.
  private var gap: Double { tiles.count > 5 ? 12 : 16 }
  private static let label = TextStyle(9, .semibold)
  private static let caption = TextStyle(7.5)
  private static let words = TextStyle(8)
  private static let number = TextStyle(8, .semibold)
  private static let pitch = 13.4
  private static let firstRow = 58.0

  func extent(width: Double, wish: Double) -> Extent {
    let rows = tiles.map(\.variances.count).max() ?? 0
    return .fixed(rows == 0 ? 46 : Self.firstRow + Double(rows - 1) * Self.pitch + 4)
  }

  func marks(width: Double, height: Double) -> [Mark] {
    guard !tiles.isEmpty else { return [] }
    // A single tile or two would be as wide as a banner.
    let slots = Double(max(tiles.count, 4))
    let tileWidth = (width - gap * (slots - 1)) / slots
    let pins = pins(tileWidth)
    let size = size(tileWidth)
    let hasTwoLines = tiles.contains { $0.isStamp && beside($0, tileWidth) == nil }
    return tiles.enumerated().map { index, tile in
      .group(
        GroupMark(
          .section, id: "kpi-\(tile.figure.metric)",
          dx: Double(index) * (tileWidth + gap),
          marks(tile, tileWidth, height, pins, size, hasTwoLines)))
    }
  }

  /// The size of all values: a little smaller where a history would have no room beside its own.
  private func size(_ width: Double) -> Double {
    let words = tiles.filter { $0.history != nil && $0.figure.value != nil }.map(\.figure.display)
    return [24, 21.0].first { size in
      flow.fit.widest(words, TextStyle(size, .semibold, face: .display)) + Self.historyGap
        + Self.leastHistory <= width
    } ?? 24
  }

  private static let historyGap = 10.0
  private static let leastHistory = 22.0

  private func marks(
    _ tile: KPITile, _ width: Double, _ height: Double, _ pins: ClosedRange<Double>?,
    _ size: Double, _ hasTwoLines: Bool
  ) -> [Mark] {
    var marks: [Mark] = [
      .group(GroupMark(.artifact, [.path(.line(0, 0.3, width, 0.3, Stroke(.rule, 0.6)))]))
    ]
    let label = flow.fit.cut(tile.label, to: width, Self.label)
    let labelY = hasTwoLines ? 9.5 : 13.5
    var words = destinations.link(
      to: tile.definition,
      [
        flow.spaced(
          TextMark(label, x: 0, y: labelY, Self.label, isName: label != tile.label))
      ])
    if let caption = beside(tile, width) {
      words += destinations.link(
        to: tile.evidence,
        [
          .text(
            TextMark(
              caption, x: flow.width(label, Self.label) + 6, y: labelY, Self.caption, .ink3))
        ])
    } else if tile.isStamp {
      let all = [tile.caption] + tile.shorter
      let caption =
        all.first { flow.width($0, Self.caption) <= width }
        ?? flow.fit.cut(all.last ?? "", to: width, Self.caption)
      words += destinations.link(
        to: tile.evidence,
        [
          .text(
            TextMark(
              caption, x: 0, y: 18.5, Self.caption, .ink3, isName: !all.contains(caption)))
        ])
    }
    marks.append(.group(GroupMark(.paragraph, words)))
    marks.append(.group(GroupMark(.paragraph, value(tile, width, size))))
    for (index, variance) in tile.variances.enumerated() {
      let baseline = Self.firstRow + Double(index) * Self.pitch
      guard baseline + 2 <= height else { break }
      marks.append(.group(GroupMark(.paragraph, row(variance, width, baseline: baseline, pins))))
    }
    return marks
  }

  /// The caption that has room beside a tile's name. What must be known of a figure stands under the
  /// name where it has none.
  private func beside(_ tile: KPITile, _ width: Double) -> String? {
    let left = flow.width(flow.fit.cut(tile.label, to: width, Self.label), Self.label) + 6
    return ([tile.caption] + tile.shorter).first {
      !$0.isEmpty && left + flow.width($0, Self.caption) <= width
    }
  }

  // MARK: Value

  private func value(_ tile: KPITile, _ width: Double, _ size: Double) -> [Mark] {
    let display = tile.figure.display
    let parts = Missing(display)
    let style = self.style(parts?.word ?? display, width, most: size)
    let words = flow.fit.cut(parts?.word ?? display, to: width, style)
    var marks: [Mark] = [
      .text(
        TextMark(
          words, x: 0, y: 40, style, tile.figure.value == nil ? .ink3 : .ink,
          isName: words.contains("…")))
    ]
    let end = flow.width(words, style)
    if let parts, !parts.reason.isEmpty {
      let lines = flow.lines(
        [TextFlow.Piece(text: parts.reason, style: Self.words, ink: .ink3)],
        width: width - end - 8)
      if lines.count <= 2 {
        marks += flow.marks(
          lines, x: end + 8, y: lines.count == 1 ? 38 : 29, leading: 10)
      }
      return marks
    }
    let room = min(54, width - end - Self.historyGap)
    if let history = tile.history, room >= Self.leastHistory {
      let scene = history.scene(width: room, height: 20, measurer: flow.fit.measurer)
      marks.append(scene.placed(x: width - room, y: 22.5, role: .artifact))
    }
    return marks
  }

  private func style(_ text: String, _ width: Double, most: Double) -> TextStyle {
    for size in [24, 21, 18, 15.0] where size <= most {
      let style = TextStyle(size, .semibold, face: .display)
      if flow.width(text, style) <= width { return style }
    }
    return TextStyle(10, .semibold)
  }

  // MARK: Variances

  /// Where the pins of all tiles stand: one zero and one scale, so that a longer pin is a larger change
  /// (VS-6.4). Half of the scale is 26; it stays clear of labels and numbers. A row whose number would
  /// leave no room has no pin and takes none from the others.
  private func pins(_ width: Double) -> ClosedRange<Double>? {
    var region: ClosedRange<Double>?
    for variance in tiles.flatMap(\.variances) {
      guard let own = pin(variance, width) else { continue }
      let (left, right) = (
        max(region?.lowerBound ?? 0, own.lowerBound),
        min(region?.upperBound ?? width, own.upperBound)
      )
      if right - left >= Self.leastPin { region = left...right }
    }
    return region
  }

  private static let leastPin = 24.0

  /// The room that a row leaves between its label and its number.
  private func pin(_ variance: Variance, _ width: Double) -> ClosedRange<Double>? {
    guard variance.change != nil else { return nil }
    let left = max(flow.width(variance.label, Self.words) + 3, 31)
    let right = min(width - flow.width(variance.figure.display, Self.number) - 5, 93)
    return right - left >= Self.leastPin ? left...right : nil
  }

  private func row(
    _ variance: Variance, _ width: Double, baseline: Double, _ pins: ClosedRange<Double>?
  ) -> [Mark] {
    var marks: [Mark] = [
      flow.spaced(TextMark(variance.label, x: 0, y: baseline, Self.words, .ink2))
    ]
    let labelEnd = flow.width(variance.label, Self.words)
    let display = variance.figure.display
    guard let change = variance.change else {
      let room = width - labelEnd - 8
      let words = Missing.fitting(display, room: room, Self.words, flow)
      marks.append(
        .text(TextMark(words, x: width, y: baseline, Self.words, .ink3, anchor: .end)))
      return marks
    }
    let ink: Ink = variance.valence == .none ? .ink2 : variance.valence.ink
    if let pins, let room = pin(variance, width), room.clamped(to: pins) == pins {
      let scene = VariancePin(change: change, valence: variance.valence)
        .scene(width: pins.upperBound - pins.lowerBound, height: 9, measurer: flow.fit.measurer)
      marks.append(scene.placed(x: pins.lowerBound, y: baseline - 7.4, role: .artifact))
    }
    marks.append(.text(TextMark(display, x: width, y: baseline, Self.number, ink, anchor: .end)))
    return marks
  }
}

/// A display without a value: "n/a: 2 full weeks".
struct Missing {
  let word: String
  let reason: String

  init?(_ display: String) {
    let word = Phrase("n/a").text
    guard display.hasPrefix(word) else { return nil }
    self.word = word
    reason = display.firstRange(of: ": ").map { String(display[$0.upperBound...]) } ?? ""
  }

  /// The display, or "n/a" alone where the reason does not fit.
  static func fitting(
    _ display: String, room: Double, _ style: TextStyle, _ flow: TextFlow
  ) -> String {
    if flow.width(display, style) <= room { return display }
    return Missing(display)?.word ?? display
  }
}
