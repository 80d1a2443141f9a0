import Diagnostics

/// A column that is not read and holds dates, in a report whose rows name no day: two such exports would
/// seem to cover the same time, and the later one replace the other.
struct UnreadDays {
  /// What a date says of a campaign, and not of a row's figures.
  private static let otherwise: Set = [
    "start", "starts", "started", "end", "ends", "ended", "begin", "begins", "created", "creation",
    "updated", "modified", "launch", "launched", "flight", "expires", "expiry", "last", "first",
    "since", "until", "deadline", "birthday", "published", "beginn", "ende", "erstellt", "inicio",
    "fin", "início", "fim", "début", "creación", "création", "criação", "inizio", "fine",
  ]

  private let layout: Layout
  private let rows: [[[UInt8]]]

  /// - Parameter rows: the first ones below the header.
  init(layout: Layout, rows: [[[UInt8]]]) {
    self.layout = layout
    self.rows = rows
  }

  /// - Throws: `ingest.column-missing` where most rows have a date in such a column.
  func check(path: String) throws(Diagnostic) {
    guard !layout.isDated, !layout.form.isUndated,
      let column = layout.unreadColumns.first(where: { holdsDays($0) && isOfRows($0) })
    else { return }
    let example = rows.lazy.compactMap { column < $0.count ? $0[column] : nil }
      .first { !Blanks.trim($0[...]).isEmpty }
    let header = Printable.text(layout.header[column])
    throw Diagnostic(
      .columnMissing,
      "no column is read as the day of a row, and «\(header)» holds dates, such as «\(Printable.bytes(example ?? [], limit: 40))»",
      at: Place(file: path, line: layout.headerLine, column: column + 1),
      hint:
        "say what it is: `columns: {day: \(header)}` of the source, or `week`, `week_ending`, `month`, or `period_start` and `period_end` for two; remove the column if it says nothing of a row's figures"
    )
  }

  private func holdsDays(_ column: Int) -> Bool {
    let dates = rows.count { row in
      guard column < row.count else { return false }
      let cell = row[column][...]
      // A number may be anything; a date has marks or words.
      return cell.contains { !(0x30...0x39).contains($0) }
        && (DateSpan(cell) != nil || MonthCell(cell)?.isCertain == true)
    }
    return dates > 0 && dates * 10 >= rows.count * 8
  }

  /// Whether dates are of what rows count: a campaign begins once, so that its rows have several only where they
  /// are of several times.
  private func isOfRows(_ column: Int) -> Bool {
    let words = layout.header[column].lowercased().split { !$0.isLetter }.map(String.init)
    if !words.contains(where: Self.otherwise.contains) { return true }
    func cells(_ row: [[UInt8]], _ columns: [Int]) -> [[UInt8]] {
      columns.map { $0 >= 0 && $0 < row.count ? row[$0] : [] }
    }
    var dates: [[[UInt8]]: [[UInt8]]] = [:]
    return rows.contains { row in
      let (names, date) = (cells(row, layout.names), cells(row, [column]))
      return dates.updateValue(date, forKey: names).map { $0 != date } ?? false
    }
  }
}
