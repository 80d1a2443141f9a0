/// Columns whose header says that they hold the ids of a platform.
struct IDColumns {
  let columns: [Int]

  init(header: [String]) {
    columns = header.indices.filter { Self.namesIDs(header[$0]) }
  }

  /// The column of an id that a spreadsheet has rounded: `9.00012E+09`.
  func rounded(_ record: Record) -> Int? {
    columns.first { $0 < record.count && Self.isScientific(record.trimmed($0)) }
  }

  /// "Campaign ID", "ad_id", "CampaignId", "id"; not "paid".
  private static func namesIDs(_ header: String) -> Bool {
    let bytes = Array(header.utf8)
    guard bytes.count >= 2, bytes[bytes.count - 2] | 0x20 == 0x69,
      bytes[bytes.count - 1] | 0x20 == 0x64
    else { return false }
    guard bytes.count > 2 else { return true }
    let before = bytes[bytes.count - 3]
    return before == 0x20 || before == 0x5F
      || (bytes[bytes.count - 2] == 0x49 && (0x61...0x7A).contains(before))
  }

  private static func isScientific(_ cell: ArraySlice<UInt8>) -> Bool {
    guard cell.count >= 5, let first = cell.first, (0x30...0x39).contains(first),
      let mark = cell.firstIndex(where: { $0 | 0x20 == 0x65 }), mark + 1 < cell.endIndex,
      cell[mark + 1] == 0x2B
    else { return false }
    return cell[..<mark].allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
      && cell[(mark + 2)...].allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// Tells rows of one identity that differ in their amounts, where a file proves identities at all.
struct RowIdentity {
  /// All columns that are no measure, when together they must identify a row; else empty.
  private let key: [Int]
  private var lines: [UInt64: Int] = [:]

  /// A key is one only where an id is among it and no other column stands beside it: a breakdown
  /// that is not read, or a figure that is derived, may tell rows apart.
  init(layout: Layout) {
    let ids = IDColumns(header: layout.header).columns
    let measures = Set(layout.measures.joined())
    let others = layout.header.indices.filter { !measures.contains($0) }
    let read = Set(layout.names + [layout.day, layout.periodStart, layout.periodEnd] + ids)
    key = layout.isDated && !ids.isEmpty && others.allSatisfy(read.contains) ? others : []
  }

  /// The line of an earlier row with the same ids, names and day; the caller knows that the two
  /// differ in their amounts.
  mutating func clash(_ record: Record) -> Int? {
    guard !key.isEmpty else { return nil }
    let hash = record.fingerprint(of: key)
    if let line = lines[hash] { return line }
    lines[hash] = record.line
    return nil
  }
}

extension Record {
  /// Of all cells; only rows of one file are compared.
  var fingerprint: UInt64 {
    var hash = Self.seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* Self.prime }
    for end in ends { hash = (hash ^ UInt64(end)) &* Self.prime }
    return Self.mixed(hash)
  }

  /// Of some cells.
  func fingerprint(of columns: [Int]) -> UInt64 {
    var hash = Self.seed
    for column in columns where column < count {
      for byte in cell(column) { hash = (hash ^ UInt64(byte)) &* Self.prime }
      hash = (hash ^ 0x100) &* Self.prime
    }
    return Self.mixed(hash)
  }

  /// FNV-1a, finished by a mixer.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3
  private static func mixed(_ hash: UInt64) -> UInt64 {
    (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
  }
}
