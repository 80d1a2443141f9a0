/// The live area of a page and its twelve columns, in points (visual specification, VS-1).
enum PageGrid {
  static let width = 744.0
  static let height = 523.0
  static let gutter = 12.0
  /// Where panels end: below is only the footer.
  static let bodyFoot = 491.0
  static let footerRule = 499.0
  static let headlineWidth = 724.0

  static func x(_ column: Int) -> Double { 63 * Double(column) }
  static func width(_ columns: Int) -> Double { 63 * Double(columns) - gutter }
}
