import Marks
import Metrics

/// Where the columns of a dot-and-interval panel lie, and its words.
struct DotColumns {
  let width: Double
  let style: ChartStyle
  let text: TextFit
  let nameWidth: Double
  /// The right edge of the shares; nil where the panel is too narrow for them.
  let shareRight: Double?
  let axisLeft, axisRight: Double
  let rowHeight: Double
  /// Rows drawn; the rest is one line "n others".
  let shown: Int
  let lines: Int

  static func headHeight(_ style: ChartStyle) -> Double { style.tickSize * 1.6 }
  static func axisHeight(_ style: ChartStyle) -> Double { style.tickSize * 1.8 }

  init(
    _ chart: DotIntervals, width: Double, height: Double, style: ChartStyle, text: TextFit
  ) {
    let rows = chart.rows
    let room = max(1, height - Self.headHeight(style) - Self.axisHeight(style))
    let least = style.nameSize * 1.29
    let fits = max(1, Int((room / least + 1e-9).rounded(.down)))
    shown = rows.count <= fits ? rows.count : max(0, fits - 1)
    lines = min(rows.count, fits)
    rowHeight = min(room / Double(lines), 17 * style.textScale)

    let gap = min(12 * style.textScale, width * 0.045)
    let names = max(
      text.widest(rows.map(\.name), style.name),
      shown < rows.count ? text.width(Self.others(rows.count - shown), style.value) : 0)
    let shares = text.widest(rows.map(\.share), style.value)
    let values = rows.reduce(0) {
      max($0, text.width($1.display, $1.valence == .none ? style.value : style.valueStrong))
    }
    let head = 3 * style.markScale
    let axis = min(60 * style.textScale, width * 0.3)
    let rest = width - values - axis - 2 * gap
    let withShares = rest - shares - gap
    let hasShares = shares > 0 && withShares >= min(names, 48 * style.textScale)
    nameWidth = max(0, min(names, hasShares ? withShares : rest))
    shareRight = hasShares ? nameWidth + gap + shares : nil
    axisRight = width - values - gap - head
    axisLeft = min(axisRight - 1, (hasShares ? nameWidth + gap + shares : nameWidth) + gap + head)
    self.width = width
    self.style = style
    self.text = text
  }

  func headMarks(_ head: String) -> [Mark] {
    let foot = Self.headHeight(style)
    let textStyle = style.tickStrong
    let shorter = head.split(separator: ",").first.map(String.init) ?? head
    let words =
      [head, shorter].first { text.width($0, textStyle) <= width }
      ?? text.cut(shorter, to: width, textStyle)
    return [
      .text(
        TextMark(
          words, x: 0, y: foot - style.tickSize * 0.55, textStyle, .ink2,
          isName: words.contains("…"))),
      .path(.line(0, foot, width, foot, Stroke(.ink, 0.7))),
    ]
  }

  func words(_ row: DotIntervals.Row, middle: Double) -> [Mark] {
    let baseline = style.name.baseline(centredOn: middle)
    var marks: [Mark] = [
      .text(
        TextMark(
          text.cut(row.name, to: nameWidth, style.name), x: 0, y: baseline, style.name,
          isName: true))
    ]
    if let shareRight, !row.share.isEmpty {
      marks.append(
        .text(TextMark(row.share, x: shareRight, y: baseline, style.value, .ink3, anchor: .end)))
    }
    let isJudged = row.valence != .none
    marks.append(
      .text(
        TextMark(
          row.display, x: width, y: baseline, isJudged ? style.valueStrong : style.value,
          row.estimate?.usable == nil ? .ink2 : isJudged ? row.valence.ink : .ink,
          anchor: .end)))
    return marks
  }

  private static func others(_ count: Int) -> String { Phrase("\(count) others").text }

  /// The line that stands for the rows without room.
  func rest(_ count: Int, middle: Double) -> [Mark] {
    let words = [Self.others(count), "+\(count)"].first { text.width($0, style.value) <= nameWidth }
    return words.map {
      [
        .text(
          TextMark($0, x: 0, y: style.value.baseline(centredOn: middle), style.value, .ink2))
      ]
    } ?? []
  }

  /// Tick labels under the axis; every second one, or fewer, where they would touch.
  func tickMarks(_ ticks: Ticks, _ wording: TickStyle, _ x: LinearScale, foot: Double) -> [Mark] {
    let labels = ticks.labels(wording)
    let widths = labels.map { text.width($0, style.tick) }
    let baseline = foot + 3.5 * style.textScale + style.tick.capHeight
    func places(_ stride: Int) -> [(index: Int, left: Double)] {
      labels.indices.filter { $0.isMultiple(of: stride) }.map {
        (
          $0,
          LabelPlacement.centred(
            on: x(ticks.values[$0]), width: widths[$0], between: 0, and: width)
        )
      }
    }
    let chosen = (1...max(1, labels.count)).lazy.map(places).first { places in
      zip(places, places.dropFirst()).allSatisfy {
        $0.left + widths[$0.index] + style.tickSize * 0.6 <= $1.left
      }
    }
    return (chosen ?? []).map {
      .text(TextMark(labels[$0.index], x: $0.left, y: baseline, style.tick, .ink2))
    }
  }
}
