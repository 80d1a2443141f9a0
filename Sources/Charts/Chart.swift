import Marks

/// A chart value: numbers and words, no pixels. Compiled to a scene by a straight line of steps:
/// domains → ticks → label widths → margins → ranges → marks.
public protocol Chart: Sendable {
  /// - Parameters:
  ///   - width: points (or CSS px) the scene must fill exactly.
  ///   - height: likewise.
  ///   - style: how large words and marks are, on paper or on a screen.
  ///   - measurer: tells how wide text will be.
  func scene(width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer) -> Scene
  /// The height at which the chart looks as designed.
  func preferredHeight(_ style: ChartStyle) -> Double
  /// Under this something of it is left out.
  func leastHeight(_ style: ChartStyle) -> Double
  /// Over this it only leaves white under it.
  func mostHeight(_ style: ChartStyle) -> Double
  /// The numbers behind the picture: a head and rows of displayed text, for the table beside it.
  var data: ChartData { get }
}

extension Chart {
  public func leastHeight(_ style: ChartStyle) -> Double { 48 * style.textScale }
  public func mostHeight(_ style: ChartStyle) -> Double { .infinity }

  /// The scene in the sizes of a printed page.
  public func scene(width: Double, height: Double, measurer: any TextMeasurer) -> Scene {
    scene(width: width, height: height, style: .print, measurer: measurer)
  }
}
