import GRDB

/// The grain as one key: two rows with it speak of the same ad, day and segment.
enum GrainKey {
  /// - Parameter row: day, source, channel, campaign, ad, keyword, device, location, last day or 0. Of rows that name
  ///   no campaign the channel tells them apart: tables made by hand have no more.
  static func of(_ row: InlineArray<9, Int64>) -> Int64 {
    let (channel, campaign) = (row[2], row[3])
    var hash = UInt64(bitPattern: row[0])
    func mix(_ part: Int64) {
      hash ^= UInt64(bitPattern: part)
      // SplitMix64's finaliser (Steele, Lea, Flood 2014).
      hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 31
    }
    mix(row[1])
    for place in 3..<row.count { mix(row[place]) }
    if campaign == 0 { mix(channel) }
    let key = Int64(bitPattern: hash)
    return key == IntegerTable.null ? 0 : key
  }

  /// `grain_key(day, source, …)`: the same, for rows that an older program has loaded.
  static let function = DatabaseFunction("grain_key", argumentCount: 9, pure: true) { values in
    of(InlineArray { Int64.fromDatabaseValue(values[$0]) ?? 0 })
  }
}
