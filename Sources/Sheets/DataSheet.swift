import Metrics

/// A table of values: what a CSV file and a sheet of a workbook are both written from.
public struct DataSheet: Sendable, Hashable {
  public enum Cell: Sendable, Hashable {
    case blank
    case text(String)
    /// Plain decimal digits, exact, and how a spreadsheet shows them.
    case number(String, CellFormat)
    case day(CalendarDay)
  }

  /// Of the file and, where a spreadsheet allows it, of the sheet.
  public var name: String
  /// A sentence that may hold names from the data.
  public var title: String
  /// The page of the pack that shows it; empty for none.
  public var page: String
  public var head: [String]
  public var rows: [[Cell]]

  public init(name: String, title: String, page: String = "", head: [String], rows: [[Cell]]) {
    self.name = name
    self.title = title
    self.page = page
    self.head = head
    self.rows = rows
  }
}
