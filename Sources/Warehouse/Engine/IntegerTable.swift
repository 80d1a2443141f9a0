import CSQLite
import GRDB

/// Rows of integers as a table of SQLite's, so that one `INSERT … SELECT` takes them all: twice as
/// fast as a statement a row.
///
/// A virtual table that holds nothing: it shows the numbers that `show` lends it while it runs.
final class IntegerTable {
  /// Shown as NULL; no amount and no key comes near it.
  static let null = Int64.min

  fileprivate struct Window {
    let width: Int
    var numbers: UnsafePointer<Int64>?
    var count = 0
  }

  let name: String
  private let window: UnsafeMutablePointer<Window>

  /// - Parameters:
  ///   - name: of the table; a later one of the same name takes its place on the connection.
  ///   - width: numbers a row; the columns are `c0`, `c1`, …
  init(_ db: Database, name: String, width: Int) throws {
    self.name = name
    window = .allocate(capacity: 1)
    window.initialize(to: Window(width: width))
    // SQLite frees the window when the table is replaced or the connection closed.
    let code = sqlite3_create_module_v2(
      db.sqliteConnection, name, IntegerModule.pointer, window
    ) { $0?.assumingMemoryBound(to: Window.self).deallocate() }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Shows rows, one after the other in `numbers`, while `body` runs.
  func show<Result>(_ numbers: [Int64], _ body: () throws -> Result) rethrows -> Result {
    try numbers.withUnsafeBufferPointer { numbers in
      window.pointee.numbers = numbers.baseAddress
      window.pointee.count = numbers.count / window.pointee.width
      defer {
        window.pointee.numbers = nil
        window.pointee.count = 0
      }
      return try body()
    }
  }
}

/// The functions that SQLite calls.
private enum IntegerModule {
  private struct Table {
    var base = sqlite3_vtab()
    let window: UnsafeMutablePointer<IntegerTable.Window>
  }

  private struct Cursor {
    var base = sqlite3_vtab_cursor()
    let window: UnsafeMutablePointer<IntegerTable.Window>
    var index = 0
  }

  private static func cursor(_ base: UnsafeMutablePointer<sqlite3_vtab_cursor>?)
    -> UnsafeMutablePointer<Cursor>
  {
    // SQLite hands back what `xOpen` gave it, never null.
    UnsafeMutableRawPointer(base.unsafelyUnwrapped).assumingMemoryBound(to: Cursor.self)
  }

  /// Lives as long as the program: connections keep the address.
  nonisolated(unsafe) static let pointer: UnsafeMutablePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.xConnect = { connection, context, _, _, result, _ in
      guard let window = context?.assumingMemoryBound(to: IntegerTable.Window.self) else {
        return SQLITE_ERROR
      }
      let columns = (0..<window.pointee.width).map { "c\($0)" }.joined(separator: ", ")
      let code = sqlite3_declare_vtab(connection, "CREATE TABLE x(\(columns))")
      guard code == SQLITE_OK else { return code }
      let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      table.initialize(to: Table(window: window))
      result?.pointee = UnsafeMutableRawPointer(table).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in
      plan?.pointee.estimatedCost = 1
      return SQLITE_OK
    }
    module.xOpen = { table, result in
      guard let table = UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self) else {
        return SQLITE_ERROR
      }
      let cursor = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      cursor.initialize(to: Cursor(window: table.pointee.window))
      result?.pointee = UnsafeMutableRawPointer(cursor).assumingMemoryBound(
        to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = {
      cursor($0).deallocate()
      return SQLITE_OK
    }
    module.xFilter = { base, _, _, _, _ in
      cursor(base).pointee.index = 0
      return SQLITE_OK
    }
    module.xNext = {
      cursor($0).pointee.index += 1
      return SQLITE_OK
    }
    module.xEof = {
      let cursor = cursor($0)
      return cursor.pointee.index < cursor.pointee.window.pointee.count ? 0 : 1
    }
    module.xRowid = { base, result in
      result?.pointee = Int64(cursor(base).pointee.index)
      return SQLITE_OK
    }
    module.xColumn = { base, context, column in
      let cursor = cursor(base)
      let window = cursor.pointee.window
      guard let numbers = window.pointee.numbers else { return SQLITE_ERROR }
      let value = numbers[cursor.pointee.index * window.pointee.width + Int(column)]
      if value == IntegerTable.null {
        sqlite3_result_null(context)
      } else {
        sqlite3_result_int64(context, value)
      }
      return SQLITE_OK
    }
    let pointer = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    pointer.initialize(to: module)
    return pointer
  }()
}
