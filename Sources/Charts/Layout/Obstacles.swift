import Marks

/// What a label must keep clear of: boxes and lines.
struct Obstacles {
  var boxes: [InkBox] = []
  var lines: [[(x: Double, y: Double)]] = []

  func isFree(_ box: InkBox) -> Bool {
    !boxes.contains { $0.overlaps(box, by: 0) }
      && !lines.contains { line in
        zip(line, line.dropFirst()).contains { box.isCrossed(from: $0, to: $1) }
      }
  }

  /// The first candidate that is free and inside the frame.
  func firstFree(
    _ candidates: [TextMark], in frame: InkBox, _ measurer: any TextMeasurer
  ) -> TextMark? {
    candidates.first {
      let box = $0.inkBox(measurer)
      return frame.contains(box, tolerance: 0.1) && isFree(box.grown(0.8))
    }
  }
}

extension [Mark] {
  /// The ink of the topmost area that holds the whole box.
  func ink(under box: InkBox) -> Ink {
    for case .rect(let rect) in reversed() {
      guard case .solid(let ink) = rect.fill, rect.inkBox.contains(box) else { continue }
      return ink
    }
    return .paper
  }
}
