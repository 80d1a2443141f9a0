import Marks
import Metrics

/// The inside of a Pareto chart: bars, curve, and the notes placed where neither is.
struct ParetoPlot {
  struct Words {
    var noun: String
    var singular: String
    var legend: [(channel: ChannelRole, text: String)] = []
  }

  var frame: InkBox
  let domain: ClosedRange<Double>
  let shares: [Double]
  /// Cumulative shares.
  let curve: [Double]
  let style: ChartStyle
  let text: TextFit

  func y(_ value: Double) -> Double {
    LinearScale(domain, from: frame.bottom, to: frame.top)(value)
  }

  private var slot: Double { (frame.right - frame.left) / Double(shares.count) }
  private func middle(_ index: Int) -> Double { frame.left + (Double(index) + 0.5) * slot }
  /// The curve has passed an item at the right edge of its slot.
  private func passed(_ index: Int) -> Double { frame.left + Double(index + 1) * slot }

  private func rect(_ index: Int) -> RectMark {
    let wide = min(slot * 0.82, 40 * style.markScale)
    let end = y(shares[index])
    return RectMark(
      x: middle(index) - wide / 2, y: min(end, y(0)), width: wide, height: abs(y(0) - end))
  }

  func bars(_ inks: [Ink]) -> [Mark] {
    shares.indices.map { index in
      var bar = rect(index)
      bar.fill = .solid(shares[index] < 0 ? .bad : inks[index])
      return .rect(bar)
    }
  }

  private var line: [(x: Double, y: Double)] {
    [(frame.left, y(0))] + curve.enumerated().map { (passed($0), y($1)) }
  }

  func curveMarks() -> [Mark] { [.path(.polyline(line, style.stroke(.actual, 1.7)))] }

  /// Where the curve first passes 80 %.
  private var turn: Int? { curve.firstIndex { $0 >= Pareto.most } }

  func rankMarks(width: Double) -> [Mark] {
    let baseline = frame.bottom + 4 + style.tickSize
    let count = shares.count
    var marks: [Mark] = []
    var taken: [InkBox] = []
    func place(_ words: String, on x: Double) {
      let wide = text.width(words, style.tick)
      let left = LabelPlacement.centred(on: x, width: wide, between: 0, and: width)
      let mark = TextMark(words, x: left, y: baseline, style.tick, .ink2)
      let box = mark.inkBox(text.measurer)
      guard !taken.contains(where: { $0.overlaps(box.grown(3 * style.textScale)) }) else { return }
      taken.append(box)
      marks.append(.text(mark))
    }
    place("1", on: middle(0))
    if count > 1 { place(String(count), on: middle(count - 1)) }
    for value in Ticks(in: 0...Double(count), wanted: 5).values {
      let rank = Int(value)
      if Double(rank) == value, rank > 1, rank < count { place(String(rank), on: middle(rank - 1)) }
    }
    let rank = Phrase("Rank").text
    if text.width(rank, style.tick) + 2 * style.textScale <= frame.left {
      place(rank, on: 0)
    }
    return marks
  }

  /// The 80 % point, the losses and the legend, each where it lies on nothing.
  func notes(_ words: Words, hasBars: Bool) -> (marks: [Mark], hasLegend: Bool) {
    var marks: [Mark] = []
    var taken = Obstacles(
      boxes: hasBars ? shares.indices.map { rect($0).inkBox } : [], lines: [line])
    if let turn {
      let x = passed(turn)
      let height = y(curve[turn])
      marks.append(
        .path(.line(x, height, x, y(0), Stroke(.axis, 0.6, dash: [2, 1.6]))))
      marks.append(.path(.circle(x, height, 2.6 * style.markScale, fill: .actual)))
      taken.lines.append([(x, height), (x, y(0))])
      taken.boxes.append(
        InkBox(left: x, top: height, right: x, bottom: height).grown(3 * style.markScale))
      let percent = Int((curve[turn] * 100).rounded(.toNearestOrEven))
      let share = "\(percent)\(Language.current.numbers.percent)"
      let long = "\(turn + 1) \(turn == 0 ? words.singular : words.noun), \(share)"
      if let mark = note(long, besides: x, height, taken)
        ?? note(share, besides: x, height, taken)
      {
        taken.boxes.append(mark.inkBox(text.measurer).grown(2))
        marks.append(.text(mark))
      }
    }
    let losses = shares.count { $0 < 0 }
    if losses > 0 {
      let loss = losses == 1 ? Phrase("1 loses money").text : Phrase("\(losses) lose money").text
      let lowest = y(0) - 8 * style.markScale
      let candidates = (0..<8).map { step in
        TextMark(
          loss, x: frame.right, y: lowest - Double(step) * style.labelSize * 0.7,
          style.labelStrong, .bad, anchor: .end, halo: true)
      }
      if let mark = taken.firstFree(candidates, in: frame, text.measurer) {
        taken.boxes.append(mark.inkBox(text.measurer).grown(2))
        marks.append(.text(mark))
      }
    }
    let block = legendMarks(words.legend, taken)
    return (marks + block, !block.isEmpty || words.legend.isEmpty)
  }

  private func note(
    _ words: String, besides x: Double, _ height: Double, _ taken: Obstacles
  ) -> TextMark? {
    let near = 6 * style.markScale
    let cap = style.labelStrong.capHeight
    let places: [(dx: Double, dy: Double, TextMark.Anchor)] = [
      (near, near + cap, .start), (near, 2 * near + cap, .start), (-near, -near, .end),
      (-near, cap / 2, .end), (near, 4 * near + cap, .start), (-near, -2 * near, .end),
      (-4 * near, cap / 2, .end), (near, 7 * near + cap, .start), (-near, near + cap, .end),
    ]
    let wide = text.width(words, style.labelStrong)
    var candidates = places.map {
      TextMark(
        words, x: x + $0.dx, y: height + $0.dy, style.labelStrong, .ink, anchor: $0.2,
        halo: true)
    }
    // Where nothing is free beside the point: as near to it as can be.
    var others: [(far: Double, mark: TextMark)] = []
    for step in stride(from: 0.0, to: frame.bottom - frame.top, by: cap) {
      for left in [frame.left + 3, (frame.left + frame.right - wide) / 2, frame.right - wide - 1] {
        let (dx, dy) = (max(0, x - left - wide, left - x), frame.top + step - height)
        others.append(
          (
            dx * dx + dy * dy,
            TextMark(words, x: left, y: frame.top + step, style.labelStrong, .ink, halo: true)
          ))
      }
    }
    candidates += others.sorted { $0.far < $1.far }.map(\.mark)
    return taken.firstFree(candidates, in: frame.grown(0.5), text.measurer)
  }

  /// A block at the right, else the left, as near the middle of the plot's height as it is free.
  private func legendMarks(
    _ legend: [(channel: ChannelRole, text: String)], _ taken: Obstacles
  ) -> [Mark] {
    let wide = legendWidth(legend)
    let row = legendRow
    let tall = row * Double(legend.count)
    guard !legend.isEmpty, wide <= frame.right - frame.left else { return [] }
    let middle = (frame.top + frame.bottom - tall) / 2
    for step in 0..<24 {
      let shift = Double((step + 1) / 2) * row / 2 * (step.isMultiple(of: 2) ? 1 : -1)
      let top = middle + shift
      let boxes = [frame.right - wide, frame.left + 4].map {
        InkBox(left: $0, top: top, right: $0 + wide, bottom: top + tall)
      }
      guard let box = boxes.first(where: { frame.contains($0) && taken.isFree($0.grown(2)) })
      else { continue }
      return legendBlock(legend, left: box.left, top: top)
    }
    return []
  }

  private var legendRow: Double { style.labelSize * 1.6 }
  private var legendIndent: Double { 9 * style.textScale }

  private func legendWidth(_ legend: [(channel: ChannelRole, text: String)]) -> Double {
    text.widest(legend.map(\.text), style.label) + legendIndent
  }

  private func legendBlock(
    _ legend: [(channel: ChannelRole, text: String)], left: Double, top: Double
  ) -> [Mark] {
    legend.enumerated().flatMap { index, entry -> [Mark] in
      let y = top + (Double(index) + 0.5) * legendRow
      return [
        ChannelMarks.shape(
          entry.channel, x: left + 3 * style.markScale, y: y, scale: style.markScale),
        .text(
          TextMark(
            entry.text, x: left + legendIndent, y: style.label.baseline(centredOn: y),
            style.label, .ink2, halo: true)),
      ]
    }
  }

  /// The legend above the plot; nil where it is too wide or would leave too little.
  func legendAbove(_ words: Words, width: Double) -> (marks: [Mark], height: Double)? {
    let height = legendRow * Double(words.legend.count)
    guard !words.legend.isEmpty, legendWidth(words.legend) <= width,
      frame.bottom - frame.top - height >= 70 * style.textScale
    else { return nil }
    return (legendBlock(words.legend, left: 0, top: 0), height)
  }
}
