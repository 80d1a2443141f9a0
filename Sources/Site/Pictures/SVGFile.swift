import Charts
import Marks
import Pack

/// A chart as a file of its own: title, picture, light colours, fonts by name.
struct SVGFile {
  let chart: ChartBlock
  let title: Prose
  let measurer: any TextMeasurer

  private static let width = 744.0
  private static let margin = 16.0
  private static let heading = TextStyle(17, .semibold)

  var bytes: [UInt8] {
    let title = (chart.title.isEmpty ? title : chart.title).text
    let lines = Self.lines(title, width: Self.width - 2 * Self.margin, measurer)
    var marks: [Mark] = []
    var y = Self.margin
    for line in lines {
      marks.append(.text(TextMark(line, x: Self.margin, y: y + 15, Self.heading)))
      y += 22
    }
    y += lines.isEmpty ? 0 : 8
    let height = chart.chart.preferredHeight(.screen)
    let scene = chart.chart.scene(
      width: Self.width - 2 * Self.margin, height: height, style: .screen, measurer: measurer)
    marks.append(scene.placed(x: Self.margin, y: y))
    let tall = y + height + Self.margin
    marks.insert(
      .rect(RectMark(x: 0, y: 0, width: Self.width, height: tall, fill: .solid(.paper))), at: 0)
    return Self.bytes(
      Scene(width: Self.width, height: tall, marks: marks), title: title,
      description: chart.alternative)
  }

  /// Any scene as a file, in light colours.
  static func bytes(_ scene: Scene, title: String, description: String) -> [UInt8] {
    var writer = SVGWriter(palette: .light)
    let content = writer.content(scene)
    let file: HTMLMarkup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d"\
       width="\(length: scene.width)" height="\(length: scene.height)"\
       viewBox="0 0 \(length: scene.width) \(length: scene.height)">
      <title id="t">\(HTMLText(title))</title>
      <desc id="d">\(HTMLText(description))</desc>
      <style>text{font-family:Inter,"Noto Sans",system-ui,sans-serif;\
      font-variant-numeric:tabular-nums}\
      .df{font-family:"Inter Display",Inter,sans-serif}\
      .z{font-feature-settings:"tnum","zero"}.nm{unicode-bidi:isolate}</style>
      \(content)
      </svg>

      """
    return Array(file.source.utf8)
  }

  /// Words broken into lines of the width, at spaces only.
  private static func lines(
    _ text: String, width: Double, _ measurer: any TextMeasurer
  ) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, measurer.width(of: "\(last) \(word)", heading) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
