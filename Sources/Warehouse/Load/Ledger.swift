import Diagnostics
import GRDB
import Metrics

/// What the ledger says of every load: the money trail, file by file.
public struct LoadRecord: Sendable {
  public struct Trail: Sendable {
    public let measure: Measure
    /// All in millionths.
    public let read, loaded, quarantined, superseded, footer: Int64
    public let rowsMissing: Int64
    public var isBalanced: Bool { read == loaded + quarantined + superseded + footer }
  }

  public let id: Int64
  public let path, sha256, platform, platformName, channel, account, currency: String
  /// Its file has several currencies, and is loaded once for each.
  public let isPart: Bool
  public let encoding, delimiter, dateFormat: String
  public let header: [String]
  /// Field → header of the column that fed it; empty for loads of older programs.
  public let columns: [String: String]
  /// Which conversions the platform counts, in its own words; empty when nobody says.
  public let attributions: [String]
  public let bytes, headerLine: Int
  public let firstDay, lastDay: CalendarDay?
  public let rowsRead, rowsLoaded, rowsQuarantined, rowsSuperseded, rowsFooter: Int
  public let isRetracted: Bool
  public let trails: [Trail]
  /// Of the ratios that the platform reports itself, each: rows that were held against their counts, and
  /// those that agree.
  public let ratios: [(compared: Int, agreeing: Int)]
  public let warnings: [Diagnostic]

  /// The file, and the currency of a part of it.
  public var title: String { isPart ? "\(path) (\(currency))" : path }

  public var isBalanced: Bool {
    trails.allSatisfy(\.isBalanced)
      && rowsRead == rowsLoaded + rowsQuarantined + rowsSuperseded + rowsFooter
  }
}

public enum Ledger {
  /// Rows that count, of all loads.
  public static func rows(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT coalesce(sum(rows_loaded), 0) FROM raw_loads WHERE retracted = 0") ?? 0
  }

  /// A measure whose loads together are too large to be summed exactly; nil when there is none.
  public static func overflow(_ db: Database) throws -> Measure? {
    var sums: [String: Int128] = [:]
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT t.measure, t.loaded_micros FROM raw_trail t JOIN raw_loads l USING (load_id)
        WHERE l.retracted = 0
        """)
    while let row = try cursor.next() {
      let amount = Int128(row[1] as Int64)
      sums[row[0], default: 0] += amount < 0 ? -amount : amount
    }
    return Measure.allCases.first { sums[$0.id, default: 0] > Int128(Int64.max / 2) }
  }

  /// Whether a content stands under its own hash.
  public static func has(_ sha256: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM raw_loads WHERE sha256 = ?)", arguments: [sha256])
      ?? false
  }

  /// All loads, oldest first.
  public static func loads(_ db: Database) throws -> [LoadRecord] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT l.*,
          coalesce(l.rows_loaded, (SELECT count(*) FROM raw_rows r
            WHERE r.rowid BETWEEN l.first_rowid AND l.last_rowid
            AND r.superseded_by IS NULL AND r.is_repeat = 0 AND l.retracted = 0)) AS rows_counted,
          l.last_rowid - l.first_rowid + 1 AS rows_typed
        FROM raw_loads l WHERE \(LoadKey.stands) ORDER BY l.load_id
        """)
    let trails = try Row.fetchAll(db, sql: "SELECT * FROM raw_trail ORDER BY load_id")
    let columns = try Row.fetchAll(db, sql: "SELECT load_id, field, header FROM raw_columns")
    let ratios = try Row.fetchAll(
      db, sql: "SELECT load_id, rows_compared, rows_agreeing FROM raw_ratios ORDER BY ratio")
    let labels = try Row.fetchAll(
      db,
      sql: "SELECT load_id, value FROM raw_labels WHERE label = 'attribution' ORDER BY value")
    let warnings = try Row.fetchAll(
      db,
      sql: """
        SELECT load_id, code, message, line, column_number, hint FROM (
          SELECT *, rowid AS place FROM raw_warnings
          UNION ALL
          SELECT t.load_id, '\(DiagnosticCode.moneyTwice.rawValue)', t.message, NULL, NULL, t.hint,
            9223372036854775807
          FROM raw_twins AS t
          JOIN raw_loads AS l ON l.load_id = t.load_id AND l.retracted = 0
          JOIN raw_loads AS o ON o.load_id = t.other_load_id AND o.retracted = 0
        ) ORDER BY load_id, place
        """)
    let shared = Set(
      rows.map { $0["sha256"] as String }.filter(LoadKey.isFurtherPart).map {
        LoadKey.fileHash($0)
      })
    return rows.map { row in
      let id: Int64 = row["load_id"]
      let path: String = row["path"]
      let sha256 = LoadKey.fileHash(row["sha256"])
      let loaded: Int = row["rows_counted"]
      let typed: Int = row["rows_typed"]
      let header: String = row["header"]
      return LoadRecord(
        id: id, path: path, sha256: sha256,
        platform: row["platform"],
        platformName: row["platform_name"], channel: row["channel"], account: row["account"],
        currency: row["currency"], isPart: shared.contains(sha256),
        encoding: row["encoding"], delimiter: row["delimiter"],
        dateFormat: row["date_format"],
        header: header.split(separator: "\t", omittingEmptySubsequences: false).map(String.init),
        columns: columns.filter { $0[0] as Int64 == id }
          .reduce(into: [:]) { $0[$1[1]] = $1[2] },
        attributions: labels.filter { $0[0] as Int64 == id }.map { $0[1] },
        bytes: row["bytes"], headerLine: row["header_line"],
        firstDay: (row["first_date_key"] as Int?).flatMap { CalendarDay(key: $0) },
        lastDay: (row["last_date_key"] as Int?).flatMap { CalendarDay(key: $0) },
        rowsRead: row["rows_read"], rowsLoaded: loaded, rowsQuarantined: row["rows_quarantined"],
        rowsSuperseded: typed - loaded, rowsFooter: row["rows_footer"],
        isRetracted: row["retracted"],
        trails: trails.filter { $0["load_id"] as Int64 == id }.compactMap { trail in
          Measure(id: trail["measure"]).map {
            LoadRecord.Trail(
              measure: $0, read: trail["read_micros"], loaded: trail["loaded_micros"],
              quarantined: trail["quarantined_micros"], superseded: trail["superseded_micros"],
              footer: trail["footer_micros"], rowsMissing: trail["rows_missing"])
          }
        }.sorted { $0.measure < $1.measure },
        ratios: ratios.filter { $0[0] as Int64 == id }.map { ($0[1], $0[2]) },
        warnings: warnings.filter { $0["load_id"] as Int64 == id }.compactMap { warning in
          DiagnosticCode(rawValue: warning["code"]).map {
            let hint: String = warning["hint"]
            return .warning(
              $0, warning["message"],
              at: Place(file: path, line: warning["line"], column: warning["column_number"]),
              hint: hint.isEmpty ? nil : hint)
          }
        })
    }
  }
}
