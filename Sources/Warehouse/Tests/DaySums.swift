import Fingerprints
import Foundation
import GRDB
import Metrics

/// What tests have found in the rows of each day, kept until the day is made again: only the rows of
/// such days are read the next time.
///
/// A question that is here was asked of all days; it has numbers only for days that answered.
struct DaySums: Sendable, Equatable {
  typealias Days = [Int64: [Int64]]

  /// Where a question stands that no day answered with anything: no day has this key.
  private static let none: Int64 = -1

  private(set) var questions: [Int64: Days] = [:]

  subscript(question: Int64) -> Days? {
    get { questions[question] }
    set { questions[question] = newValue }
  }

  /// The number of a question; what it asks is part of it, so that another one is asked anew.
  static func question(_ parts: String...) -> Int64 { StableKey.of(parts) }

  /// All that is kept, or the numbers of some questions.
  static func kept(_ db: Database, only wanted: [Int64]? = nil) throws -> DaySums {
    var kept = DaySums()
    let filter = wanted.map {
      " WHERE question IN (\($0.map(String.init).joined(separator: ", ")))"
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT question, date_key, sums FROM meta_day_sums" + (filter ?? ""))
    while let row = try rows.next() {
      let (question, day): (Int64, Int64) = (row[0], row[1])
      if day == none {
        kept.questions[question, default: [:]] = [:]
      } else {
        let numbers = try row.withUnsafeData(atIndex: 2) { data in
          guard let data else { return [Int64]() }
          return data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).map {
              bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self)
            }
          }
        }
        kept.questions[question, default: [:]][day] = numbers
      }
    }
    return kept
  }

  /// Without what some days answered.
  func without(_ days: Set<Int64>) -> DaySums {
    var rest = self
    for (question, answers) in questions {
      rest.questions[question] = answers.filter { !days.contains($0.key) }
    }
    return rest
  }

  /// Writes what is other than before.
  func store(_ db: Database) throws {
    let before = try Self.kept(db)
    let (put, drop) = (
      try db.makeStatement(sql: "INSERT OR REPLACE INTO meta_day_sums VALUES (?, ?, ?)"),
      try db.makeStatement(sql: "DELETE FROM meta_day_sums WHERE question = ? AND date_key = ?")
    )
    for (question, days) in before.questions {
      let now = questions[question].map(Self.withNone) ?? [:]
      for day in Self.withNone(days).keys where now[day] == nil {
        try drop.execute(arguments: [question, day])
      }
    }
    for (question, days) in questions {
      let old = before.questions[question].map(Self.withNone) ?? [:]
      for (day, numbers) in Self.withNone(days) where old[day] != numbers {
        let data = numbers.withUnsafeBytes { Data($0) }
        try put.execute(arguments: [question, day, data])
      }
    }
  }

  private static func withNone(_ days: Days) -> Days { days.isEmpty ? [none: []] : days }
}

extension DaySums {
  /// Numbers of a sum's rows by the day that stands in one of their columns.
  static func days(_ numbers: [Int64], width: Int, day: Int) -> Days {
    var days: Days = [:]
    for start in stride(from: 0, to: numbers.count, by: width) {
      days[numbers[start + day], default: []] += numbers[start..<start + width]
    }
    return days
  }
}

/// Facts by their days and by which measures they have.
public struct DayTallies: Sendable, Hashable {
  /// By date key; 0 holds facts of no day.
  public var days: [Int64: Tally]

  public init(_ days: [Int64: Tally] = [:]) { self.days = days }

  public var all: Tally {
    days.values.reduce(into: Tally()) { $0 += $1 }
  }

  /// Those of some days alone.
  public func within(_ days: ClosedRange<CalendarDay>) -> DayTallies {
    let keys = Int64(days.lowerBound.key)...Int64(days.upperBound.key)
    return DayTallies(self.days.filter { keys.contains($0.key) })
  }

  /// Mask, rows and six sums of each cell.
  static let width = 2 + Measure.count

  init(_ numbers: DaySums.Days) {
    days = numbers.mapValues { numbers in
      stride(from: 0, to: numbers.count, by: Self.width).reduce(into: Tally()) { tally, start in
        var sums = Amounts()
        for measure in Measure.allCases { sums[measure] = numbers[start + 2 + measure.rawValue] }
        tally.add(
          mask: PresenceMask(rawValue: UInt8(truncatingIfNeeded: numbers[start])),
          rows: numbers[start + 1], sums: sums)
      }
    }
  }

  var numbers: DaySums.Days {
    days.mapValues { tally in
      tally.cells.flatMap { cell in
        [Int64(cell.mask.rawValue), cell.rows] + Measure.allCases.map { cell.sums[$0] }
      }
    }
  }
}
