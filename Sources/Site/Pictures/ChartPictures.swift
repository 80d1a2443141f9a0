import Charts
import Marks
import Pack

/// A chart compiled for several widths; CSS shows the one that fits its column, so that words are
/// never scaled down.
struct ChartPictures {
  let chart: ChartBlock
  let title: String
  let measurer: any TextMeasurer

  /// Layouts from narrow to wide for a panel of so many columns of twelve.
  static func widths(span: Int, count: Int) -> [Int] {
    if count > 1 || span <= 4 { return [280, 340] }
    if span <= 6 { return [280, 350, 480] }
    return span <= 8 ? [280, 350, 636] : [280, 350, 636, 1040]
  }

  func markup(_ widths: [Int], _ writer: inout SVGWriter) -> HTMLMarkup {
    var chart = chart.chart
    if var line = chart as? RateLine {
      // In print the lower chart's axis serves both; on a screen they may stand side by side.
      line.showsTimeAxis = true
      chart = line
    }
    let height = chart.preferredHeight(.screen)
    var markup: HTMLMarkup = ""
    for (index, width) in widths.enumerated() {
      let scene = chart.scene(
        width: Double(width), height: height, style: .screen, measurer: measurer)
      let classes: HTMLMarkup = """
        pic w-\(width)\(index > 0 ? " from-\(width)" : "")\
        \(index + 1 < widths.count ? " below-\(widths[index + 1])" : "")
        """
      markup += writer.figure(
        scene, classes: classes, title: title, description: self.chart.alternative)
    }
    return markup
  }
}
