import CPangoCairo

/// Whether a PNG can be painted, asked before anything is.
public enum LogoCheck {
  public static func isWhole(_ png: [UInt8]) -> Bool {
    let source = ByteSource(png)
    let surface = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        ByteSource.read, Unmanaged.passUnretained(source).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
  }
}
