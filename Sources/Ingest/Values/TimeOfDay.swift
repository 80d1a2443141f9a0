/// The time of day behind a date. Facts are daily: of it counts only what may move a day.
struct TimeOfDay: Hashable, Sendable {
  let hour: Int
  /// Whether it says its offset from UTC: `Z`, `UTC`, `+02:00`.
  let hasOffset: Bool
  /// It is the moment that a day begins with.
  let isMidnight: Bool
}

extension DateScanner {
  /// ` 07:30:00`, ` 7:30 PM`, `T073000Z`, ` 00:00:00 UTC`. An offset follows a time and never a date,
  /// where the same mark begins the last day of a range.
  mutating func time() -> TimeOfDay? {
    let start = rest
    let isBasic = take("T")
    if !isBasic { skip([0x20]) }
    if rest.startIndex > start.startIndex, let clock = clock(isBasic: isBasic) {
      return TimeOfDay(
        hour: clock.hour, hasOffset: offset(), isMidnight: clock.isMidnight)
    }
    rest = start
    return nil
  }

  private mutating func clock(isBasic: Bool) -> (hour: Int, isMidnight: Bool)? {
    guard let (value, width) = number() else { return nil }
    if isBasic, width == 4 || width == 6 {
      return (value / (width == 4 ? 100 : 10_000), value == 0)
    }
    guard width <= 2, value <= 24 else { return nil }
    var isFull = true
    let hasMinutes = take(":")
    if hasMinutes {
      guard let minutes = sixtieths() else { return nil }
      isFull = minutes == 0
      if take(":") {
        guard let seconds = sixtieths() else { return nil }
        isFull = isFull && seconds == 0
        if take("."), let fraction = number() { isFull = isFull && fraction.value == 0 }
      }
    }
    let isMorning = half()
    guard isMorning != nil || hasMinutes || width == 2 else { return nil }
    let beginsDay = isMorning.map { $0 && value == 12 } ?? (value == 0)
    return (value, isFull && beginsDay)
  }

  private mutating func sixtieths() -> Int? {
    number().flatMap { $0.width == 2 && $0.value <= 60 ? $0.value : nil }
  }

  /// AM or PM, `a. m.` too: whether it is AM; nil without either.
  private mutating func half() -> Bool? {
    let start = rest
    skip([0x20])
    let isMorning = take("a") || take("A")
    if isMorning || take("p") || take("P") {
      skip([0x2E, 0x20])
      if take("m") || take("M") {
        skip([0x2E])
        return isMorning
      }
    }
    rest = start
    return nil
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
