import Fingerprints
import Foundation
import Marks
import Print

@testable import Site

/// `docs/gallery`: the picture of every sample, and a page that shows them. `make gallery` writes it.
enum Gallery {
  /// Head of the samples' names → what the page says of the kind, in the page's order.
  static let kinds: [(head: String, title: String, about: String)] = [
    (
      "surplus", "Surplus line",
      "Two lines from zero and the area between them: how revenue, spend and profit move."
    ),
    (
      "rate", "Rate line",
      "One ratio over time, with its target dashed and its normal range as a band."
    ),
    ("columns", "Columns", "Upright bars over days or weeks, from zero."),
    (
      "sparkline", "Sparkline",
      "A line without axes, with its last point and its target: a KPI tile's history."
    ),
    (
      "pin", "Variance pin",
      "A relative variance on a scale of ±10 %: stem, head, arrow when it is beyond."
    ),
    (
      "dots", "Dots with intervals",
      "Name, share, dot with interval on a common axis, and value; a line and band for the whole."
    ),
    ("bridge", "Bridge", "From one total to another by steps: what moved profit."),
    (
      "pareto", "Pareto",
      "Bars by rank and the cumulative curve on one axis of 0–100 %: who makes the profit."
    ),
    (
      "heat", "Heat map",
      "Values of two dimensions, coloured by distance from the target: which segment pays."
    ),
    (
      "scatter", "Return scatter",
      "Revenue of a click against its cost, both logarithmic: diagonals are equal ROAS."
    ),
    (
      "strip", "Return strip",
      "ROAS of every campaign on one log axis, a row a channel, with break-even and target."
    ),
    ("empty", "Empty state", "What stands in place of a plot that has nothing to show."),
  ]

  static let samples = Samples.all + Samples.narrowScreen
  static let isRecorded = ProcessInfo.processInfo.environment["RECORD_GALLERY"] == "1"
  static let page = "README.md"
  private static let margin = 6.0

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(components: "docs", "gallery")

  static func file(_ sample: Sample) -> String { sample.name + ".svg" }

  static func files() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path()))
  }

  // MARK: Pictures

  /// As the program writes a chart's file, measured in the fonts that it prints with.
  static func picture(_ sample: Sample) throws -> Data {
    let scene = sample.scene(try measurer.get())
    let (width, height) = (scene.width + 2 * margin, scene.height + 2 * margin)
    let paper = Mark.rect(
      RectMark(x: 0, y: 0, width: width, height: height, fill: .solid(.paper)))
    let bytes = SVGFile.bytes(
      Scene(width: width, height: height, marks: [paper, scene.placed(x: margin, y: margin)]),
      title: title(sample), description: "A chart of invented numbers")
    return Data(bytes) + Data(mark(sample).utf8)
  }

  /// The last line of a picture: of which scene it was made. The scene is that of the golden, so that
  /// a picture of yesterday's chart is told without fonts.
  static func mark(_ sample: Sample) -> String {
    let scene = Fingerprint.sha256(Array(SceneText(sample.scene()).description.utf8))
    return "<!-- scene \(scene.prefix(16)) -->\n"
  }

  private static let measurer = Result { PangoMeasurer(try FontSet()) }

  // MARK: Words

  private static func title(_ sample: Sample) -> String {
    let kind = kinds.first { sample.name.hasPrefix($0.head + "-") }
    return "\(kind?.title ?? "Chart"): \(words(sample))"
  }

  /// `surplus-day-gap` → day gap
  static func words(_ sample: Sample) -> String {
    var parts = sample.name.split(separator: "-").dropFirst().map(String.init)
    let isNarrow = parts.last == "screen"
    if isNarrow { parts.removeLast() }
    parts = parts.map { spelled[$0] ?? $0 }
    if parts.last == "200" { parts.append("values") }
    return parts.joined(separator: " ") + (isNarrow ? ", on a narrow screen" : "")
  }

  private static let spelled = ["one": "one value", "nan": "not a number", "two": "two values"]

  static var markdown: String {
    var lines = [
      "# Gallery", "",
      "Every chart in every state that the tests hold, by `make gallery` from the samples of",
      "`Tests/ChartsTests`; all numbers are invented. Pictures are the program's own SVG, in the light",
      "theme, as a page prints them or, where it says so, as a narrow screen shows them. Words are",
      "measured in Inter; a browser without Inter shows them in its own font, a little wider or narrower.",
      "",
      kinds.map { "[\($0.title)](#\(anchor($0.title)))" }.joined(separator: " · "),
    ]
    for kind in kinds {
      lines += ["", "## \(kind.title)", "", kind.about]
      for sample in samples where sample.name.hasPrefix(kind.head + "-") {
        let words = words(sample)
        let room = sample.width + 2 * margin
        // Print is small on a screen.
        let width = Int((sample.style == .print ? room * 1.5 : room).rounded())
        lines += [
          "", "**\(words.prefix(1).uppercased() + words.dropFirst())**", "",
          #"<img src="\#(file(sample))" width="\#(width)" alt="\#(title(sample))">"#,
        ]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func anchor(_ title: String) -> String {
    title.lowercased().replacing(" ", with: "-")
  }
}
