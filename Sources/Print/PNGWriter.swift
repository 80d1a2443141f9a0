import CPangoCairo
import Diagnostics
import Marks

/// Writes scenes as PNG on paper, sRGB, the same bytes for the same scene.
public struct PNGWriter: Sendable {
  private let fonts: FontSet
  /// Cairo's images fail silently beyond this many pixels a side.
  private static let longestSide = 32_767.0
  /// 256 MiB of pixels, far more than any panel needs.
  private static let largestArea = 67_108_864.0

  public init(fonts: FontSet) {
    self.fonts = fonts
  }

  /// - Parameters:
  ///   - title: the message of the chart, kept in the file as `Title`; empty for none.
  ///   - description: its alternative text, kept as `Description`; empty for none.
  ///   - scale: pixels a point; never another layout.
  /// - Throws: `render.failed` when the picture is empty or too large, a mark has no finite place,
  ///   or a library fails.
  public func png(
    _ scene: Scene, title: String = "", description: String = "", scale: Double = 2
  ) throws(Diagnostic) -> [UInt8] {
    let width = (scene.width * scale).rounded(.up)
    let height = (scene.height * scale).rounded(.up)
    let sides = 1...Self.longestSide
    guard sides.contains(width), sides.contains(height), width * height <= Self.largestArea else {
      throw Diagnostic(
        .renderFailed, "a picture of \(scene.width) by \(scene.height) points cannot be drawn")
    }
    let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    guard let surface, let cairo = cairo_create(surface) else {
      throw Diagnostic(.renderFailed, "Cairo could not be set up")
    }
    defer {
      FontSet.alone {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
      }
    }
    let painter = CairoPainter(cairo, fonts: fonts, outlines: true)
    painter.clear()
    cairo_scale(cairo, scale, scale)
    try painter.paint(scene.marks)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface),
      let pixels = PNGChunks.pixels(
        data, width: Int(width), height: Int(height),
        stride: Int(cairo_image_surface_get_stride(surface)))
    else { throw Diagnostic(.renderFailed, "a picture could not be packed") }
    var bytes = PNGChunks.head(width: UInt32(width), height: UInt32(height))
    for (keyword, text) in [("Title", title), ("Description", description)] where !text.isEmpty {
      bytes += PNGChunks.text(keyword, CleanText.line(text))
    }
    return bytes + pixels + PNGChunks.chunk("IEND", [])
  }
}
