extension ReadingOptions.DateOrder {
  /// What a user may write, for who wrote something else.
  public static let patterns =
    "dd-mm-yyyy, mm-dd-yyyy, yyyy-mm-dd, dd-mm-yy, mm-dd-yy, yy-mm-dd (`/`, `.` or a blank in the place of `-`, d and m for dd and mm) or yyyymmdd"

  /// The order that a pattern names. Only the order counts: the mark need not be that of the file.
  public init?(pattern: String) {
    let text = pattern.lowercased()
    let marks = Set(text.filter { !$0.isLetter })
    let parts = text.split(omittingEmptySubsequences: false) { !$0.isLetter }
      .map { $0.count == 1 && $0 != "y" ? "\($0)\($0)" : String($0) }
    guard text == "yyyymmdd" || marks.count == 1 && marks.isSubset(of: ["-", "/", ".", " "]) else {
      return nil
    }
    switch parts {
    case ["dd", "mm", "yyyy"], ["dd", "mm", "yy"]: self = .dayFirst
    case ["mm", "dd", "yyyy"], ["mm", "dd", "yy"]: self = .monthFirst
    case ["yyyy", "mm", "dd"], ["yyyymmdd"]: self = .yearFirst
    case ["yy", "mm", "dd"]: self = .shortYearFirst
    default: return nil
    }
  }

  /// Its name in messages.
  var words: String {
    switch self {
    case .dayFirst: "day-month"
    case .monthFirst: "month-day"
    case .yearFirst, .shortYearFirst: "year-month-day"
    }
  }
}
