import Metrics

/// How unusual a day is among the same weekdays of the complete weeks before its own week.
///
/// The modified z-score of `MedianDeviation`; the day itself and its week are no part of what it is
/// measured against. Iglewicz and Hoaglin call |score| > 3.5 an outlier; on normal noise that raises 5 %
/// false alarms with 8 weeks behind it and 0.7 % with 26.
public struct WeekdayAnomaly: Sendable, Hashable {
  public static let threshold = 3.5
  public static let minimumWeeks = 8
  public static let maximumWeeks = 26

  public let day: CalendarDay
  public let value: Double
  /// Of the same weekdays before.
  public let normal: MedianDeviation
  /// In robust standard deviations, signed; nil when all days before are equal and this one is not.
  public let score: Double?

  public var isAnomaly: Bool { score.map { abs($0) > Self.threshold } ?? false }

  /// - Parameters:
  ///   - values: the daily series; a day without a value is absent and never counts as zero.
  ///   - first: the first day of the first complete week of the data.
  ///
  /// Nil when the day has no value, fewer than `minimumWeeks` of the last `maximumWeeks` same weekdays
  /// have one, or one of them is not finite.
  public init?(
    day: CalendarDay, values: [CalendarDay: Double], completeWeeksFrom first: CalendarDay,
    minimumWeeks: Int = minimumWeeks, maximumWeeks: Int = maximumWeeks
  ) {
    guard let value = values[day], value.isFinite, maximumWeeks >= 1 else { return nil }
    let earlier = stride(from: 1, through: maximumWeeks, by: 1)
      .map { day - 7 * $0 }
      .prefix { $0 >= first }
      .compactMap { values[$0] }
    guard earlier.count >= minimumWeeks, let normal = MedianDeviation(earlier) else { return nil }
    self.day = day
    self.value = value
    self.normal = normal
    score = normal.score(value)
  }
}
