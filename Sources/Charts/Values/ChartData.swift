import Metrics

/// The table behind a chart: words as printed, and the values they stand for.
public struct ChartData: Sendable, Hashable {
  /// What a reader sees as words, and a file holds as a value.
  public enum Cell: Sendable, Hashable {
    case text(String)
    /// Nil where there is no value: then the words say why.
    case number(Double?, unit: Metric.Unit?, words: String)
    /// A day, or the first day of a longer period.
    case day(CalendarDay, words: String)

    /// As printed.
    public var words: String {
      switch self {
      case .text(let words), .number(_, _, let words), .day(_, let words): words
      }
    }
  }

  public var head: [String]
  public var rows: [[Cell]]

  public init(head: [String], cells: [[Cell]]) {
    self.head = head
    rows = cells
  }

  /// A table of text alone.
  public init(head: [String], rows: [[String]]) {
    self.init(head: head, cells: rows.map { $0.map(Cell.text) })
  }
}

extension ChartData.Cell {
  /// A place in an order: 1, 2, 3.
  static func rank(_ index: Int) -> ChartData.Cell {
    .number(Double(index + 1), unit: .count, words: String(index + 1))
  }

  /// A value of a row or point; what no axis can show is missing.
  static func value(_ value: Double?, _ unit: Metric.Unit?, _ words: String) -> ChartData.Cell {
    .number(value?.usable, unit: unit, words: words)
  }
}
