import Marks

/// Whether a variance is good for the business; shape and colour follow.
public enum Valence: String, Sendable, Hashable, CaseIterable {
  /// Round, green.
  case better
  /// Square, vermilion.
  case worse
  /// Hollow, grey: not notable, or no good side.
  case none

  public var ink: Ink {
    switch self {
    case .better: .good
    case .worse: .bad
    case .none: .neutral
    }
  }
}
