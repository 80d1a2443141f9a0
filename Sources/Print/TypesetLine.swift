import CPangoCairo

/// One line that Pango has shaped, valid only inside `FontSet.withLine`.
struct TypesetLine {
  let layout: OpaquePointer
  let line: UnsafeMutablePointer<PangoLayoutLine>
  let mayBeColoured: Bool
  /// Scalars that no font has, replaced or left out.
  let missing: Int

  /// Advance width in points.
  var width: Double {
    var extents = PangoRectangle()
    pango_layout_line_get_extents(line, nil, &extents)
    return Double(extents.width) / Double(PANGO_SCALE)
  }

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
