/// One family of comparisons with its false discovery rate controlled by Y. Benjamini and
/// Y. Hochberg's step-up procedure (Journal of the Royal Statistical Society B 57, 1995).
///
/// Results stand in the order of the p-values given. A missing p-value, or one that is not in
/// [0, 1], is no member of the family: its adjusted value is nil and it does not pass.
public struct FalseDiscovery: Sendable, Hashable {
  /// The share of passing comparisons allowed to be false, 0.05 by default.
  public let rate: Double
  /// Smallest rate at which each would pass; equal p-values have equal ones.
  public let adjusted: [Double?]
  /// Comparisons in the family.
  public let count: Int

  /// Which comparisons pass.
  public var passes: [Bool] { adjusted.map { $0.map { $0 <= rate } ?? false } }

  /// Nil unless the rate is strictly between 0 and 1.
  public init?(_ pValues: [Double?], rate: Double = 0.05) {
    guard rate > 0, rate < 1 else { return nil }
    let members = pValues.enumerated()
      .compactMap { index, value in value.map { (index: index, value: $0) } }
      .filter { (0...1).contains($0.value) }
      .sorted { ($0.value, $0.index) < ($1.value, $1.index) }
    var adjusted = [Double?](repeating: nil, count: pValues.count)
    var least = 1.0
    for (rank, member) in members.enumerated().reversed() {
      least = min(least, member.value / (Double(rank + 1) / Double(members.count)))
      adjusted[member.index] = least
    }
    self.rate = rate
    self.adjusted = adjusted
    count = members.count
  }
}
