/// The sheet a pack is printed on. The live area is the same on both, centred.
public enum Paper: String, Sendable, Hashable, CaseIterable {
  case a4, letter

  /// Landscape, in points.
  public var width: Double { self == .a4 ? 841.89 : 792 }
  public var height: Double { self == .a4 ? 595.28 : 612 }
}
