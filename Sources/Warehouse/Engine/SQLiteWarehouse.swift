import Diagnostics
import Fingerprints
import GRDB
import Glibc
import Metrics

/// The embedded warehouse: one SQLite file of STRICT tables.
///
/// Opening proves the file before anything is written: a damaged file, a stranger's file or one of
/// a newer program is refused and left as it is.
public final class SQLiteWarehouse: Sendable {
  /// Raised when the raw tables change; an older file is migrated.
  static let schemaVersion = 12
  static let applicationID: Int32 = 0x42_52_44_53  // "BRDS"

  let queue: DatabaseQueue
  /// The path as messages name it.
  private let name: String
  private let seal: Seal
  /// Nobody else has written to the file since this program last did.
  public let wasSealed: Bool

  /// Opens or creates the warehouse.
  /// - Throws: `warehouse.damaged`, `warehouse.newer`, `warehouse.busy`, `disk.failed`.
  public init(path: String, name: String? = nil) throws(Diagnostic) {
    self.name = name ?? path
    seal = Seal(path: path)
    wasSealed = seal.holds
    let isNew = access(path, F_OK) != 0
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      try queue.writeWithoutTransaction { db in
        if isNew { try db.execute(sql: "PRAGMA page_size = 16384") }
        try Self.prove(db, isNew: isNew, isSealed: wasSealed)
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
      }
      let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
      if version > 0, version < Self.schemaVersion {
        try Migration(from: version, path: path).run(queue)
      }
      if version == 0 {
        try queue.write { db in
          try db.execute(sql: RawSchema.sql)
          try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
          try db.execute(sql: "PRAGMA user_version = \(Self.schemaVersion)")
        }
      }
    } catch {
      throw Self.translate(error, path: self.name)
    }
    if !seal.holds { seal.set() }
  }

  /// Whether opening it changes nothing: it is as this program left it, of this program's version.
  public static func isReady(_ path: String) -> Bool {
    guard Seal(path: path).holds, let file = fopen(path, "rb") else { return false }
    defer { fclose(file) }
    // Where SQLite keeps `user_version`.
    var bytes = [UInt8](repeating: 0, count: 4)
    guard fseek(file, 60, SEEK_SET) == 0, fread(&bytes, 1, 4, file) == 4 else { return false }
    return bytes.reduce(0) { $0 << 8 | Int($1) } == schemaVersion
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "warehouse"
    // Foreign keys are declared and proven after each build in one pass; checked row by row they
    // cost more than the insert.
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cache_size = \(readingCache)")
      db.add(function: surrogateKey)
      db.add(function: GrainKey.function)
      db.add(function: convertMicros)
    }
    return configuration
  }

  /// Another connection, which only reads.
  func beside() throws(Diagnostic) -> DatabaseQueue {
    var configuration = Self.configuration
    configuration.readonly = true
    return try translating { try DatabaseQueue(path: queue.path, configuration: configuration) }
  }

  private static func prove(_ db: Database, isNew: Bool, isSealed: Bool) throws {
    if isNew { return }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if version > schemaVersion {
      throw Diagnostic(
        .warehouseNewer,
        "the warehouse has schema version \(version), this program knows \(schemaVersion)",
        at: nil,
        hint:
          "use the newer program, or move the file away and run again to rebuild it from the exports"
      )
    }
    if tables > 0, application != applicationID {
      throw Diagnostic(
        .warehouseDamaged, "the file is a database, but no warehouse of this program",
        hint: "move it away and run again")
    }
    let present = try String.fetchSet(db, sql: "SELECT name FROM sqlite_schema")
    if version > 0, let lost = RawSchema.tables(of: version).first(where: { !present.contains($0) })
    {
      throw Diagnostic(
        .warehouseDamaged, "the warehouse has lost its table \(lost)",
        hint: "restore a backup, or move the file away and run again: the exports rebuild it")
    }
    if isSealed { return }
    let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
    if verdict != "ok" {
      throw Diagnostic(
        .warehouseDamaged, "the warehouse is damaged: \(Printable.text(verdict ?? "?"))",
        hint: "restore a backup, or move the file away and run again: the exports rebuild it")
    }
  }

  /// `surrogate_key(part, …)`: the same key as `StableKey.of`, so that SQL models and the loader agree.
  private static let surrogateKey = DatabaseFunction(
    "surrogate_key", argumentCount: nil, pure: true
  ) { values in
    StableKey.of(values.map { String.fromDatabaseValue($0) ?? "" })
  }

  /// `convert_micros(amount, rate)`: an amount in millionths times a rate in millionths of a
  /// millionth, rounded half to even; NULL stays NULL.
  private static let convertMicros = DatabaseFunction(
    "convert_micros", argumentCount: 2, pure: true
  ) { values in
    guard let amount = Int64.fromDatabaseValue(values[0]),
      let rate = Int64.fromDatabaseValue(values[1]),
      let product = Rational(Int128(amount) * Int128(rate), 1_000_000_000_000)
    else { return nil }
    return Int64(exactly: product.scaled(decimals: 0))
  }

  /// In KiB, negative as SQLite wants it. What is written is spilled late; scans gain nothing by a cache, and
  /// what it holds stays until something else needs it.
  private static let (writingCache, readingCache) = (-32768, -4096)

  private func cache(_ size: Int) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = \(size)") }
  }

  /// Runs statements in one transaction: all of it happens, or none.
  public func transaction<Value>(_ work: (Database) throws -> Value) throws(Diagnostic) -> Value {
    let value = try translating {
      try cache(Self.writingCache)
      defer { try? cache(Self.readingCache) }
      return try queue.write(work)
    }
    seal.set()
    return value
  }

  /// Gives back the space of what was deleted, once it is a third of the file: full builds leave the
  /// pages of the tables they replace.
  public func compact() throws(Diagnostic) {
    try translating {
      try queue.writeWithoutTransaction { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        guard free > 256, free * 3 > pages else { return }
        try db.execute(sql: "VACUUM")
      }
    }
    seal.set()
  }

  public func reading<Value>(_ work: (Database) throws -> Value) throws(Diagnostic) -> Value {
    try translating { try queue.read(work) }
  }

  func translating<Value>(_ work: () throws -> Value) throws(Diagnostic) -> Value {
    do { return try work() } catch { throw Self.translate(error, path: name) }
  }

  /// Foreign errors become diagnostics in this one place.
  static func translate(_ error: any Error, path: String) -> Diagnostic {
    if let diagnostic = error as? Diagnostic {
      return diagnostic.place == nil && diagnostic.code.rawValue.hasPrefix("warehouse.")
        ? Diagnostic(
          diagnostic.code, diagnostic.message, at: Place(file: path), hint: diagnostic.hint)
        : diagnostic
    }
    let place = Place(file: path)
    guard let error = error as? DatabaseError else {
      return Diagnostic(.warehouseFailed, Printable.text("\(error)", limit: 400), at: place)
    }
    let message = Printable.text(error.message ?? "error \(error.resultCode.rawValue)", limit: 400)
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return Diagnostic(
        .warehouseDamaged, "the warehouse is damaged: \(message)", at: place,
        hint: "restore a backup, or move the file away and run again: the exports rebuild it")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Diagnostic(
        .warehouseBusy, "another program is reading or writing the warehouse", at: place,
        hint: "close it, or end what it does, and run again")
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM,
      .SQLITE_AUTH:
      return Diagnostic(
        .diskFailed, "the warehouse cannot be written: \(message)", at: place,
        hint: "check free space and the permissions of the folder; nothing was changed")
    default:
      return Diagnostic(
        .warehouseFailed,
        message + (error.sql.map { " in: " + Printable.text($0, limit: 200) } ?? ""), at: place)
    }
  }
}
