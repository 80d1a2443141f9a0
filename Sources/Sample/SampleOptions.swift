import Metrics

/// What `broadsheet sample` is asked for. The same options give the same bytes on any machine.
public struct SampleOptions: Sendable, Hashable {
  /// Whether something happens in the data, or nothing but chance.
  public enum Effects: String, Sendable, Hashable, CaseIterable {
    /// Stable levels and a weekday pattern: whatever is found in such data is a false alarm.
    case none
    /// Growth, seasons, a festive peak, and a fall of mobile click-to-lead in the last two weeks.
    case planted
  }

  /// Complete weeks before `end`, 1 to 1,040; 60 or more give the last ones their weeks of a year
  /// ago.
  public var weeks: Int
  public var seed: UInt64
  /// About how many distinct fact rows, at most some 2,000 a campaign and week; nil for the density
  /// that gives 50,000 in 78 weeks, so that more weeks leave the later ones as they are.
  public var rows: Int?
  /// The last day. After a Sunday that ends the last complete week, its days are a partial week.
  public var end: CalendarDay
  public var effects: Effects
  /// Whether platforms credit conversions days later, so that a later export restates the days it
  /// shares with an earlier one, and the last days of all are not complete yet.
  public var lateConversions: Bool

  /// - Parameter lateConversions: nil for yes with planted effects and no without, because
  ///   an incomplete last week is no pure noise.
  public init(
    weeks: Int = 78, seed: UInt64 = 20_241_203, rows: Int? = nil,
    end: CalendarDay = SampleOptions.usualEnd, effects: Effects = .planted,
    lateConversions: Bool? = nil
  ) {
    self.weeks = weeks
    self.seed = seed
    self.rows = rows
    self.end = end
    self.effects = effects
    self.lateConversions = lateConversions ?? (effects == .planted)
  }

  /// Sunday 1 December 2024, the end of 2024-W48.
  public static let usualEnd = CalendarDay(number: 20_058)
}

extension SampleOptions {
  /// The Sunday that ends the last complete week.
  var lastSunday: CalendarDay { end - end.weekday % 7 }

  var weekCount: Int { min(max(1, weeks), 1_040) }

  /// The Monday of the first week.
  var start: CalendarDay { lastSunday - (weekCount * 7 - 1) }

  /// The Monday from which mobile click-to-lead is down: two complete weeks before the end.
  var breakDay: CalendarDay { lastSunday - 13 }

  /// Rows of an average campaign on an average day.
  var density: Double {
    guard let rows else { return Self.usualDensity }
    let days = end - start + 1
    return Double(max(1, rows)) / Double(days * Campaign.all.count)
  }

  private static let usualDensity = 50_000 / Double(78 * 7 * 24)
}
