import Charts
import Marks
import Pack

/// How the words of tables are set.
enum TableStyle {
  static let head = TextStyle(7.5, .medium)
  static let badge = TextStyle(8, .medium)
  static let note = TextStyle(8)
  static let size = 8.5
  static let cueRoom = 9.0
  static let channelIndent = 9.5
  static let badgeIndent = 11.5
  /// Lines of a cell that is broken.
  static let leading = 10.4
  /// Rows are never lower.
  static let leastRow = 10.7

  static func cell(_ row: Table.RowStyle) -> TextStyle {
    TextStyle(size, row == .total ? .semibold : .regular)
  }

  static func name(_ row: Table.RowStyle) -> TextStyle {
    switch row {
    case .plain: TextStyle(size, .medium)
    case .summed: TextStyle(size)
    case .total: TextStyle(size, .semibold)
    }
  }

  static func background(_ row: Table.RowStyle) -> Ink { row == .summed ? .panel : .paper }

  /// Coloured where it is judged; grey where it is a change without a verdict.
  static func figure(
    _ figure: Figure, _ valence: Valence, row: Table.RowStyle, isStrong: Bool = false
  ) -> (style: TextStyle, ink: Ink) {
    if figure.value == nil { return (TextStyle(size), .ink3) }
    if valence != .none { return (TextStyle(size, .semibold), valence.ink) }
    if isStrong { return (TextStyle(size, .semibold), .ink) }
    if isChange(figure) { return (TextStyle(size), .ink2) }
    return (cell(row), .ink)
  }

  private static func isChange(_ figure: Figure) -> Bool {
    switch figure.scenario {
    case .changeOnPrior, .changeOnFour, .changeOnPriorYear, .changeOnPlan: true
    case .fact: ["+", "−", "±"].contains { figure.display.hasPrefix($0) }
    case .actual, .prior, .four, .priorYear, .plan: false
    }
  }

  /// In the first column names stand out and labels name a group of rows.
  static func pieces(
    _ prose: Prose, row: Table.RowStyle, isFirst: Bool, flow: TextFlow
  ) -> [TextFlow.Piece] {
    guard isFirst || row == .total else {
      return flow.pieces(prose, TextStyle(size), .ink2)
    }
    if isFirst, row == .plain, case .label = prose.fragments.first {
      return flow.pieces(prose, TextStyle(8, .medium), .ink2)
    }
    return flow.pieces(
      prose, cell(row), row == .summed ? .ink2 : .ink, nameStyle: name(row))
  }
}
