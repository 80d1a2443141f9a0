import Metrics

/// What one unit of a currency was worth in another from a day on, from `data/rates.csv`.
struct ExchangeRate: Sendable, Hashable {
  let day: CalendarDay
  let from: String
  let to: String
  /// In millionths of a millionth, so that 0.0000634 keeps its digits.
  let picos: Int64
}
