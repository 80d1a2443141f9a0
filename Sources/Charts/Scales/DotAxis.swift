import Marks

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The axis that the dots of a table's column share: straight for changes, by logarithm for ratios, which may
/// lie decades apart.
public struct DotAxis: Sendable, Hashable {
  /// In the unit of the values.
  public let domain: ClosedRange<Double>
  /// Where the upright line stands: zero, or break-even.
  public let reference: Double
  public let isLog: Bool

  private init(_ domain: ClosedRange<Double>, reference: Double, isLog: Bool) {
    self.domain = domain
    self.reference = reference
    self.isLog = isLog
  }

  /// A straight axis.
  public init(_ domain: ClosedRange<Double>, reference: Double) {
    self.init(domain, reference: reference, isLog: false)
  }

  /// A logarithmic axis that holds every estimate above zero, and a doubling on both sides of break-even.
  /// - Parameter breakEven: above zero, else 1 is taken.
  public static func ratios(_ estimates: [Double], breakEven: Double) -> DotAxis {
    let line = breakEven.usable.flatMap { $0 > 0 ? $0 : nil } ?? 1
    let ends = estimates.compactMap(\.usable).filter { $0 > 0 } + [line / 2, line * 2]
    let span = ends.span ?? line...line
    return DotAxis(
      span.lowerBound / 1.1...span.upperBound * 1.1, reference: line, isLog: true)
  }

  /// Where a value lies along the axis; what is not above zero lies before any ratio.
  public func place(_ value: Double) -> Double {
    isLog ? (value > 0 ? log2(value) : -.infinity) : value
  }

  /// From places to positions on the page.
  public func scale(from start: Double, to end: Double) -> LinearScale {
    LinearScale(place(domain.lowerBound)...place(domain.upperBound), from: start, to: end)
  }

  /// Powers of two, as many doublings apart as leaves so many at most; 1 is among them where it is inside. A
  /// straight axis has none: its numbers stand in the next column.
  public func ticks(most: Int) -> [Double] {
    guard isLog else { return [] }
    let first = Int(place(domain.lowerBound).rounded(.up))
    let last = Int(place(domain.upperBound).rounded(.down))
    guard first <= last else { return [] }
    return (1...(last - first + 1)).lazy
      .map { step in (first...last).filter { $0.isMultiple(of: step) } }
      .first { $0.count <= most }?.map { exp2(Double($0)) } ?? []
  }

  /// The labels of the ticks, five or as many as stand clear of each other.
  /// - Parameter room: from its start to its end nothing else stands.
  public func tickMarks(
    from start: Double, to end: Double, in room: ClosedRange<Double>, y: Double,
    _ style: TextStyle, _ measurer: any TextMeasurer
  ) -> [Mark] {
    let scale = scale(from: start, to: end)
    func labels(_ most: Int) -> [(words: String, left: Double, right: Double)] {
      ticks(most: most).map { value in
        let words = Ticks.label(value, TickStyle(suffix: "×"), leastDecimals: 0)
        let wide = measurer.width(of: words, style)
        let left = LabelPlacement.centred(
          on: scale(place(value)), width: wide, between: room.lowerBound, and: room.upperBound)
        return (words, left, left + wide)
      }
    }
    let clear = [5, 4, 3, 2, 1].lazy.map(labels).first { labels in
      zip(labels, labels.dropFirst()).allSatisfy { $0.right + style.size * 0.3 <= $1.left }
    }
    return (clear ?? []).map { .text(TextMark($0.words, x: $0.left, y: y, style, .ink2)) }
  }
}
