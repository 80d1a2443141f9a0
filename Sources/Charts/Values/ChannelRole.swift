import Marks

/// The hue and shape of a channel: the three largest by spend, and the rest.
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
