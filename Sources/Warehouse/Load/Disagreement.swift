import GRDB

/// That rows which one export replaces in another say something else than those that take their place: the
/// same account at a later time says nearly the same, another account with campaigns of the same names does
/// not.
public struct Disagreement: Sendable, Equatable {
  /// Names and days of which both say a spend or impressions.
  public let compared: Int
  /// Those that differ by more than a fifth in one of the two.
  public let differing: Int

  /// Rows that are compared; further ones tell nothing new.
  private static let most = 5000

  /// Nil where they agree. The last day of the export that is replaced may have been cut short, and tells
  /// nothing.
  init?(of load: RankedLoad, by newer: RankedLoad, _ db: Database) throws {
    guard load.hasDays else { return nil }
    let row = try Row.fetchOne(
      db,
      sql: """
        WITH replaced AS (
          SELECT grain_key, sum(cost_micros) AS cost, sum(impressions_micros) AS shown
          FROM (
            SELECT grain_key, cost_micros, impressions_micros FROM raw_rows
            WHERE rowid BETWEEN :first AND :last AND superseded_by = :by AND is_repeat = 0
              AND date_key < :day
            LIMIT \(Self.most))
          GROUP BY grain_key
        ), counted AS (
          SELECT grain_key, sum(cost_micros) AS cost, sum(impressions_micros) AS shown
          FROM raw_rows
          WHERE rowid BETWEEN :from AND :to AND is_repeat = 0 AND date_key < :day
            AND grain_key IN (SELECT grain_key FROM replaced)
          GROUP BY grain_key
        ), pairs AS (
          SELECT
            max(
              coalesce(abs(r.cost - c.cost) * 1.0 / nullif(max(abs(r.cost), abs(c.cost)), 0), 0),
              coalesce(abs(r.shown - c.shown) * 1.0 / nullif(max(r.shown, c.shown), 0), 0)
            ) AS share
          FROM replaced AS r JOIN counted AS c USING (grain_key)
        )
        SELECT count(*), coalesce(sum(share > 0.2), 0), coalesce(sum(share > 0.5), 0) FROM pairs
        """,
      arguments: [
        "first": load.firstRowid, "last": load.lastRowid, "by": newer.id,
        "day": load.days.upperBound, "from": newer.firstRowid, "to": newer.lastRowid,
      ])
    guard let row,
      case let (compared, differing, apart) = (row[0] as Int, row[1] as Int, row[2] as Int),
      compared > 3 ? differing * 2 > compared : compared > 0 && apart == compared
    else { return nil }
    (self.compared, self.differing) = (compared, differing)
  }
}
