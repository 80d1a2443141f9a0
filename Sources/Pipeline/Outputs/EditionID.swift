import Foundation
import Metrics

/// The name of an edition's folder: its period, and its revision when it is not the first.
///
/// `2024-W47` is the first edition of that week, `2024-W47-r2` the one that corrects it. Editions are in
/// the order of their last days.
struct EditionID: Hashable, Comparable, CustomStringConvertible {
  /// `2024-W47`, `2024-11`.
  let period: String
  /// 1 for the first.
  let revision: Int

  init(period: String, revision: Int = 1) {
    self.period = period
    self.revision = revision
  }

  /// From a folder's name; nil for what is no edition.
  init?(_ name: String) {
    guard name.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false,
      name.utf8.allSatisfy({
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == 0x2D
      })
    else { return nil }
    guard let mark = name.range(of: "-r") else {
      self.init(period: name)
      return
    }
    guard let revision = Int(name[mark.upperBound...]), revision > 1 else { return nil }
    self.init(period: String(name[..<mark.lowerBound]), revision: revision)
  }

  var description: String { revision == 1 ? period : "\(period)-r\(revision)" }

  /// The days it reports; nil for a folder that is named otherwise.
  var reported: ReportPeriod? { ReportPeriod(period) }

  /// Whether it reports a period of the same kind that ended before another.
  func isBefore(_ other: ReportPeriod) -> Bool {
    reported.map { $0.unit == other.unit && $0.last < other.last } ?? false
  }

  /// By the last day; of those that end together the longer comes first, so that the newest of a week
  /// and its month is the week.
  private var rank: Int64 {
    reported.map { Int64($0.last.number) << 32 - Int64($0.length) } ?? .min
  }

  static func < (left: EditionID, right: EditionID) -> Bool {
    (left.rank, left.period, left.revision) < (right.rank, right.period, right.revision)
  }
}
