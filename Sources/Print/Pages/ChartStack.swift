import Charts
import Marks
import Pack

/// One chart, or several over each other that share the panel's title.
struct ChartStack: PanelBlock {
  let charts: [ChartBlock]
  let flow: TextFlow

  private static let gap = 10.0
  private static let title = TextStyle(8, .semibold)
  private static let titleHeight = 13.0

  func extent(width: Double, wish: Double) -> Extent {
    let floor = charts.reduce(extra) { $0 + $1.chart.leastHeight(.print) }
    let isOfRows = charts.allSatisfy { $0.chart is DotIntervals }
    let natural = max(floor, isOfRows ? most : min(wish, most))
    return Extent(
      floor: floor, least: max(floor, natural * 0.7), natural: natural,
      most: max(natural, min(natural * 1.35, most)))
  }

  private var most: Double { charts.reduce(extra) { $0 + $1.chart.mostHeight(.print) } }

  private var extra: Double {
    Double(max(0, charts.count - 1)) * Self.gap
      + charts.reduce(0) { $0 + ($1.title.isEmpty ? 0 : Self.titleHeight) }
  }

  func marks(width: Double, height: Double) -> [Mark] {
    let weights = charts.reduce(0) { $0 + max(0.01, $1.weight) }
    let room = min(height, most) - extra
    guard room > 0, weights > 0 else { return [] }
    var marks: [Mark] = []
    var y = 0.0
    // Lines over each other end, and tick, alike.
    let measurer = flow.fit.measurer
    let reach = charts.compactMap { $0.chart as? RateLine }
      .map { $0.reach(width: width, style: .print, measurer: measurer) }.max()
    for block in charts {
      if !block.title.isEmpty {
        let lines = flow.lines(
          flow.pieces(block.title, Self.title, .ink2), width: width, limit: 1)
        marks.append(
          .group(
            GroupMark(
              .heading(level: 3), flow.marks(Array(lines.prefix(1)), x: 0, y: y + 7, leading: 10))
          ))
        y += Self.titleHeight
      }
      let tall = room * max(0.01, block.weight) / weights
      var chart = block.chart
      if var line = chart as? RateLine, let reach {
        line.leastReach = reach
        chart = line
      }
      let scene = chart.scene(width: width, height: tall, measurer: measurer)
      marks.append(
        scene.placed(x: 0, y: y, role: .figure(alternative: block.alternative), id: block.id))
      y += tall + Self.gap
    }
    return marks
  }
}
