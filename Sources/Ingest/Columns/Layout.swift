import Diagnostics
import Metrics

/// Which column of a file feeds which field. A class, because every part of the typing holds it.
final class Layout: Sendable {
  /// A second column of a header that feeds a measure: it must say the same.
  struct Twin: Sendable {
    let measure: Measure
    let first, second: Int
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
    case .week, .month, .quarter, .year:
      column = spans.first { $0.unit.field == field }?.column ?? -1
    default:
      if let measure = Measure(id: field.rawValue) { return measures[measure.rawValue] }
      column = name(field)
    }
    return column < 0 ? [] : [column]
  }

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

  /// Headers, as written, of columns that feed no field and repeat none that does.
  var unread: [String] {
    let read = Set(Field.allCases.flatMap { columns($0) } + twins.map(\.second))
    return header.indices.filter { !read.contains($0) && !header[$0].isEmpty }.map { header[$0] }
  }

  /// - Throws: `ingest.column-missing`.
  init(
    _ candidate: HeaderCandidate, options: ReadingOptions, path: String
  ) throws(Diagnostic) {
    platform = candidate.platform
    form = candidate.form
    head = candidate.head
    let finder = ColumnFinder(candidate: candidate, options: options, path: path)
    let day = try finder.columns(.day).first ?? -1
    let start = try finder.columns(.periodStart).first ?? -1
    let end = try finder.columns(.periodEnd).first ?? -1
    // A start without an end is a day: "Start Date (in UTC)" of a daily report.
    let isRange = day < 0 && start >= 0 && end >= 0
    let only = day < 0 && end < 0 ? start : day
    // The days of a report by week or month are where its weeks and months begin.
    self.day = form.covers == nil ? only : -1
    periodStart = isRange ? start : -1
    periodEnd = isRange ? end : -1
    var spans: [(PeriodUnit, Int)] = []
    if only >= 0, let unit = form.covers {
      spans.append((unit, only))
    } else if self.day < 0, !isRange {
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
    self.names = names
    var measures: [[Int]] = []
    var shifts: [Int] = []
    var twins: [Twin] = []
    var currency: String?
    for measure in Measure.allCases {
      let field = Field(rawValue: measure.id)
      let columns = try field.map { field throws(Diagnostic) in try finder.columns(field) } ?? []
      measures.append(columns)
      // A column that somebody has named for a measure may be in millionths in any report.
      let isMicros =
        field.map(candidate.form.micros.contains) == true
        || measure.isMoney && columns.contains { candidate.head.names[$0].hasSuffix("micros") }
      shifts.append(isMicros ? 6 : 0)
      for column in columns {
        twins += finder.repeats(of: column).map {
          Twin(measure: measure, first: column, second: $0)
        }
        // In a table made by hand all words for cost mean the same; a platform's do not.
        if measure == .cost, candidate.platform.isFallback, let field {
          twins += finder.others(field, than: column).map {
            Twin(measure: measure, first: column, second: $0)
          }
        }
        if measure.isMoney, currency == nil { currency = candidate.head.currencies[column] }
      }
    }
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
    headerCurrency = currency
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
      if let first = found.first, !taken.contains(first) { return found }
    }
    return []
  }

  /// Columns that another of the field's headers names, where nobody has said which one counts.
  func others(_ field: Field, than column: Int) -> [Int] {
    guard options.columns[field] == nil else { return [] }
    let names = Set(candidate.platform.headers(of: field).joined())
    return head.names.indices.filter {
      head.names[$0] != head.names[column] && names.contains(head.names[$0])
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
