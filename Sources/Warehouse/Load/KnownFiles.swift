import GRDB

/// The files that were loaded, by what they hold.
public struct KnownFiles: Sendable {
  public struct File: Sendable {
    /// Where its content was found first.
    public let path: String
    /// How it was read; empty where an older program has loaded it.
    public let reading: String
    fileprivate let grain: String
    public let isRetracted: Bool

    /// What its rows are broken down by, as the configuration's `grain` has it.
    public var breakdown: Set<String> {
      Set(
        grain.split(separator: ", ").map { $0 == "campaign_id" ? "campaign" : String($0) }
          .filter { $0 != GrainClash.period })
    }
  }

  /// Lengths of all files that were ever loaded.
  public private(set) var lengths: Set<Int> = []
  private var files: [String: File] = [:]
  /// The content that was found last under each path.
  private var latest: [String: String] = [:]
  /// Paths whose last load was taken out by hand.
  private var retracted: Set<String> = []

  public init(_ db: Database) throws {
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT \(LoadKey.fileHash), path, reading, grain, retracted, bytes FROM raw_loads
        WHERE \(LoadKey.stands) ORDER BY load_id
        """)
    {
      let file = File(path: row[1], reading: row[2], grain: row[3], isRetracted: row[4])
      files[row[0]] = files[row[0]] ?? file
      if file.isRetracted {
        retracted.insert(file.path)
      } else {
        latest[file.path] = row[0]
        retracted.remove(file.path)
      }
      lengths.insert(row[5])
    }
  }

  /// The file of a content, by its SHA-256.
  public subscript(sha256: String) -> File? { files[sha256] }

  /// Whether no later content was found where this one was.
  public func isCurrent(_ sha256: String) -> Bool {
    files[sha256].map { latest[$0.path] == sha256 } ?? false
  }

  /// Whether rows of a path may count, or of files in it.
  public func hasLoads(of path: String) -> Bool {
    latest[path] != nil || !loaded(in: path).isEmpty
  }

  /// Whether a content of a path was taken out by hand, and none came after it.
  public func isRetracted(_ path: String) -> Bool {
    retracted.contains(path)
  }

  /// The paths into a file whose rows may count.
  public func loaded(in path: String) -> [String] {
    latest.keys.filter { $0.hasPrefix("\(path)/") }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// Notes that what was loaded of a path is about to count no more: another file of its content may.
  public mutating func forget(_ path: String) {
    let forgotten = Set([path] + loaded(in: path))
    files = files.filter { !forgotten.contains($0.value.path) || $0.value.isRetracted }
    for inside in forgotten { latest[inside] = nil }
  }

  /// Notes that a path is about to be loaded.
  /// - Parameter sha256: of its content; nil of one that is no known one.
  public mutating func add(_ sha256: String?, path: String) {
    latest[path] = sha256 ?? ""
    guard let sha256 else { return }
    files[sha256] = File(path: path, reading: "", grain: "", isRetracted: false)
  }
}

extension Ledger {
  /// Why a content that was loaded is loaded anew.
  public enum Again: Sendable {
    /// It is to be read otherwise, and keeps its place among the loads.
    case read
    /// It is back where another had taken its place, and is the newest there.
    case isBack
  }

  /// Takes out all loads of a content, of which a file of several currencies has several: their rows
  /// stay, and count no more.
  public static func retract(content sha256: String, _ db: Database) throws {
    try retract("\(LoadKey.fileHash) = ?", sha256, "sha256", db)
  }

  /// Takes out the loads of a content that is to be loaded anew.
  public static func replace(content sha256: String, _ again: Again, _ db: Database) throws {
    try retract(
      "\(LoadKey.fileHash) = ?", sha256, again == .read ? LoadKey.readAgain : LoadKey.gone, db)
  }

  /// Takes out all loads of a path that is to be read no more, and of files in it.
  public static func replace(path: String, _ db: Database) throws {
    try retract("instr(path || '/', ? || '/') = 1", path, LoadKey.gone, db)
  }

  private static func retract(
    _ condition: String, _ value: String, _ key: String, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE raw_loads SET retracted = 1, rows_loaded = NULL, sha256 = \(key)
        WHERE retracted = 0 AND \(condition)
        """, arguments: [value])
  }
}
