import CSQLite
import Diagnostics
import GRDB
import Metrics

/// Writes one export into the raw tables, inside the caller's transaction.
///
/// Rows go in a batch at a time, through a table that shows them to SQLite; other statements are
/// stepped through SQLite's own interface, because GRDB's argument binding costs three times the insert.
public final class Loader {
  private let db: Database
  private let loadID: Int64
  private let firstRowid: Int64
  private let table: IntegerTable
  private let insertRows: OpaquePointer
  private let insertMember: OpaquePointer
  private let insertLoadMember: OpaquePointer
  /// What the rows written so far hold: rows that count, and repeats.
  private var counted = Stock()
  private var repeated = Stock()

  /// Sets up a load with the next free number; `finish` writes its ledger entry.
  public init(_ db: Database) throws {
    self.db = db
    loadID = (try Int64.fetchOne(db, sql: "SELECT max(load_id) FROM raw_loads") ?? 0) + 1
    firstRowid = (try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM raw_rows") ?? 0) + 1
    table = try IntegerTable(db, name: "broadsheet_rows", width: RawRows.columns.count)
    // OR FAIL: a fault ends the caller's transaction, so no batch has to be kept undoable by itself.
    insertRows = try Self.prepare(
      db,
      """
      INSERT OR FAIL INTO raw_rows (load_id, \(RawRows.columns.joined(separator: ", ")))
      SELECT \(loadID), * FROM \(table.name)
      """)
    insertMember = try Self.prepare(
      db, "INSERT OR IGNORE INTO raw_members VALUES (?, ?, ?, ?, ?, ?, ?)")
    insertLoadMember = try Self.prepare(
      db, "INSERT OR IGNORE INTO raw_load_members VALUES (\(loadID), ?)")
  }

  deinit {
    sqlite3_finalize(insertRows)
    sqlite3_finalize(insertMember)
    sqlite3_finalize(insertLoadMember)
  }

  private static func prepare(_ db: Database, _ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil) == SQLITE_OK,
      let statement
    else { throw IntegerScan.error(db) }
    return statement
  }

  /// Adds a member to those of the load, and to all where it is not there; the unknown one is there always.
  /// - Returns: its id.
  @discardableResult
  public func member(_ member: Member) throws -> Int64 {
    let id = member.id
    if id == 0 { return id }
    sqlite3_bind_int64(insertMember, 1, id)
    let parts = [
      member.dimension, member.platform, member.account, member.parent,
      member.nativeID.isEmpty ? member.name : member.nativeID, member.nativeID,
    ]
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (index, part) in parts.enumerated() {
      sqlite3_bind_text(insertMember, Int32(index + 2), part, Int32(part.utf8.count), transient)
    }
    sqlite3_bind_int64(insertLoadMember, 1, id)
    for statement in [insertMember, insertLoadMember] {
      guard sqlite3_step(statement) == SQLITE_DONE else { throw IntegerScan.error(db) }
      sqlite3_reset(statement)
    }
    return id
  }

  public func insert(_ rows: RawRows) throws {
    counted.add(rows.counted)
    repeated.add(rows.repeated)
    try table.show(rows.numbers) {
      guard sqlite3_step(insertRows) == SQLITE_DONE else { throw IntegerScan.error(db) }
      sqlite3_reset(insertRows)
    }
  }

  /// Keeps the names that campaigns had, and from when to when.
  public func names(_ names: [NameSpan]) throws {
    for span in names {
      try db.execute(
        sql: "INSERT INTO raw_member_names VALUES (?, ?, ?, ?, ?)",
        arguments: [loadID, span.member, span.name, span.first, span.last])
    }
  }

  /// Keeps what locations lie in.
  public func places(_ places: [LocationPlace]) throws {
    for place in places {
      try db.execute(
        sql: "INSERT INTO raw_member_places VALUES (?, ?, ?, ?)",
        arguments: [loadID, place.member, place.region, place.country])
    }
  }

  public func quarantine(
    line: Int, byte: Int?, column: Int, rule: String, reason: String, text: String,
    mask: PresenceMask, amounts: Amounts
  ) throws {
    // Compiled once: a broken export has as many such rows as others have rows.
    try db.cachedStatement(
      sql: "INSERT INTO raw_quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(
      arguments: StatementArguments(
        [loadID, line, column, rule, reason, text] as [(any DatabaseValueConvertible)?])
        + Self.values(mask, amounts) + [byte])
  }

  public func footer(
    line: Int, text: String, isGrandTotal: Bool, mask: PresenceMask, amounts: Amounts
  ) throws {
    try db.execute(
      sql: "INSERT INTO raw_footers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: StatementArguments(
        [loadID, line, text, isGrandTotal] as [(any DatabaseValueConvertible)?])
        + Self.values(mask, amounts))
  }

  private static func values(_ mask: PresenceMask, _ amounts: Amounts) -> StatementArguments {
    StatementArguments(Measure.allCases.map { mask.has($0) ? amounts[$0] : nil })
  }

  /// Writes the ledger entry, with the sums of the rows that were written: the reader's own sums
  /// stand against them in the money trail. `Supersession` takes stock again of what is replaced.
  /// - Returns: the load's number.
  @discardableResult
  public func finish(_ load: LoadDescription) throws -> Int64 {
    let lastRowid = try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM raw_rows") ?? 0
    try db.execute(
      sql: """
        INSERT INTO raw_loads (load_id, path, sha256, bytes, platform, platform_name, channel,
          account, currency, encoding, delimiter, header_line, header, date_format, grain,
          first_date_key, last_date_key, rows_read, rows_quarantined, rows_repeated, rows_footer,
          first_rowid, last_rowid, rows_loaded, series, reading)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        loadID, load.path, LoadKey.of(load.sha256, part: load.part),
        load.bytes, load.platform, load.platformName,
        load.channel, load.account, load.currency, load.encoding, load.delimiter,
        load.headerLine, load.header.joined(separator: "\t"), load.dateFormat, load.grain,
        load.firstDay?.key, load.lastDay?.key, load.rowsRead, load.rowsQuarantined,
        load.rowsRepeated, load.rowsFooter, firstRowid, max(lastRowid, firstRowid - 1),
        counted.rows, load.series, load.reading,
      ])
    for trail in load.trails {
      try db.execute(
        sql: "INSERT INTO raw_trail VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          loadID, trail.measure.id, trail.read, counted.sums[trail.measure], trail.quarantined,
          repeated.sums[trail.measure], trail.footer,
          counted.rows(without: trail.measure),
        ])
    }
    for value in Set(load.attributions).sorted() {
      try db.execute(
        sql: "INSERT INTO raw_labels VALUES (?, 'attribution', ?)", arguments: [loadID, value])
    }
    for (field, header) in load.columns.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: "INSERT INTO raw_columns VALUES (?, ?, ?)", arguments: [loadID, field, header])
    }
    for (ratio, compared, agreeing) in load.ratios {
      try db.execute(
        sql: "INSERT INTO raw_ratios VALUES (?, ?, ?, ?)",
        arguments: [loadID, ratio, compared, agreeing])
    }
    for warning in load.warnings {
      try db.execute(
        sql: "INSERT INTO raw_warnings VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          loadID, warning.code.rawValue, warning.message, warning.place?.line,
          warning.place?.column, warning.hint ?? "",
        ])
    }
    return loadID
  }
}
