import CPangoCairo

/// One line that Pango has shaped; used only inside `FontSet.withLine`, under its lock.
final class TypesetLine {
  /// As long as this object is there.
  let line: UnsafeMutablePointer<PangoLayoutLine>
  /// Advance width in points.
  let width: Double
  private let layout: OpaquePointer
  private let mayBeColoured: Bool
  /// Scalars that no font has, replaced or left out.
  private let missing: Int

  /// - Parameter layout: one line, with all its settings; owned from now on.
  /// - Returns: nil if Pango fails.
  init?(layout: OpaquePointer, mayBeColoured: Bool, missing: Int) {
    guard let line = pango_layout_get_line_readonly(layout, 0) else {
      g_object_unref(UnsafeMutableRawPointer(layout))
      return nil
    }
    var extents = PangoRectangle()
    pango_layout_line_get_extents(line, nil, &extents)
    self.line = line
    width = Double(extents.width) / Double(PANGO_SCALE)
    self.layout = layout
    self.mayBeColoured = mayBeColoured
    self.missing = missing
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  /// What no font has: replaced beforehand, or found to be without a glyph by the shaper.
  var missingGlyphs: Int { missing + Int(pango_layout_get_unknown_glyphs_count(layout)) }

  /// Whether some run is set in coloured bitmaps.
  var isColoured: Bool {
    guard mayBeColoured else { return false }
    var node = line.pointee.runs
    while let entry = node {
      if let run = entry.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
        let item = run.pointee.item, broadsheet_font_is_coloured(item.pointee.analysis.font) != 0
      {
        return true
      }
      node = entry.pointee.next
    }
    return false
  }
}
