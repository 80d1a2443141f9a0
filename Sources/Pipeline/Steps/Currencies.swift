import Diagnostics
import GRDB
import Metrics

/// Which currency a pack is in, and what the others are worth: currencies are never added.
struct Currencies {
  /// The configured currency, else the only one of the data, else the one all rates lead to; empty
  /// when no export names any.
  let reporting: String

  private let session: Session
  /// Every other currency of the data, with the days it covers.
  private let others: [(currency: String, path: String, first: Int?, last: Int?)]

  /// - Throws: `ingest.currency-mixed` when the data is in several and none is chosen.
  init(_ db: Database, _ session: Session) throws {
    self.session = session
    let found = try Row.fetchAll(
      db,
      sql: """
        SELECT currency, min(path), min(first_date_key), max(last_date_key) FROM raw_loads
        WHERE currency <> '' AND retracted = 0 GROUP BY currency ORDER BY currency
        """)
    let codes = found.map { $0[0] as String }
    let goals = Set(session.companions.rates.map(\.to))
    if let chosen = session.configuration.currency {
      reporting = chosen
    } else if codes.count <= 1 {
      reporting = codes.first ?? ""
    } else if goals.count == 1, let goal = goals.first {
      reporting = goal
    } else {
      throw Diagnostic(
        .currencyMixed,
        "the exports are in \(codes.joined(separator: " and ")), and amounts of several currencies are never added",
        at: Place(file: session.folder.relative(session.folder.raw)),
        hint:
          "set `currency` in broadsheet.yml and put rates into data/rates.csv (date,from,to,rate), or keep one project a currency"
      )
    }
    let goal = reporting
    others = found.filter { $0[0] as String != goal }.map { ($0[0], $0[1], $0[2], $0[3]) }
  }

  /// For every other currency and day of its data, the latest rate on or before the day.
  /// - Throws: `ingest.currency-mixed` when a day has no rate yet.
  func rates() throws -> [(currency: String, dateKey: Int, picos: Int64)] {
    var result: [(currency: String, dateKey: Int, picos: Int64)] = []
    for (currency, path, first, last) in others {
      let known = session.companions.rates.filter { $0.from == currency && $0.to == reporting }
      guard let firstDay = first.flatMap({ CalendarDay(key: $0) }) ?? known.last?.day,
        let lastDay = last.flatMap({ CalendarDay(key: $0) }) ?? known.last?.day,
        let earliest = known.first, earliest.day <= firstDay
      else {
        throw Diagnostic(
          .currencyMixed,
          "amounts in \(currency) have no rate to \(reporting) on \(first.flatMap { CalendarDay(key: $0) }.map(\.description) ?? "their days")",
          at: Place(file: path),
          hint: "add one to data/rates.csv: date,from,to,rate, dated on or before the first day")
      }
      var index = 0
      for number in firstDay.number...lastDay.number {
        let day = CalendarDay(number: number)
        while index + 1 < known.count, known[index + 1].day <= day { index += 1 }
        result.append((currency, day.key, known[index].picos))
      }
      // Rows without a date take the latest rate.
      if let latest = known.last { result.append((currency, 0, latest.picos)) }
    }
    return result
  }
}
