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
