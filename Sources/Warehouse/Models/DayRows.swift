import GRDB

/// Which rows are of some days, said so that only exports with such days are read: a new week stands in an
/// export of its own, and the year before it is not looked at.
struct DayRows: Sendable {
  /// A select of the days.
  private let days: String
  /// From the first to the last; nil where there is none.
  private let range: ClosedRange<Int64>?
  /// The exports that may have rows of them; nil where any may.
  private let loads: [Int64]?

  init(_ days: String, _ db: Database) throws {
    self.days = days
    let ends = try Row.fetchOne(db, sql: "SELECT min(date_key), max(date_key) FROM (\(days))")
    guard let first = ends?[0] as Int64?, let last = ends?[1] as Int64? else {
      (range, loads) = (nil, [])
      return
    }
    range = first...last
    // Rows of no day may be in any export.
    loads =
      first <= 0
      ? nil
      : try Int64.fetchAll(
        db,
        sql: """
          SELECT load_id FROM raw_loads
          WHERE coalesce(first_date_key, 0) <= ? AND coalesce(last_date_key, 99991231) >= ?
          ORDER BY load_id
          """, arguments: [last, first])
  }

  /// Of a table with days.
  func filter(of model: Model) -> String {
    guard let range else { return "0" }
    // The range costs less than to look the day up.
    let ofDays =
      "\"date_key\" between \(range.lowerBound) and \(range.upperBound) and \"date_key\" in (\(days))"
    guard let list, model.isKeyedByRow else { return ofDays }
    return "\"load_id\" in (\(list)) and \(ofDays)"
  }

  /// Parts of a `with` that leave to views of raw rows those of the exports alone: rows of an export stand
  /// together, which no SQL of a model can say.
  func parts(_ views: [Model]) -> [String] {
    guard let list, range != nil else { return [] }
    let rows = """
      "raw_rows" as (
        select r.* from main.raw_loads as l
        cross join main.raw_rows as r on r.rowid between l.first_rowid and l.last_rowid
        where l.load_id in (\(list)))
      """
    return [rows] + views.filter(\.isOfRawRows).map { "\"\($0.name)\" as (\n\($0.sql)\n)" }
  }

  private var list: String? { loads.map { $0.map(String.init).joined(separator: ", ") } }
}

extension Model {
  /// It asks how many rows of an export count, which a later export changes without a row of its days.
  var readsCountOfRows: Bool {
    sources.contains("loads")
      && SelectText.words(SelectText.plain(sql)).contains {
        $0 == "rows_loaded" || $0.hasSuffix(".rows_loaded")
      }
  }

  /// Each of its rows is a row of an export, on that row's day.
  var isKeyedByRow: Bool {
    columns.filter(\.isPrimaryKey).map(\.name) == ["load_id", "line"]
  }

  /// A view of rows of exports as they stand: whatever changes in it is of a day that loads name.
  var isOfRawRows: Bool {
    let text = SelectText.plain(sql)
    let words = SelectText.words(text)
    // Each of its rows is of one row: no other is asked, joined or added.
    return materialization == .view && dependencies.isEmpty
      && sources.count { $0 == "rows" } == 1 && Set(sources).isSubset(of: ["rows", "loads"])
      && !sql.contains("'") && words.count { $0 == "select" } == 1
      && SelectText.areOfOneRow(words) && SelectText.callsAreOfOneRow(text)
  }
}
