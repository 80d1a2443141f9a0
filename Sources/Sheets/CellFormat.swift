/// How a spreadsheet shows a number; the value in the cell is the same in all of them.
public enum CellFormat: Sendable, Hashable {
  case plain
  /// 3,957
  case count
  /// 28.4% · 1.14%
  case share
  /// A difference of shares: −0.60%
  case points
  /// 3.95×
  case multiple
  /// $538,371.83, with the currency's mark.
  case money(mark: String)

  /// The number format in a workbook's own words; nil for the spreadsheet's choice.
  func code(_ value: Double) -> String? {
    switch self {
    case .plain: return nil
    case .count: return "#,##0"
    // Two decimals under 10 %, as the pages print: click-through rates differ in the second.
    case .share: return value.magnitude < 0.1 && value != 0 ? "0.00%" : "0.0%"
    case .points: return "0.00%"
    case .multiple: return "0.00\"×\""
    case .money(let mark):
      // Quoted, so that no letter of a mark is taken for a letter of the format.
      let words = mark.filter { $0 != "\"" }
      return (words.isEmpty ? "" : "\"\(words)\"") + "#,##0.00"
    }
  }
}
