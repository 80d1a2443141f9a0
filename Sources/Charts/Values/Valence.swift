import Marks

/// Whether a variance is good for the business, or a figure warns of the data; shape and colour follow.
public enum Valence: String, Sendable, Hashable, CaseIterable {
  /// Round, green.
  case better
  /// Square, vermilion.
  case worse
  /// Hollow, grey: not notable, or no good side.
  case none
  /// Triangle, ochre: of the data, neither good nor bad for the business.
  case caution

  public var ink: Ink {
    switch self {
    case .better: .good
    case .worse: .bad
    case .none: .neutral
    case .caution: .warn
    }
  }

  /// Of a bar on a scale: what is not notable is paler where bars go to both sides alike.
  public func barInk(on domain: ClosedRange<Double>) -> Ink {
    guard self == .none else { return ink }
    return domain.lowerBound == -domain.upperBound ? .priorFill : .actual
  }
}
