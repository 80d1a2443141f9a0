import Charts
import Marks

/// Nothing to show, and why: a dashed frame in place of the plot.
struct EmptyPanel: PanelBlock {
  let reason: String
  let detail: String
  let flow: TextFlow

  func extent(width: Double, wish: Double) -> Extent {
    let natural = max(wish, 40)
    return Extent(floor: 30, least: 40, natural: natural, most: natural)
  }

  func marks(width: Double, height: Double) -> [Mark] {
    let scene = EmptyState(reason: reason, detail: detail)
      .scene(width: width, height: height, measurer: flow.fit.measurer)
    return [scene.placed(x: 0, y: 0, role: .paragraph)]
  }
}
