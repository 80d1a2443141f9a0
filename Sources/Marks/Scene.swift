/// A finished picture without a renderer: what Cairo draws, what SVG writes, what goldens compare.
public struct Scene: Sendable, Hashable {
  /// Size in points.
  public var width, height: Double
  public var marks: [Mark]

  public init(width: Double, height: Double, marks: [Mark]) {
    self.width = width
    self.height = height
    self.marks = marks
  }

  /// The scene as one mark, moved.
  public func placed(
    x: Double, y: Double, role: GroupMark.Role = .plain, id: String = ""
  ) -> Mark {
    .group(GroupMark(role, id: id, dx: x, dy: y, marks))
  }
}
