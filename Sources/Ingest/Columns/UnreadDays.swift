import Diagnostics

/// A column that is not read and holds dates, in a report whose rows name no day: two such exports would
/// seem to cover the same time, and the later one replace the other.
struct UnreadDays {
  /// Words of a date that says something of a campaign or of the file, and not of a row's figures.
  private static let otherwise: Set = [
    "end", "ends", "ended", "last", "first", "since", "until", "deadline", "birthday", "live",
    "flight", "expires", "expiry", "paused", "activated", "invoice", "synced", "loaded", "ende",
    "fin", "fim", "fine", "konec", "koniec",
  ]
  /// The same within longer words: "startDate", "Startdatum", "Data rozpoczęcia".
  private static let parts = [
    "start", "begin", "beginn", "anfang", "creat", "erstellt", "creación", "criação", "updat",
    "modif", "launch", "publish", "release", "upload", "extract", "sync", "generat", "added",
    "enddat", "inicio", "início", "inizio", "début", "debut", "開始", "終了", "начал", "оконч",
    "rozpocz",
    "zakończ", "başlangıç", "bitiş", "시작", "종료", "开始", "结束",
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
    var found: Set<[UInt8]> = []
    let dates = rows.count { row in
      guard column < row.count else { return false }
      let cell = Blanks.trim(row[column][...])
      // A number may be anything, and so may three short ones; a date has marks or words, and its year.
      guard cell.contains(where: { !(0x30...0x39).contains($0) }) else { return false }
      let isDate =
        DateSpan(cell).map { $0.first.shape.order != .shortYear && $0.first.shape != .serial }
        ?? (MonthCell(cell)?.isCertain ?? false)
      if isDate { found.insert(Array(cell)) }
      return isDate
    }
    // One date in all rows is that of the file.
    return dates > 0 && dates * 10 >= rows.count * 8 && (found.count > 1 || rows.count == 1)
  }

  /// Whether dates are of what rows count: a campaign begins once, so that its rows have several only where they
  /// are of several times.
  private func isOfRows(_ column: Int) -> Bool {
    let header = layout.header[column]
    let lower = header.lowercased()
    let isOther =
      Self.parts.contains(where: lower.contains)
      || UnreadMeasures.words(header).contains(where: Self.otherwise.contains)
    if !isOther { return true }
    func cells(_ row: [[UInt8]], _ columns: [Int]) -> [[UInt8]] {
      columns.map { $0 < row.count ? row[$0] : [] }
    }
    // All that tells rows apart, read or not.
    let texts = layout.header.indices.filter { other in
      other != column
        && rows.contains { other < $0.count && Self.isText($0[other]) }
    }
    var dates: [[[UInt8]]: [[UInt8]]] = [:]
    return rows.contains { row in
      let (names, date) = (cells(row, texts), cells(row, [column]))
      return dates.updateValue(date, forKey: names).map { $0 != date } ?? false
    }
  }

  private static func isText(_ cell: [UInt8]) -> Bool {
    cell.contains { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) } && DateSpan(cell[...]) == nil
  }
}
