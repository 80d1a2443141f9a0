import Metrics

/// What a column of a report without days counts in.
///
/// The words are the same on every platform, so they stand here and not in each platform's file; a
/// platform's own `week:`, `month:`, … replaces them.
enum PeriodUnit: CaseIterable, Sendable {
  case week, weekEnding, month, quarter, year

  var field: Field {
    switch self {
    case .week: .week
    case .weekEnding: .weekEnding
    case .month: .month
    case .quarter: .quarter
    case .year: .year
    }
  }

  /// In the languages of the platforms' files; normalised.
  var headers: [String] {
    let words =
      switch self {
      case .week:
        [
          "Week", "Wk", "W/C", "Week of", "Week (Monday)", "Reporting week", "Report week",
          "Week (Mon-Sun)", "Week starting", "Week commencing", "Week beginning",
          "Week start", "Woche", "Semana", "Semaine", "Settimana", "周", "週", "Tydzień", "Vecka",
          "Uge",
          "Uke", "Týden", "주", "Hafta", "Неделя", "segments.week", "segments_week",
        ]
      case .weekEnding:
        [
          "Week ending", "Week end", "W/E", "WE", "Week ended", "Woche bis", "Wochenende",
          "Semana hasta", "Semaine au",
        ]
      case .month:
        [
          "Month", "Report month", "Reporting month", "Month year", "Month-Year", "Monat", "Mes",
          "Mois", "Mês", "Mese", "Maand", "月", "Miesiąc", "Månad", "Måned",
          "Měsíc", "월", "Ay", "Месяц", "segments.month", "segments_month",
        ]
      case .quarter:
        [
          "Quarter", "Quartal", "Trimestre", "Kwartaal", "季度", "四半期", "Kwartał", "분기", "Квартал",
          "segments.quarter",
          "segments_quarter",
        ]
      case .year:
        [
          "Year", "Jahr", "Año", "Année", "Ano", "Anno", "Jaar", "年", "Rok", "År", "연도", "Yıl",
          "Год", "segments.year",
          "segments_year",
        ]
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
    let text = String(decoding: bytes, as: UTF8.self)
    if self == .week, ends.count == 1, let day = decision.day(ends[0]), Self.isBeginning(text) {
      return day...(day + 6)
    }
    return named(text)
  }

  /// The days of a cell that leaves its year to another column: `42`, `W42`, `January`, `1`, `Q1`.
  func days(_ cell: some ByteText, in year: Int) -> ClosedRange<CalendarDay>? {
    let words = Self.words(String(decoding: Blanks.trim(cell), as: UTF8.self))
    guard self != .year, words.allSatisfy({ $0.utf8.count < 4 || Self.number($0) == nil }) else {
      return nil
    }
    let isBare = words.count == 1 && Self.number(words[0]) != nil
    let name = words.joined(separator: " ")
    return named("\(isBare && self == .quarter ? "q" : "")\(name) \(year)")
  }

  /// "w/c 14 Oct 2024", "Week of Oct 14, 2024": the day is the first of the week.
  private static func isBeginning(_ text: String) -> Bool {
    let text = text.lowercased()
    return weekBeginnings.contains { text.hasPrefix($0 + " ") }
  }

  private static let weekBeginnings = [
    "w/c", "wc", "w/b", "wb", "week of", "week commencing", "week beginning", "week starting",
    "woche vom", "woche ab", "semana del", "semana de", "semaine du", "settimana del", "week van",
  ]

  private var longest: Int {
    switch self {
    case .week, .weekEnding: 7
    case .month: 31
    case .quarter: 92
    case .year: 366
    }
  }

  private func around(_ day: CalendarDay) -> ClosedRange<CalendarDay>? {
    switch self {
    case .week: return day...(day + 6)
    case .weekEnding: return (day - 6)...day
    case .month: return Self.months(day.year, day.month, 1)
    case .quarter: return Self.months(day.year, day.quarter * 3 - 2, 3)
    case .year: return Self.months(day.year, 1, 12)
    }
  }

  private func named(_ text: String) -> ClosedRange<CalendarDay>? {
    let words = Self.words(text)
    let year = words.first { $0.utf8.count == 4 && Self.number($0) != nil }.flatMap(Self.number)
    switch self {
    case .week, .weekEnding:
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
    "w", "wk", "cw", "week", "kw", "woche", "s", "sem", "semana", "semaine", "settimana", "sett",
    "第", "周", "週",
  ]

  /// `2024-W05`, `KW 5 2024`, `Week 5, 2024`, `2024-5`, `202405`, `2024年第5周`: a column that is called
  /// one of weeks numbers them, and their numbers are those of ISO 8601.
  private static func week(_ words: [Substring]) -> (year: Int, number: Int)? {
    let words = words.flatMap(parts).filter { !weekWords.contains(String($0)) }.map(bare)
    if words.count == 1, words[0].utf8.count == 6, let number = number(words[0]) {
      return (number / 100, number % 100)
    }
    guard words.count == 2, let place = words.firstIndex(where: { $0.utf8.count == 4 }),
      words[1 - place].utf8.count < 3, let year = number(words[place]),
      let week = number(words[1 - place])
    else { return nil }
    return (year, week)
  }

  /// `2024w05` in two.
  private static func parts(_ word: Substring) -> [Substring] {
    guard word.utf8.count > 5, number(word.prefix(4)) != nil,
      let mark = word.dropFirst(4).first, !isDigit(mark)
    else { return [word] }
    return [word.prefix(4), word.dropFirst(4)]
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
