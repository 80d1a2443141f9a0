import Metrics

/// What a column of a report without days counts in.
///
/// The words are the same on every platform, so they stand here and not in each platform's file; a
/// platform's own `week:`, `month:`, … replaces them.
enum PeriodUnit: CaseIterable, Sendable {
  case week, month, quarter, year

  var field: Field {
    switch self {
    case .week: .week
    case .month: .month
    case .quarter: .quarter
    case .year: .year
    }
  }

  /// English, German, Spanish, French, Portuguese, Chinese; normalised.
  var headers: [String] {
    let words =
      switch self {
      case .week:
        [
          "Week", "Week (Mon-Sun)", "Woche", "Semana", "Semaine", "周", "segments.week",
          "segments_week",
        ]
      case .month:
        [
          "Month", "Monat", "Mes", "Mois", "Mês", "月", "segments.month", "segments_month",
        ]
      case .quarter:
        ["Quarter", "Quartal", "Trimestre", "季度", "segments.quarter", "segments_quarter"]
      case .year: ["Year", "Jahr", "Año", "Année", "Ano", "年", "segments.year", "segments_year"]
      }
    return words.map(HeaderName.key)
  }

  /// The days of one cell: its first day (`2024-01-01`), its first and last ("Jan 1, 2024 - Jan 7,
  /// 2024"), or its name (`2024-W05`, `KW 5 2024`, `January 2024`, `2024-01`, `Jan-24`, `Q1 2024`, `2024`).
  ///
  /// A week is seven days from the one that is named, whatever day weeks begin on; a month, quarter
  /// or year is named by its first or last day only. Nil for anything else.
  func days(_ cell: some ByteText, _ decision: DateDecision) -> ClosedRange<CalendarDay>? {
    if let span = DateSpan(cell) {
      guard let days = span.days(decision) else { return nil }
      if span.last != nil { return days.upperBound - days.lowerBound < longest ? days : nil }
      let day = days.lowerBound
      if self == .week { return day...(day + 6) }
      guard let days = around(day), day == days.lowerBound || day == days.upperBound else {
        return nil
      }
      return days
    }
    let bytes = Array(Blanks.trim(cell))
    let ends = DateParts.all(in: bytes)
    if ends.count == 2, let first = decision.day(ends[0]), let last = decision.day(ends[1]) {
      guard first <= last, last - first < longest else { return nil }
      return first...last
    }
    return named(String(decoding: bytes, as: UTF8.self))
  }

  private var longest: Int {
    switch self {
    case .week: 7
    case .month: 31
    case .quarter: 92
    case .year: 366
    }
  }

  private func around(_ day: CalendarDay) -> ClosedRange<CalendarDay>? {
    switch self {
    case .week: return day...(day + 6)
    case .month: return Self.months(day.year, day.month, 1)
    case .quarter: return Self.months(day.year, day.quarter * 3 - 2, 3)
    case .year: return Self.months(day.year, 1, 12)
    }
  }

  private func named(_ text: String) -> ClosedRange<CalendarDay>? {
    let words = Self.words(text)
    let year = words.first { $0.utf8.count == 4 && Self.number($0) != nil }.flatMap(Self.number)
    switch self {
    case .week:
      guard let (year, number) = Self.week(words), (1...53).contains(number),
        let week = ISOWeek("\(year)-W\(number < 10 ? "0" : "")\(number)")
      else { return nil }
      return week.first...week.last
    case .month: return MonthCell(words: words)?.days
    case .quarter:
      guard let year, words.count == 2, let word = words.first(where: { $0.first == "q" }),
        let number = Int(word.dropFirst()), (1...4).contains(number)
      else { return nil }
      return Self.months(year, number * 3 - 2, 3)
    case .year:
      guard let year, words.count == 1 else { return nil }
      return Self.months(year, 1, 12)
    }
  }

  /// What a number of a week may begin or end with, in the languages of the headers.
  private static let weekWords = [
    "w", "wk", "cw", "week", "kw", "woche", "s", "sem", "semana", "semaine", "第", "周",
  ]

  /// `2024-W05`, `KW 5 2024`, `Week 5, 2024`, `2024-5`, `202405`, `2024年第5周`: a column that is called
  /// one of weeks numbers them, and their numbers are those of ISO 8601.
  private static func week(_ words: [Substring]) -> (year: Int, number: Int)? {
    let words = words.filter { !weekWords.contains(String($0)) }.map(bare)
    if words.count == 1, words[0].utf8.count == 6, let number = number(words[0]) {
      return (number / 100, number % 100)
    }
    guard words.count == 2, let place = words.firstIndex(where: { $0.utf8.count == 4 }),
      words[1 - place].utf8.count < 3, let year = number(words[place]),
      let week = number(words[1 - place])
    else { return nil }
    return (year, week)
  }

  /// The digits of `kw09`, `w05`, `第5周`.
  private static func bare(_ word: Substring) -> Substring {
    guard let first = word.firstIndex(where: isDigit), let last = word.lastIndex(where: isDigit)
    else { return word }
    let marks = [word[..<first], word[word.index(after: last)...]].filter { !$0.isEmpty }
    return marks.allSatisfy { weekWords.contains(String($0)) } ? word[first...last] : word
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  static func words(_ text: String) -> [Substring] {
    text.lowercased().split { " -/.,'’年月".contains($0) }.filter { $0 != "de" }
  }

  static func number(_ word: Substring) -> Int? {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(word) : nil
  }

  static func months(_ year: Int, _ first: Int, _ count: Int) -> ClosedRange<CalendarDay>? {
    let last = first + count - 1
    guard (1...12).contains(first), last <= 12,
      let start = CalendarDay(year: year, month: first, day: 1),
      let end = CalendarDay(
        year: year, month: last, day: CalendarDay.days(inMonth: last, year: year))
    else { return nil }
    return start...end
  }
}
