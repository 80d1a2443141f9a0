import Charts
import Marks
import Pack

/// The pictures inside table cells and between the stages of a funnel. Their numbers stand beside
/// them.
enum CellPlots {
  private static let height = 18.0
  private static let middle = 9.0
  private static let thickness = 9.0

  /// A bar from the column's common zero, with an upright tick at the target.
  static func bar(
    _ value: Double?, target: Double?, valence: Valence, domain given: ClosedRange<Double>,
    width: Double, on background: Ink
  ) -> Scene? {
    let domain = min(given.lowerBound, 0)...max(given.upperBound, 0)
    let scale = LinearScale(domain, from: 1, to: width - 1)
    let zero = scale(0)
    var marks: [Mark] = []
    if let value, value.isFinite {
      let end = scale.clamped(value)
      marks.append(
        .rect(
          RectMark(
            x: min(zero, end), y: middle - thickness / 2, width: abs(end - zero),
            height: thickness, fill: .solid(valence.barInk(on: domain)))))
      if !domain.contains(value) {
        // Cut: the number beside it tells the rest.
        let x = end - (end > zero ? 9 : -9)
        marks.append(
          .path(.line(x - 2, middle + 6, x + 2, middle - 6, Stroke(background, 2.2))))
      }
    }
    if domain.lowerBound < 0 {
      marks.append(.path(.line(zero, 0, zero, height, Stroke(.axis, 0.8))))
    }
    if let target, target.isFinite, domain.contains(target) {
      marks += tick(scale(target), background)
    }
    return marks.isEmpty ? nil : Scene(width: width, height: height, marks: marks)
  }

  /// A dot with its interval on the column's common axis, and a line at the reference.
  static func dot(
    _ value: Double?, interval: ClosedRange<Double>?, valence: Valence,
    axis: DotAxis, width: Double
  ) -> Scene {
    let scale = axis.scale(from: inset, to: width - inset)
    let line = scale.clamped(axis.place(axis.reference))
    var marks: [Mark] = [.path(.line(line, 0, line, height, Stroke(.axis, 0.8)))]
    if let value, value.isFinite {
      if let interval, interval.lowerBound.isFinite, interval.upperBound.isFinite {
        marks.append(
          .path(
            .line(
              scale.clamped(axis.place(interval.lowerBound)), middle,
              scale.clamped(axis.place(interval.upperBound)), middle,
              Stroke(valence == .none ? .prior : valence.ink, 1.6))))
      }
      marks += ValenceMarks.on(scale, valence, axis.place(value), y: middle, scale: 1.25)
    }
    return Scene(width: width, height: height, marks: marks)
  }

  /// The ticks of dots, for the head of their column; nil for an axis without.
  static func ticks(_ axis: DotAxis, width: Double, _ measurer: any TextMeasurer) -> Scene? {
    let marks = axis.tickMarks(
      from: inset, to: width - inset, in: 0...width, y: 13, ChartStyle.screen.tick, measurer)
    return marks.isEmpty ? nil : Scene(width: width, height: height, marks: marks)
  }

  /// Dots at its ends keep inside the picture.
  private static let inset = 5.0

  /// What share of a stage passes on: the whole track is all of it.
  static func track(share: Double?, target: Double?, width: Double = 150) -> Scene {
    var marks: [Mark] = [
      .rect(RectMark(x: 0, y: middle - 5, width: width, height: 10, fill: .solid(.wash)))
    ]
    if let share, share.isFinite {
      marks.append(
        .rect(
          RectMark(
            x: 0, y: middle - 5, width: width * min(1, max(0, share)), height: 10,
            fill: .solid(.actual))))
    }
    if let target, target.isFinite { marks += tick(width * min(1, max(0, target)), .paper) }
    return Scene(width: width, height: height, marks: marks)
  }

  private static func tick(_ x: Double, _ background: Ink) -> [Mark] {
    [
      .path(.line(x, 1, x, 17, Stroke(background, 4.5))),
      .path(.line(x, 1, x, 17, Stroke(.plan, 1.8))),
    ]
  }
}
