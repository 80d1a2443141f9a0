import CPangoCairo
import Diagnostics

/// One Pango font map over one private fontconfig that holds the given files and nothing else.
///
/// Not thread-safe: Pango's font maps keep unguarded caches. `FontSet` holds the lock.
final class FontTier {
  let context: OpaquePointer
  /// The files that fontconfig accepted, in the order given.
  let files: [FontFile]

  private let config: OpaquePointer
  private let map: UnsafeMutablePointer<PangoFontMap>
  /// The scalars that at least one face has; for Inter alone those that all six have.
  private let coverage: OpaquePointer

  struct FontFile: Sendable, Hashable {
    let path: String
    let version: String
  }

  /// - Parameters:
  ///   - required: every one must be readable; together they decide what is covered when there is
  ///     nothing else.
  ///   - optional: unreadable ones are left out.
  init(required: [String], optional: [String] = []) throws(Diagnostic) {
    guard let config = FcConfigCreate(), let coverage = FcCharSetCreate() else {
      throw Diagnostic(.renderFailed, "fontconfig could not be set up")
    }
    for path in required where FcConfigAppFontAddFile(config, path) == 0 {
      FcConfigDestroy(config)
      FcCharSetDestroy(coverage)
      throw FontSet.missing(path)
    }
    for path in optional { _ = FcConfigAppFontAddFile(config, path) }
    _ = FcConfigParseAndLoadFromMemory(config, Self.bitmapScaling, 1)
    // Pango asks fontconfig to read the machine's own configuration unless one is current.
    FcConfigSetCurrent(config)
    guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT),
      let context = Self.makeContext(map, config)
    else {
      FcConfigDestroy(config)
      FcCharSetDestroy(coverage)
      throw Diagnostic(.renderFailed, "Pango could not be set up")
    }
    self.config = config
    self.map = map
    self.context = context
    let faces = Self.faces(of: config)
    self.coverage = Self.combine(faces, shared: optional.isEmpty, into: coverage)
    files = faces.reduce(into: []) { files, face in
      // A collection holds several faces in one file.
      if files.last?.path != face.file.path { files.append(face.file) }
    }
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(map)
    FcCharSetDestroy(coverage)
    FcConfigDestroy(config)
  }

  /// Whether every visible scalar of the text has a glyph here.
  func covers(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(covers) }

  /// The text with `U+FFFD` for characters that begin with a scalar no face has, and without such
  /// scalars elsewhere; Pango's own boxes would put hexadecimal digits into the document's text.
  func replacingUncovered(in text: String) -> (text: String, missing: Int) {
    var result = String.UnicodeScalarView()
    var missing = 0
    for character in text {
      let scalars = character.unicodeScalars
      guard let first = scalars.first, covers(first) else {
        missing += 1
        result.append("\u{FFFD}")
        continue
      }
      let known = scalars.filter(covers)
      missing += scalars.count - known.count
      result.append(contentsOf: known)
    }
    return (String(result), missing)
  }

  private func covers(_ scalar: Unicode.Scalar) -> Bool {
    FcCharSetHasChar(coverage, scalar.value) != 0
      || scalar.properties.isDefaultIgnorableCodePoint
  }

  // MARK: -

  /// Emoji are bitmaps of one size; without this rule they are drawn at that size, 109 pixels.
  private static let bitmapScaling = """
    <fontconfig><match target="font">
      <test name="outline" compare="eq"><bool>false</bool></test>
      <edit name="fixup" mode="assign"><divide>
        <name target="pattern">pixelsize</name><name target="font">pixelsize</name>
      </divide></edit>
      <edit name="matrix" mode="assign"><times>
        <name>matrix</name>
        <matrix><name>fixup</name><double>0</double><double>0</double><name>fixup</name></matrix>
      </times></edit>
      <edit name="size" mode="assign"><divide><name>size</name><name>fixup</name></divide></edit>
    </match></fontconfig>
    """

  private typealias Face = (file: FontFile, characters: OpaquePointer?)

  private static func makeContext(
    _ map: UnsafeMutablePointer<PangoFontMap>, _ config: OpaquePointer
  ) -> OpaquePointer? {
    broadsheet_font_map_set_config(map, config)
    guard let context = pango_font_map_create_context(map) else { return nil }
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    // The language of the machine must not choose between fonts.
    pango_context_set_language(context, pango_language_from_string("en-gb"))
    pango_context_set_base_dir(context, PANGO_DIRECTION_WEAK_LTR)
    return context
  }

  private static func faces(of config: OpaquePointer) -> [Face] {
    guard let set = FcConfigGetFonts(config, FcSetApplication)?.pointee, let fonts = set.fonts
    else { return [] }
    return (0..<Int(set.nfont)).compactMap { index in
      var file: UnsafeMutablePointer<FcChar8>?
      guard let pattern = fonts[index],
        FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch, let file
      else { return nil }
      var revision: Int32 = 0
      _ = FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &revision)
      var characters: OpaquePointer?
      _ = FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters)
      let path = String(cString: file)
      return (FontFile(path: path, version: version(revision)), characters)
    }
  }

  /// The revision of the font's head table, 16.16 fixed, as the three decimals that fonts print.
  private static func version(_ revision: Int32) -> String {
    let thousandths = (Int64(revision) * 1000 + 32768) >> 16
    let decimals = String(1000 + thousandths % 1000).dropFirst()
    return "\(thousandths / 1000).\(decimals)"
  }

  /// Consumes `empty`. `shared` keeps what all faces have; else what any has.
  private static func combine(
    _ faces: [Face], shared: Bool, into empty: OpaquePointer
  ) -> OpaquePointer {
    var result = empty
    for (index, face) in faces.enumerated() {
      guard let characters = face.characters,
        let next = index > 0 && shared
          ? FcCharSetIntersect(result, characters) : FcCharSetUnion(result, characters)
      else { continue }
      FcCharSetDestroy(result)
      result = next
    }
    return result
  }
}
