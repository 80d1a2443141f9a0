/// What was got on a day, and for how much: by it the same money is known under other names.
struct DayMoney {
  private var clicks, cost: Int64

  static let nothing = DayMoney(clicks: nil, cost: nil)

  /// - Parameters: in millionths; nil where nothing is known.
  init(clicks: Int64?, cost: Int64?) {
    (self.clicks, self.cost) = (clicks ?? 0, cost ?? 0)
  }

  mutating func add(_ other: DayMoney) {
    clicks &+= other.clicks
    cost &+= other.cost
  }

  /// The same but for restatement and rounding: equal clicks, and a spend within a twentieth.
  private func isSame(as other: DayMoney) -> Bool {
    clicks > 0 && clicks == other.clicks && cost > 0 && abs(cost - other.cost) <= cost / 20
  }

  /// How many weeks and months of one export are whole in the days of another, and how many of them are the same
  /// money. Few clicks may agree by chance.
  static func shared(
    _ periods: [ClosedRange<Int>: DayMoney], days: [Int: DayMoney]
  ) -> (days: Int, equal: Int) {
    guard !periods.isEmpty, let first = days.keys.min(), let last = days.keys.max() else {
      return (0, 0)
    }
    let order = days.sorted { $0.key < $1.key }
    var (count, equal) = (0, 0)
    for (period, money) in periods where period.lowerBound >= first && period.upperBound <= last {
      var sum = DayMoney.nothing
      for (day, amount) in order where period.contains(day) { sum.add(amount) }
      count += 1
      if money.clicks >= Self.telling, money.isSame(as: sum) { equal += 1 }
    }
    return (count, equal)
  }

  private static let telling: Int64 = 50_000_000

  /// How many days two exports share, and on how many of them it is the same money.
  static func shared<Day: Hashable>(
    _ one: [Day: DayMoney], _ other: [Day: DayMoney]
  ) -> (days: Int, equal: Int) {
    var (days, equal) = (0, 0)
    for (day, money) in one {
      guard let theirs = other[day] else { continue }
      days += 1
      if money.isSame(as: theirs) { equal += 1 }
    }
    return (days, equal)
  }
}
