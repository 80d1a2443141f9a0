/// The table behind a chart, with the words as printed.
public struct ChartData: Sendable, Hashable {
  public var head: [String]
  public var rows: [[String]]

  public init(head: [String], rows: [[String]]) {
    self.head = head
    self.rows = rows
  }
}
