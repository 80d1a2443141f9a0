/// A picture of somebody else's, such as a logo: the bytes of a PNG.
public struct ImageMark: Sendable, Hashable {
  public var x, y, width, height: Double
  public var png: [UInt8]

  public init(x: Double, y: Double, width: Double, height: Double, png: [UInt8]) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.png = png
  }
}
