import Charts
import Marks
import Pack

/// A chart compiled for several widths; CSS shows the one that fits its column, so that words are
/// never scaled down.
struct ChartPictures {
  let chart: ChartBlock
  let title: String
  /// All charts under one title, this one too.
  var family: [ChartBlock] = []
  let measurer: any TextMeasurer

  /// A picture may be shown so much larger before a wider layout is needed.
  private static let growth = 1.22

  func markup(
    in column: RowLayout.Column, isSeveral: Bool, _ writer: inout SVGWriter
  ) -> HTMLMarkup {
    let lines = family.compactMap { $0.chart as? RateLine }
    var markup: HTMLMarkup = ""
    for (width, screens) in Self.layouts(column, isSeveral: isSeveral) {
      var chart = chart.chart
      if var line = chart as? RateLine {
        // In print the lower chart's axis serves both; on a screen they may stand side by side.
        line.showsTimeAxis = true
        line.leastReach =
          lines.map { $0.reach(width: width, style: .screen, measurer: measurer) }.max() ?? 0
        chart = line
      }
      let height = chart.preferredHeight(.screen)
      let scene = chart.scene(
        width: width, height: height, style: .screen, measurer: measurer)
      var classes: HTMLMarkup = "pic"
      for screen in screens { classes += " \(screen.name)" }
      markup += writer.figure(
        scene, classes: classes, growth: Self.growth, title: title,
        description: self.chart.alternative)
    }
    return markup
  }

  /// As few widths as serve all screens, each with the screens it serves.
  private static func layouts(
    _ column: RowLayout.Column, isSeveral: Bool
  ) -> [(width: Double, screens: [ScreenWidth])] {
    let rooms = ScreenWidth.allCases.map { screen in
      (
        screen: screen,
        room: screen.chart(column.span, isHalf: column.isHalf, isSeveral: isSeveral).rounded(.down)
      )
    }
    var widths: [Double] = []
    for (_, room) in rooms.sorted(by: { $0.room < $1.room }) {
      if widths.last.map({ room > $0 * 1.12 }) ?? true { widths.append(room) }
    }
    return widths.enumerated().map { index, width in
      let next = index + 1 < widths.count ? widths[index + 1] : .infinity
      return (width, rooms.filter { $0.room >= width && $0.room < next }.map(\.screen))
    }
  }
}
