import Metrics
import Warehouse

/// How much of what came of a day's clicks the newest exports know yet.
///
/// Platforms credit a click with conversions for days after it, so a week that has just ended is always
/// lower than it will be, and would fall out of its normal range every week. What exports said of
/// days that earlier ones held is learned by account and age: the sum of all later statements over the
/// sum of all earlier ones, from age to age (chain-ladder development factors; T. Mack, ASTIN
/// Bulletin 23, 1993). Where too few days were restated, all accounts are taken together; where too few
/// even so, nothing is known and nothing is assumed.
public struct Maturity: Sendable {
  /// Fewer restated days say little of the next.
  static let fewest = 3
  /// What changes by more was corrected, not reported late.
  fileprivate static let plausible = 0.5...3.0
  /// Below it growth is not worth a word.
  public static let notable = 0.01

  /// By day and `Measure.rawValue`: what the sum will be over what it is; absent is 1.
  private let factors: [CalendarDay: [Double]]

  /// Nothing is expected to grow.
  public static let settled = Maturity(factors: [:])

  private init(factors: [CalendarDay: [Double]]) { self.factors = factors }

  public init(_ reports: LateReports) {
    var ladder = Ladder(reports.restatements)
    var now: [CalendarDay: [Double]] = [:]
    var later: [CalendarDay: [Double]] = [:]
    let none = [Double](repeating: 0, count: Measure.count)
    for part in reports.days {
      let age = max(0, (reports.reach[part.source] ?? part.day) - part.day)
      let factors = ladder.factors(part.source, age)
      for measure in Measure.allCases {
        let sum = Double(part.sums[measure])
        now[part.day, default: none][measure.rawValue] += sum
        later[part.day, default: none][measure.rawValue] += sum * factors[measure.rawValue]
      }
    }
    factors = now.reduce(into: [:]) { result, entry in
      let grown = zip(later[entry.key] ?? none, entry.value).map { $1 > 0 ? $0 / $1 : 1 }
      if grown.contains(where: { $0 != 1 }) { result[entry.key] = grown }
    }
  }

  fileprivate var isSettled: Bool { factors.isEmpty }

  /// What the sum of a measure on a day will be over what it is.
  public func growth(_ measure: Measure, on day: CalendarDay) -> Double {
    factors[day]?[measure.rawValue] ?? 1
  }

  /// The same of several days.
  /// - Parameter daily: their sums.
  func growth(_ measure: Measure, of daily: [CalendarDay: Tally]) -> Double {
    if isSettled { return 1 }
    var (now, later) = (0.0, 0.0)
    for (day, tally) in daily {
      let sum = Double(tally.total(measure))
      now += sum
      later += sum * growth(measure, on: day)
    }
    return now > 0 ? later / now : 1
  }
}

/// Development factors from age to age.
private struct Ladder {
  private struct Step: Hashable {
    /// Nil of all accounts together.
    let source: Int64?
    let age: Int
  }

  private struct Sums {
    var days = 0
    var before = [Double](repeating: 0, count: Measure.count)
    var after = [Double](repeating: 0, count: Measure.count)
    var laterAge = Int.max
  }

  private var steps: [Step: Sums] = [:]
  private var known: [Step: [Double]] = [:]

  init(_ restatements: [LateReports.Restatement]) {
    // An export that reaches no further than the one before has corrected it.
    for one in restatements where one.age >= 0 && one.laterAge > one.age {
      for source in [one.source, nil] {
        var sums = steps[Step(source: source, age: one.age)] ?? Sums()
        sums.days += 1
        sums.laterAge = min(sums.laterAge, one.laterAge)
        for measure in Measure.allCases {
          sums.before[measure.rawValue] += Double(one.sums[measure])
          sums.after[measure.rawValue] += Double(one.laterSums[measure])
        }
        steps[Step(source: source, age: one.age)] = sums
      }
    }
  }

  /// By `Measure.rawValue`.
  mutating func factors(_ source: Int64, _ age: Int) -> [Double] {
    let step = Step(source: source, age: age)
    if let factors = known[step] { return factors }
    let none = [Double](repeating: 1, count: Measure.count)
    let steps = [steps[step], steps[Step(source: nil, age: age)]]
    guard let sums = steps.compactMap({ $0 }).first(where: { $0.days >= Maturity.fewest }) else {
      known[step] = none
      return none
    }
    let rest = factors(source, sums.laterAge)
    let factors = Measure.allCases.map { measure in
      let (before, after) = (sums.before[measure.rawValue], sums.after[measure.rawValue])
      guard before > 0, Maturity.plausible.contains(after / before) else { return 1.0 }
      return after / before * rest[measure.rawValue]
    }
    known[step] = factors
    return factors
  }
}

extension Market {
  /// A metric of some days as it will be once late reports are in; nil without a value.
  func matured(
    _ metric: Metric, _ days: ClosedRange<CalendarDay>, _ maturity: Maturity
  ) -> Double? {
    guard let value = value(metric, [days]).value?.double else { return nil }
    if maturity.isSettled { return value }
    let daily = devices.daily(days)
    func growth(_ measure: Measure) -> Double { maturity.growth(measure, of: daily) }
    switch metric.formula {
    case .total(let measure), .shareOfShopRevenue(let measure): return value * growth(measure)
    case .ratio(let top, let bottom, _): return value * growth(top) / growth(bottom)
    case .shopRevenue(let measure): return value / growth(measure)
    case .difference(let first, let second):
      let tally = tally(days)
      func sum(_ measure: Measure) -> Double {
        Double(tally.sum(measure, over: metric.required).sum) / 1e6
      }
      return value + sum(first) * (growth(first) - 1) * Double(margin) / 1e6
        - sum(second) * (growth(second) - 1)
    }
  }
}
