/// The time of day behind a date. Facts are daily: of it counts only what may move a day.
struct TimeOfDay: Hashable, Sendable {
  let hour: Int
  /// Whether it says its offset from UTC: `Z`, `UTC`, `+02:00`.
  let hasOffset: Bool
}

extension DateScanner {
  /// ` 07:30:00`, ` 7:30 PM`, `T073000Z`, ` 00:00:00 UTC`. An offset follows a time and never a date,
  /// where the same mark begins the last day of a range.
  mutating func time() -> TimeOfDay? {
    let start = rest
    let isBasic = take("T")
    if !isBasic { skip([0x20]) }
    if rest.startIndex > start.startIndex, let hour = clock(isBasic: isBasic) {
      return TimeOfDay(hour: hour, hasOffset: offset())
    }
    rest = start
    return nil
  }

  private mutating func clock(isBasic: Bool) -> Int? {
    guard let (value, width) = number() else { return nil }
    if isBasic, width == 4 || width == 6 { return value / (width == 4 ? 100 : 10_000) }
    guard width <= 2, value <= 24 else { return nil }
    let hasMinutes = take(":")
    if hasMinutes {
      guard isSixtieth() else { return nil }
      if take(":") {
        guard isSixtieth() else { return nil }
        if take(".") { _ = number() }
      }
    }
    return half() || hasMinutes || width == 2 ? value : nil
  }

  private mutating func isSixtieth() -> Bool {
    number().map { $0.width == 2 && $0.value <= 60 } ?? false
  }

  /// AM or PM, `a. m.` too.
  private mutating func half() -> Bool {
    let start = rest
    skip([0x20])
    if take("a") || take("p") || take("A") || take("P") {
      skip([0x2E, 0x20])
      if take("m") || take("M") {
        skip([0x2E])
        return true
      }
    }
    rest = start
    return false
  }

  private mutating func offset() -> Bool {
    let start = rest
    skip([0x20])
    let isNamed = take("Z") || take("UTC") || take("GMT")
    let end = rest
    if take("+") || take("-"), let (_, width) = number(), width <= 2 || width == 4 {
      if width <= 2, take(":") { _ = number() }
      return true
    }
    rest = isNamed ? end : start
    return isNamed
  }
}
