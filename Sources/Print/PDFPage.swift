import Marks

/// One sheet of a document and the scene on it.
public struct PDFPage: Sendable, Hashable {
  /// The sheet in points.
  public var width, height: Double
  public var scene: Scene
  /// Where the scene's origin sits on the sheet, from its left and top.
  public var originX, originY: Double
  /// The entry in the document's outline; empty for none.
  public var outline: String
  /// What a reader shows as the page's number; empty for the plain one.
  public var label: String

  public init(
    width: Double, height: Double, scene: Scene, originX: Double, originY: Double,
    outline: String = "", label: String = ""
  ) {
    self.width = width
    self.height = height
    self.scene = scene
    self.originX = originX
    self.originY = originY
    self.outline = outline
    self.label = label
  }
}
