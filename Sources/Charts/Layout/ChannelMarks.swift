import Marks

/// A channel's hue never stands without its shape: ● ■ ▲ ◆, of about equal area.
public enum ChannelMarks {
  /// - Parameter scale: 1 on paper: 5 pt across.
  public static func shape(_ role: ChannelRole, x: Double, y: Double, scale: Double = 1) -> Mark {
    switch role {
    case .first: .path(.circle(x, y, 2.6 * scale, fill: role.ink))
    case .second:
      .rect(
        RectMark(
          x: x - 2.4 * scale, y: y - 2.4 * scale, width: 4.8 * scale, height: 4.8 * scale,
          fill: .solid(role.ink)))
    case .third:
      .path(
        PathMark(
          [
            .move(x, y - 3 * scale), .line(x + 3 * scale, y + 2.4 * scale),
            .line(x - 3 * scale, y + 2.4 * scale), .close,
          ], fill: .solid(role.ink)))
    case .other:
      .path(
        PathMark(
          [
            .move(x, y - 3.2 * scale), .line(x + 3.2 * scale, y), .line(x, y + 3.2 * scale),
            .line(x - 3.2 * scale, y), .close,
          ], fill: .solid(role.ink)))
    }
  }
}
