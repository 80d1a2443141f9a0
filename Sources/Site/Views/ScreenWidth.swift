/// The ranges of window widths that the styles tell apart, each by its narrowest window; the same
/// stand in `edition.css`.
enum ScreenWidth: Int, CaseIterable {
  case small = 320
  case phone = 390
  case large = 701
  case tablet = 801
  case laptop = 1001
  case wide = 1120

  static let gap = 32.0
  private static let chartGap = 28.0

  /// The class of a picture shown in this range.
  var name: HTMLMarkup {
    switch self {
    case .small: "at-s"
    case .phone: "at-m"
    case .large: "at-l"
    case .tablet: "at-t"
    case .laptop: "at-x"
    case .wide: "at-w"
    }
  }

  private var content: Double { Double(rawValue) - (rawValue <= 700 ? 40 : 48) }

  /// How wide a column of so many twelfths is at least.
  func column(_ span: Int, isHalf: Bool) -> Double {
    switch self {
    case .small, .phone: content
    case .large, .tablet: isHalf ? (content - Self.gap) / 2 : content
    case .laptop, .wide: (content + Self.gap) / 12 * Double(span) - Self.gap
    }
  }

  /// How wide a chart in it is; several stand beside each other where there is room for two.
  func chart(_ span: Int, isHalf: Bool, isSeveral: Bool) -> Double {
    let column = column(span, isHalf: isHalf)
    let isPaired =
      switch self {
      case .small, .phone, .laptop: false
      case .large, .tablet: isSeveral && !isHalf
      case .wide: isSeveral && span >= 7
      }
    return isPaired ? (column - Self.chartGap) / 2 : column
  }
}
