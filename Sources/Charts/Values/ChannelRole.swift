import Marks

/// The hue and shape of a channel: of three that have one of their own, and of the rest.
public enum ChannelRole: Int, Sendable, Hashable, CaseIterable {
  /// ● ■ ▲ ◆
  case first, second, third, other

  public var ink: Ink {
    switch self {
    case .first: .search
    case .second: .social
    case .third: .display
    case .other: .other
    }
  }
}
