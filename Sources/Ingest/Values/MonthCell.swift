import Metrics

/// How a cell names a month.
struct MonthCell {
  let days: ClosedRange<CalendarDay>
  /// Whether it can be nothing else: `May-24` may be a day of May, `202405` a day of 2020 too.
  let isCertain: Bool

  init?(_ cell: some ByteText) {
    self.init(words: PeriodUnit.words(String(decoding: Blanks.trim(cell), as: UTF8.self)))
  }

  /// `May 2024`, `2024-05`, `05/2024`, `202405`, `May-24`.
  init?(words: [Substring]) {
    let numbers = words.map(PeriodUnit.number)
    let widths = words.map(\.utf8.count)
    let month: Int?
    let year: Int
    if words.count == 1, widths[0] == 6, let number = numbers[0] {
      (year, month, isCertain) = (number / 100, number % 100, false)
    } else if words.count == 2, numbers[0] == nil, widths[1] == 2, let number = numbers[1] {
      (year, month, isCertain) = (2000 + number, MonthName.number(String(words[0])), false)
    } else if words.count == 2,
      let index = words.indices.first(where: { widths[$0] == 4 && numbers[$0] != nil }),
      let number = numbers[index], numbers[1 - index] == nil || widths[1 - index] <= 2
    {
      (year, month, isCertain) =
        (number, numbers[1 - index] ?? MonthName.number(String(words[1 - index])), true)
    } else {
      return nil
    }
    guard let days = month.flatMap({ PeriodUnit.months(year, $0, 1) }) else { return nil }
    self.days = days
  }
}
