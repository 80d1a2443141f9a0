import Diagnostics
import Metrics

/// Which column of a file feeds which field. A class, because every part of the typing holds it.
final class Layout: Sendable {
  /// A second column that may be meant by a measure.
  struct Twin: Sendable {
    let measure: Measure
    let first, second: Int
    /// Of one header, or of two words for one thing: both must say the same. Else a difference is
    /// worth a word.
    let mustAgree: Bool
  }

  let platform: Platform
  let form: ReportForm
  let head: ReportHead
  /// Column of each name field, in the order of `Field.names`; -1 when absent.
  let names: [Int]
  /// -1 when rows do not name their day.
  let day: Int
  /// Columns of the first and last day of what a row covers; -1 unless the day is absent.
  let periodStart, periodEnd: Int
  /// Columns of the week, month, … of a row; empty unless day and range are absent.
  let spans: [(unit: PeriodUnit, column: Int)]
  /// Columns of each measure, added up; empty when absent.
  let measures: [[Int]]
  /// Decimal places that the unit of a measure's columns is shifted by: 6 for millionths.
  let shifts: [Int]
  let twins: [Twin]
  /// Of a platform's report: further columns for conversions and revenue, in order of preference.
  let others: [(measure: Measure, column: Int)]
  /// Further columns that may be meant by the day, in a table made by hand.
  let otherDays: [Int]
  /// Column of the attribution setting; -1 when absent.
  let attribution: Int
  /// Columns of the platform's own ratios.
  let ratios: [Field: Int]
  /// A currency named by a header, such as "Amount spent (USD)".
  let headerCurrency: String?

  var headerLine: Int { head.line }
  var header: [String] { head.header }
  /// Every row names what it covers.
  var isDated: Bool { !dates.isEmpty }
  /// The columns that say what a row covers.
  var dates: [Int] { [day, periodStart, periodEnd].filter { $0 >= 0 } + spans.map(\.column) }
  /// The last column that means anything.
  var lastColumn: Int {
    max(dates.max() ?? -1, names.max() ?? -1, measures.joined().max() ?? -1)
  }

  func columns(_ field: Field) -> [Int] {
    let column: Int
    switch field {
    case .day: column = day
    case .periodStart: column = periodStart
    case .periodEnd: column = periodEnd
    case .attribution: column = attribution
    case .clickThrough, .conversionRate: column = ratios[field] ?? -1
    case .week, .weekEnding, .month, .quarter, .year:
      column = spans.first { $0.unit.field == field }?.column ?? -1
    default:
      if let measure = Measure(id: field.rawValue) { return measures[measure.rawValue] }
      column = name(field)
    }
    return column < 0 ? [] : [column]
  }

  var costHeader: String? { measures[Measure.cost.rawValue].first.map { header[$0] } }

  /// Column of a name field.
  func name(_ field: Field) -> Int { Field.names.firstIndex(of: field).map { names[$0] } ?? -1 }

  /// Field → header as written; several are joined by " + ".
  var mapped: [Field: String] {
    var result: [Field: String] = [:]
    for field in Field.allCases {
      let columns = columns(field)
      if !columns.isEmpty { result[field] = columns.map { header[$0] }.joined(separator: " + ") }
    }
    return result
  }

  /// Whether the first cell of a column that says anything names a first and a last day.
  private static func holdsRanges(_ rows: [[[UInt8]]], column: Int) -> Bool {
    let cells = rows.lazy.compactMap { column < $0.count ? $0[column] : nil }
    guard let first = cells.first(where: { !Blanks.trim($0[...]).isEmpty }) else { return false }
    return DateSpan(first[...])?.last != nil
  }

  /// Columns with a header that feed no field and repeat none that does.
  var unreadColumns: [Int] {
    let read = Set(Field.allCases.flatMap { columns($0) } + twins.map(\.second))
    return header.indices.filter { !read.contains($0) && !header[$0].isEmpty }
  }

  /// - Parameter rows: the first ones below the header.
  /// - Throws: `ingest.column-missing`, `ingest.currency-mixed`.
  init(
    _ candidate: HeaderCandidate, rows: [[[UInt8]]], options: ReadingOptions, path: String
  ) throws(Diagnostic) {
    platform = candidate.platform
    form = candidate.form
    head = candidate.head
    let finder = ColumnFinder(candidate: candidate, options: options, path: path)
    let day = try finder.columns(.day).first ?? -1
    let start = form.isUndated ? -1 : try finder.columns(.periodStart).first ?? -1
    let end = form.isUndated ? -1 : try finder.columns(.periodEnd).first ?? -1
    otherDays = day >= 0 && platform.isFallback ? finder.others(.day, than: day) : []
    // A start without an end is a day: "Start Date (in UTC)" of a daily report.
    let isRange = day < 0 && start >= 0 && end >= 0
    var only = day < 0 && end < 0 ? start : day
    var spans: [(PeriodUnit, Int)] = []
    // … where no column of weeks or months says in ranges what rows cover.
    if day < 0, only >= 0, form.covers == nil {
      for unit in PeriodUnit.allCases {
        guard let column = try finder.columns(unit.field).first else { continue }
        if Self.holdsRanges(rows, column: column) { only = -1 }
      }
    }
    // The days of a report by week or month are where its weeks and months begin.
    self.day = form.covers == nil ? only : -1
    periodStart = isRange ? start : -1
    periodEnd = isRange ? end : -1
    if only >= 0, let unit = form.covers {
      spans.append((unit, only))
    } else if self.day < 0, !isRange, !form.isUndated {
      for unit in PeriodUnit.allCases {
        if let column = try finder.columns(unit.field).first { spans.append((unit, column)) }
      }
    }
    self.spans = spans
    var names: [Int] = []
    // A column feeds one name: LinkedIn's campaign is its ad group only beside a campaign group. Only
    // of a location it may also be said what it lies in.
    for field in Field.names {
      let taken = field == .region || field == .country ? [] : names
      names.append(try finder.columns(field, besides: taken).first ?? -1)
    }
    var measures: [[Int]] = []
    var shifts: [Int] = []
    var twins: [Twin] = []
    var others: [(Measure, Int)] = []
    var currencies: [(code: String, column: Int)] = []
    for measure in Measure.allCases {
      let field = Field(rawValue: measure.id)
      let columns = try field.map { field throws(Diagnostic) in try finder.columns(field) } ?? []
      measures.append(columns)
      // A column that somebody has named for a measure may be in millionths in any report.
      let isMicros =
        field.map(candidate.form.micros.contains) == true
        || measure.isMoney
          && columns.contains {
            candidate.head.names[$0].hasSuffix("micros")
              || candidate.head.names[$0].hasSuffix("(micros)")
          }
      shifts.append(isMicros ? 6 : 0)
      for column in columns {
        twins += finder.repeats(of: column).map {
          Twin(measure: measure, first: column, second: $0, mustAgree: true)
        }
        if measure.isMoney, let code = candidate.head.currencies[column] {
          currencies.append((code, column))
        }
      }
      if let field, let column = columns.first, columns.count == 1 {
        twins += finder.twins(field, measure, of: column)
        if !platform.isFallback, measure == .conversions || measure == .saleAmount {
          others += finder.others(field, than: column).map { (measure, $0) }
        }
      }
    }
    self.others = others
    self.measures = measures
    self.shifts = shifts
    self.twins = twins
    var ratios: [Field: Int] = [:]
    for (field, part, whole) in Field.ratios
    where !measures[part.rawValue].isEmpty && !measures[whole.rawValue].isEmpty {
      ratios[field] = try finder.columns(field).first
    }
    self.ratios = ratios
    attribution = try finder.columns(.attribution).first ?? -1
    headerCurrency = try finder.currency(currencies)
    if let place = Field.names.firstIndex(of: .currency), names[place] < 0, headerCurrency == nil,
      options.currency == nil
    {
      let read = Set(names + measures.joined() + [day, start, end] + spans.map(\.1))
      names[place] = try finder.currency(in: rows, besides: read) ?? -1
    }
    self.names = names
    for field in candidate.form.required where columns(field).isEmpty {
      if field == .day, isDated { continue }
      throw finder.missing(field)
    }
    guard measures.contains(where: { !$0.isEmpty }) else {
      throw Diagnostic(
        .columnMissing, "no column of any measure (impressions, clicks, cost, …)",
        at: Place(file: path, line: head.line),
        hint: "there are: " + Printable.text(header.joined(separator: ", "), limit: 300))
    }
  }
}

/// Finds the columns of a field by the configuration, else by the platform's headers.
private struct ColumnFinder {
  let candidate: HeaderCandidate
  let options: ReadingOptions
  let path: String

  private var head: ReportHead { candidate.head }

  func columns(_ field: Field, besides taken: [Int] = []) throws(Diagnostic) -> [Int] {
    if let chosen = options.columns[field] {
      guard let index = head.header.firstIndex(where: { $0 == chosen }) else {
        throw Diagnostic(
          .columnMissing,
          "no column \(Printable.text(chosen)), which `columns` names for \(field.rawValue)",
          at: Place(file: path, line: head.line),
          hint: "columns there: \(Printable.text(head.header.joined(separator: ", "), limit: 300))")
      }
      return [index]
    }
    for group in candidate.platform.headers(of: field) {
      let found = group.compactMap { name in head.names.firstIndex(of: name) }
      if field.isMeasure, found.contains(where: isNamedForMeasure) { continue }
      if let first = found.first, !taken.contains(first) { return found }
    }
    return []
  }

  /// A column that somebody has named for one measure feeds no other by its header.
  private func isNamedForMeasure(_ column: Int) -> Bool {
    options.columns.contains { $0.key.isMeasure && $0.value == head.header[column] }
  }

  /// In a table made by hand all words for cost, revenue or conversions mean the same. A platform's do
  /// not, but money under two names of which one has a word more is easily taken for the other.
  func twins(_ field: Field, _ measure: Measure, of column: Int) -> [Layout.Twin] {
    let isFallback = candidate.platform.isFallback
    guard measure.isMoney || isFallback && measure == .conversions else { return [] }
    return others(field, than: column).compactMap { other in
      let names = (head.names[column], head.names[other])
      guard isFallback || Self.contains(names.0, names.1) || Self.contains(names.1, names.0) else {
        return nil
      }
      return Layout.Twin(
        measure: measure, first: column, second: other, mustAgree: isFallback)
    }
  }

  /// Whether a name has the other at one of its ends; millionths are told apart by their names.
  private static func contains(_ name: String, _ other: String) -> Bool {
    (name.hasPrefix(other) || name.hasSuffix(other)) && !name.hasSuffix("micros")
  }

  /// The currency of all headers of money.
  /// - Throws: `ingest.currency-mixed`.
  func currency(_ money: [(code: String, column: Int)]) throws(Diagnostic) -> String? {
    guard var (currency, column) = money.first else { return nil }
    let named = try columns(.currency)
    let isSaid = options.currency != nil || !named.isEmpty
    for (other, at) in money.dropFirst() {
      let isAsked = !isSaid && Currency.areTwoDollars(currency, other)
      guard !isAsked, let common = Currency.common(currency, other) else {
        throw Diagnostic(
          .currencyMixed,
          "\(Printable.text(head.header[column])) and \(Printable.text(head.header[at])) are in two currencies",
          at: Place(file: path, line: head.line, column: at + 1),
          hint:
            "export the report in one currency, or remove the column that is in another; if it is one, set `currency` of the source"
        )
      }
      if common != currency { (currency, column) = (common, at) }
    }
    return currency
  }

  /// A column of currencies: of every row it names one by its code, and its header speaks of currencies; or the
  /// only one that names several.
  /// - Throws: `ingest.column-ambiguous` where two of that header differ.
  func currency(in rows: [[[UInt8]]], besides read: Set<Int>) throws(Diagnostic) -> Int? {
    func words(_ column: Int) -> [String] {
      rows.map {
        column < $0.count ? String(decoding: Blanks.trim($0[column][...]), as: UTF8.self) : ""
      }
    }
    let found = head.header.indices.filter { column in
      guard !read.contains(column), !head.header[column].isEmpty else { return false }
      let words = words(column).filter { !$0.isEmpty }
      return words.count * 2 > rows.count && words.allSatisfy(Currency.codes.contains)
    }
    let named = found.filter { Currency.isSpoken(of: head.header[$0]) }
    let several = found.filter { Set(words($0).filter { !$0.isEmpty }).count > 1 }
    guard let first = named.first else { return several.count == 1 ? several[0] : nil }
    if let other = named.first(where: { words($0) != words(first) }) {
      throw Diagnostic(
        .columnAmbiguous,
        "\(Printable.text(head.header[first])) and \(Printable.text(head.header[other])) both name currencies, and differ",
        at: Place(file: path, line: head.line, column: other + 1),
        hint:
          "name the one that amounts are in: `columns: {currency: \(Printable.text(head.header[first]))}` of the source"
      )
    }
    return first
  }

  /// Columns that another of the field's headers names, where nobody has said which one counts.
  func others(_ field: Field, than column: Int) -> [Int] {
    guard options.columns[field] == nil else { return [] }
    let names = Set(candidate.platform.headers(of: field).joined())
    return head.names.indices.filter {
      head.names[$0] != head.names[column] && names.contains(head.names[$0])
        && !isNamedForMeasure($0)
    }
  }

  /// Later columns with the same header.
  func repeats(of column: Int) -> [Int] {
    head.names.indices.filter { $0 > column && head.names[$0] == head.names[column] }
  }

  func missing(_ field: Field) -> Diagnostic {
    let expected = candidate.platform.headers(of: field).prefix(4)
      .map { $0.joined(separator: " + ") }.joined(separator: "», «")
    return Diagnostic(
      .columnMissing,
      "no column for \(field.rawValue); \(candidate.platform.name) calls it «\(expected)»",
      at: Place(file: path, line: head.line),
      hint:
        "export the report with that column, or name it under `columns:` of the source; there are: "
        + Printable.text(head.header.joined(separator: ", "), limit: 300))
  }
}
