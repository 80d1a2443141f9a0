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

  private static func isScientific(_ cell: some ByteText) -> Bool {
    guard cell.count >= 5, let first = cell.first, (0x30...0x39).contains(first),
      let mark = cell.firstIndex(where: { $0 | 0x20 == 0x65 })
    else { return false }
    let exponent = cell[mark...].dropFirst()
    return exponent.first == 0x2B && exponent.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
      && cell[..<mark].allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
  }
}

/// Tells rows of one identity that differ in their amounts, where a file proves identities at all.
struct RowIdentity {
  /// All columns that are no measure, when together they must identify a row; else empty.
  private let key: [Int]
  private var young: [UInt64: Int] = [:]
  private var old: [UInt64: Int] = [:]
  /// Whether a row was ever forgotten.
  private(set) var isPassed = false

  /// A key is one only where an id is among it and no other column stands beside it: a breakdown
  /// that is not read, or a figure that is derived, may tell rows apart.
  init(layout: Layout) {
    let ids = IDColumns(header: layout.header).columns
    let measures = Set(layout.measures.joined())
    let others = layout.header.indices.filter { !measures.contains($0) }
    let read = Set(layout.names + layout.dates + ids)
    key = layout.isDated && !ids.isEmpty && others.allSatisfy(read.contains) ? others : []
  }

  /// Of the ids, names and day of a row; 0 where a file proves no identity.
  func hash(_ record: Record) -> UInt64 { key.isEmpty ? 0 : record.fingerprint(of: key) }

  /// The line of an earlier row with the same ids, names and day; the caller knows that the two
  /// differ in their amounts.
  mutating func clash(_ hash: UInt64, line: Int) -> Int? {
    guard !key.isEmpty else { return nil }
    if let line = young[hash] ?? old[hash] { return line }
    young[hash] = line
    // As bounded as `HashWindow`, and smaller: such files are rare.
    if young.count >= 2 << 20 {
      isPassed = isPassed || !old.isEmpty
      old = young
      young = [:]
    }
    return nil
  }
}

extension Record {
  /// Of all cells; only rows of one file are compared. Records with a text are equal when their texts
  /// are, and never equal to one without.
  var fingerprint: UInt64 {
    if let text { return CellHash.of(text) }
    var hash = CellHash.seed
    for cell in cells { hash = CellHash.joined(hash, CellHash.of(cell)) }
    return hash
  }

  /// Of some cells.
  func fingerprint(of columns: [Int]) -> UInt64 {
    var hash = CellHash.seed
    for column in columns where column < count {
      hash = CellHash.joined(hash, CellHash.of(cell(column)))
    }
    return hash
  }
}
