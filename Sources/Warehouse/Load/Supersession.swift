import GRDB
import Metrics

/// Decides which export supplies each grain key, and takes stock of the money.
///
/// Of all exports of a platform that hold a key, the newest supplies all its rows: the later last
/// day, then the later load; of one path always the later load, for it took the other's place, with all
/// the days that it covers, whatever accounts and currencies it names. Exports
/// split by week or campaign share no key and simply add up. Loads of one file, each of a currency,
/// stand beside each other.
public enum Supersession {
  /// Rows of one load that another replaces.
  public struct Replacement: Sendable {
    public let path, byPath: String
    public let rows: Int64
    /// The load that is replaced is the later one.
    public let isOfLater: Bool
    /// Both cover the same days.
    public let isOfSameDays: Bool
    /// They are contents of one path, and name other accounts or currencies.
    public let isOfPath: Bool
    /// The last day of the load that counts.
    public let lastDay: CalendarDay?
    /// What the rows hold, in millionths; a measure that none of them has is absent.
    public let amounts: [Measure: Int64]
    /// The measures with an amount of which the load that counts has none.
    public let lost: [Measure]
    /// Names and days of which both loads say something, where they are not those of one account at two times.
    public let disagreement: Disagreement?
  }

  /// Settles the days of loads that are new, or were taken out: no others can change.
  /// - Parameter last: the newest load that was there when this was done before.
  /// - Returns: what the new loads replace, and are replaced in, where paths differ.
  @discardableResult
  public static func settle(after last: Int64 = 0, _ db: Database) throws -> [Replacement] {
    try settle(after: last, most: SupersessionPass.most, db)
  }

  static func settle(after last: Int64, most: Int64, _ db: Database) throws -> [Replacement] {
    let loads = try RankedLoad.all(db)
    let changed = loads.filter { $0.id > last || !$0.isCounted }
    guard let days = days(of: changed, loads) else { return [] }
    var pass = try SupersessionPass(
      loads.filter { load in
        load.days.overlaps(days) && (load.rank != nil || changed.contains { $0.id == load.id })
      }, days: days, after: last, most: most, db)
    try pass.run(db)
    for load in loads where !load.isCounted || pass.touched.contains(load.id) {
      try Stock.take(load, db)
    }
    return try replacements(pass.replaced, loads, db)
  }

  /// From the first to the last day that may change; nil where nothing does. A load that is gone may
  /// also have been why later ones of its path were newer than others.
  private static func days(of changed: [RankedLoad], _ loads: [RankedLoad]) -> ClosedRange<Int64>? {
    var days: ClosedRange<Int64>?
    for load in changed {
      for other in loads
      where other.id == load.id
        || load.rank == nil && other.path == load.path && other.file > load.file
      {
        let known = days ?? other.days
        days =
          min(
            known.lowerBound, other.days.lowerBound)...max(
            known.upperBound, other.days.upperBound)
      }
    }
    return days
  }

  private static func replacements(
    _ replaced: [SupersessionPass.Pair: Stock], _ loads: [RankedLoad], _ db: Database
  ) throws -> [Replacement] {
    let byID = Dictionary(uniqueKeysWithValues: loads.map { ($0.id, $0) })
    return try replaced.sorted { ($0.key.load, $0.key.by) < ($1.key.load, $1.key.by) }
      .compactMap { pair, stock in
        guard let load = byID[pair.load], let newer = byID[pair.by],
          case let isOfPath = load.isOfPath(of: newer), !isOfPath || pair.isStranger
        else { return nil }
        // The trail of a load names what it has columns for; one of blanks or noughts holds nothing.
        let measures = try String.fetchSet(
          db, sql: "SELECT measure FROM raw_trail WHERE load_id = ? AND loaded_micros <> 0",
          arguments: [newer.id])
        let held = Measure.allCases.filter { stock.rows(with: $0) > 0 }
        return Replacement(
          path: load.path, byPath: newer.path, rows: stock.rows, isOfLater: load.id > newer.id,
          isOfSameDays: load.days == newer.days, isOfPath: isOfPath,
          lastDay: newer.hasDays ? CalendarDay(key: Int(newer.days.upperBound)) : nil,
          amounts: Dictionary(uniqueKeysWithValues: held.map { ($0, stock.sums[$0]) }),
          lost: held.filter { stock.sums[$0] != 0 && !measures.contains($0.id) },
          disagreement: isOfPath ? nil : try Disagreement(of: load, by: newer, db))
      }
  }
}
