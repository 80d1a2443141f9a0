/// Rounds parts to whole units so that they sum exactly to a given whole (Hamilton's method): every
/// part is rounded down, and the units left over go to the largest remainders, the earlier part first
/// among equals. No part moves by a unit or more unless the parts did not sum to the whole.
public enum LargestRemainder {
  /// Parts in the unit of the total. Nil when one is not finite or does not fit, or the parts miss
  /// the total by more than a unit and the rounding of their size: then they are no split of it.
  public static func rounded(_ parts: [Double], to total: Int64) -> [Int64]? {
    guard parts.allSatisfy({ abs($0) < 0x1p62 }) else { return nil }
    let floors = parts.map { $0.rounded(.down) }
    let size = parts.reduce(abs(Double(total))) { $0 + abs($1) }
    let gap = parts.reduce(-Double(total), +)
    guard abs(gap) <= 1 + 1e-12 * size else { return nil }
    return distribute(
      floors.map { Int64($0) }, remainders: zip(parts, floors).map { $0 - $1 }, to: total)
  }

  /// Exact integers, such as micros, to a coarser unit, such as cents for `divisor` 10,000. Nil when
  /// the divisor is not positive, or the parts miss the total by more than a unit.
  public static func rounded(
    _ parts: [Int64], dividedBy divisor: Int64, to total: Int64
  ) -> [Int64]? {
    guard divisor > 0 else { return nil }
    let gap = parts.reduce(-Int128(total) * Int128(divisor)) { $0 + Int128($1) }
    guard gap.magnitude <= Int128(divisor).magnitude else { return nil }
    let split = parts.map { part in
      let (quotient, remainder) = part.quotientAndRemainder(dividingBy: divisor)
      return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
    return distribute(split.map(\.0), remainders: split.map(\.1), to: total)
  }

  private static func distribute<Remainder: Comparable>(
    _ floors: [Int64], remainders: [Remainder], to total: Int64
  ) -> [Int64]? {
    guard !floors.isEmpty else { return total == 0 ? [] : nil }
    let missing = floors.reduce(Int128(total)) { $0 - Int128($1) }
    let count = Int128(floors.count)
    var (everyone, extra) = missing.quotientAndRemainder(dividingBy: count)
    if extra < 0 {
      everyone -= 1
      extra += count
    }
    let order = remainders.indices.sorted {
      remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1
    }
    var wide = floors.map { Int128($0) + everyone }
    for index in order.prefix(Int(extra)) { wide[index] += 1 }
    let result = wide.compactMap { Int64(exactly: $0) }
    return result.count == wide.count ? result : nil
  }
}
