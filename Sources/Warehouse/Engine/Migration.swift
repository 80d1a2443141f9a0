import GRDB
import Glibc

/// Brings the raw tables of an older program to this one's, all steps or none.
///
/// A copy of the file as it was stays beside it: `warehouse.sqlite.v1`. It is complete before its
/// name is given, so an interrupted copy is never taken for one.
struct Migration {
  let from: Int
  let path: String

  func run(_ queue: DatabaseQueue) throws {
    let copy = "\(path).v\(from)"
    if access(copy, F_OK) != 0 {
      let unfinished = copy + ".part"
      unlink(unfinished)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [unfinished])
      }
      guard rename(unfinished, copy) == 0 else {
        throw DatabaseError(
          resultCode: .SQLITE_IOERR, message: "the copy \(copy) cannot be named")
      }
    }
    try queue.write { db in
      for version in (from + 1)...SQLiteWarehouse.schemaVersion {
        if let sql = RawSchema.migrations[version] { try db.execute(sql: sql) }
      }
      try db.execute(sql: "PRAGMA user_version = \(SQLiteWarehouse.schemaVersion)")
    }
  }
}
