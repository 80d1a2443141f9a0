import CPangoCairo
import Marks

@testable import Print

/// A picture in memory whose pixels tests can look at.
final class Canvas {
  private let surface: OpaquePointer?
  private let scale: Double

  init(width: Double, height: Double, scale: Double = 1) {
    self.scale = scale
    surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(width * scale), Int32(height * scale))
  }

  deinit { cairo_surface_destroy(surface) }

  /// Paints on white.
  func paint(_ marks: [Mark], _ fonts: FontSet, outlines: Bool = true) throws {
    guard let cairo = cairo_create(surface) else { return }
    defer { FontSet.alone { cairo_destroy(cairo) } }
    cairo_set_source_rgb(cairo, 1, 1, 1)
    cairo_paint(cairo)
    cairo_scale(cairo, scale, scale)
    try CairoPainter(cairo, fonts: fonts, outlines: outlines).paint(marks)
  }

  /// 0xRRGGBB, row by row.
  var pixels: [[UInt32]] {
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return [] }
    let stride = Int(cairo_image_surface_get_stride(surface))
    let width = Int(cairo_image_surface_get_width(surface))
    return (0..<Int(cairo_image_surface_get_height(surface))).map { row in
      (data + row * stride).withMemoryRebound(to: UInt32.self, capacity: width) { line in
        UnsafeBufferPointer(start: line, count: width).map { $0 & 0xFFFFFF }
      }
    }
  }

  /// How many pixels are not white.
  var inked: Int { pixels.joined().count { $0 != 0xFFFFFF } }

  /// The columns with a pixel that is not nearly white.
  var inkedColumns: [Int] {
    let rows = pixels
    return (rows.first ?? []).indices.filter { column in
      rows.contains { $0[column] & 0xFF < 0xC0 }
    }
  }
}
