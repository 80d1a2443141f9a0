import Charts
import Marks
import Testing

@Suite struct DotAxisTests {
  private let ratios = [0.67, 1.41, 9.88, 10.5, 15.3, 124.9]

  /// None stands at the axis' end for want of room, so that a larger ratio always stands further right.
  @Test func everyRatioHasItsPlace() {
    let axis = DotAxis.ratios(ratios, breakEven: 1)
    let scale = axis.scale(from: 0, to: 44)
    let places = ratios.map { scale.clamped(axis.place($0)) }
    #expect(ratios.allSatisfy(axis.domain.contains))
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 0.2 }, "\(places)")
    #expect(axis.domain.contains(axis.reference))
  }

  /// What returned nothing lies before the axis, and numbers that are none do not move it.
  @Test func zeroLiesBeforeAllRatios() {
    let axis = DotAxis.ratios([0, -2, .nan, .infinity, 3], breakEven: 1)
    let scale = axis.scale(from: 10, to: 54)
    #expect(axis.domain.lowerBound > 0.4 && axis.domain.upperBound < 3.4)
    #expect(scale.clamped(axis.place(0)) == 10 && scale.clamped(axis.place(-1)) == 10)
    #expect(DotAxis.ratios([], breakEven: 0).reference == 1)
  }

  @Test func ticksAreDoublingsAroundOne() {
    let axis = DotAxis.ratios(ratios, breakEven: 1)
    #expect(axis.ticks(most: 4) == [1, 4, 16, 64])
    #expect(axis.ticks(most: 1) == [1])
    #expect(DotAxis(-0.15...0.15, reference: 0).ticks(most: 4) == [])
  }

  /// Labels keep clear of each other and inside their room, however narrow.
  @Test(arguments: [20, 44, 80, 200.0])
  func labelsOfTicksAreClear(width: Double) {
    let measurer = FixedMeasurer()
    let style = TextStyle(7.5)
    let marks = DotAxis.ratios(ratios, breakEven: 1).tickMarks(
      from: 2, to: width - 2, in: 0...width, y: 10, style, measurer)
    let boxes = marks.compactMap { mark -> ClosedRange<Double>? in
      guard case .text(let text) = mark else { return nil }
      return text.x...(text.x + measurer.width(of: text.text, style))
    }
    #expect(!boxes.isEmpty)
    #expect(boxes.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= width + 0.01 })
    #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
  }
}
