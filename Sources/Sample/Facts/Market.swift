import Metrics

/// What a day does to all campaigns: weekday, growth, season, festive peak, the planted fall.
struct Market {
  /// Clicks against the level at the end of the sample, in the order of `Channel.allCases`.
  let volume: [Double]
  /// Conversions of a lead against the usual.
  let purchaseLift: Double
  /// Leads of a click on a phone against the usual.
  let mobileLeadFactor: Double

  init(day: CalendarDay, options: SampleOptions, seed: UInt64) {
    var stream = RandomStream(key: RandomStream.key(seed, Int(day.number)), .market)
    let chance = stream.gamma(variation: 0.02)
    let planted = options.effects == .planted
    let week = ISOWeek(of: day).number
    let level =
      planted
      ? Self.growth(until: day, of: options) * Self.season(week) * Self.festiveVolume(week) : 1
    volume = Channel.allCases.map { chance * level * Self.weekdays($0)[day.weekday - 1] }
    purchaseLift = planted ? Self.festivePurchases(week) : 1
    mobileLeadFactor = planted && day >= options.breakDay ? Self.mobileFall : 1
  }

  static let mobileFall = 0.9

  /// The weeks that `data/events.csv` names.
  static let festiveWeeks = 43...44

  /// 0.2 % a week, up to 1 at the end.
  static func growth(until day: CalendarDay, of options: SampleOptions) -> Double {
    let weeks = Double(options.lastSunday.monday - day.monday) / 7
    return max(0.4, 1 - 0.002 * weeks)
  }

  /// Monday first; each adds up to seven.
  private static func weekdays(_ channel: Channel) -> [Double] {
    switch channel {
    case .search: [1.10, 1.12, 1.10, 1.06, 0.98, 0.80, 0.84]
    case .social: [0.96, 0.97, 0.98, 1.00, 1.02, 1.04, 1.03]
    case .display: [1.02, 1.02, 1.01, 1.00, 1.00, 0.97, 0.98]
    }
  }

  /// Knots at weeks 1, 5, … 53, straight lines between: courses are bought in the new year and
  /// after the rains.
  private static func season(_ week: Int) -> Double {
    let knots = [
      1.03, 1.02, 0.99, 0.97, 0.95, 0.95, 0.97, 0.99, 1.0, 1.01, 1.01, 1.0, 1.0, 1.02,
    ]
    let (index, rest) = (week - 1).quotientAndRemainder(dividingBy: 4)
    let next = knots[min(index + 1, knots.count - 1)]
    return knots[index] + (next - knots[index]) * Double(rest) / 4
  }

  private static func festiveVolume(_ week: Int) -> Double {
    switch week {
    case 41: 1.01
    case 42: 1.04
    case 43: 1.10
    case 44: 1.07
    case 45: 1.02
    default: 1
    }
  }

  private static func festivePurchases(_ week: Int) -> Double {
    switch week {
    case 42: 1.02
    case 43: 1.06
    case 44: 1.03
    default: 1
    }
  }
}
