import CPangoCairo
import Diagnostics
import Marks
import Synchronization

/// The fonts of a pack: Inter and Inter Display, and Noto for every script that Inter lacks.
///
/// Only pinned files are seen; what else is installed, and the fontconfig of the machine, change
/// nothing. Which fonts set a text depends on the text alone, never on what was set before it:
/// text that Inter covers is set with Inter's map, other text with the first map that covers it.
/// All calls may come from any thread; they take turns.
public final class FontSet: @unchecked Sendable {
  /// One for all sets: they share the faces that Cairo keeps open for the process, and Cairo 1.16
  /// opens and closes those without a lock of its own, so that two threads may close one in use.
  private static let lock = Mutex(())
  private let folders: FontFolders
  /// Inter alone, then Inter with one list of fallbacks more each. Guarded by `lock`.
  private var tiers: [FontTier]
  private var pending: [[String]]?
  /// Lines as they were last set: what is measured for a page is then drawn on it, and as a picture.
  private var lines: [TextKey: TypesetLine] = [:]
  /// Texts with characters that no font has. Guarded by `lock`.
  private var incomplete: Set<String> = []
  private var plainFeatures: OpaquePointer?
  private var slashedFeatures: OpaquePointer?

  /// Loads Inter, a few milliseconds; fallbacks wait until some text needs them.
  ///
  /// - Throws: `font.missing` when a file of `fonts-inter` or the first of `fonts-noto-core` is
  ///   not there or not readable as a font.
  public convenience init() throws(Diagnostic) {
    try self.init(folders: FontFolders())
  }

  init(folders: FontFolders) throws(Diagnostic) {
    self.folders = folders
    for path in folders.required() + [folders.firstFallback] where !FontFolders.exists(path) {
      throw Self.missing(path)
    }
    tiers = []
    plainFeatures = Self.features("tnum=1")
    slashedFeatures = Self.features("tnum=1, zero=1")
    try Self.lock.withLock { _ throws(Diagnostic) in
      tiers = [try FontTier(required: folders.required())]
    }
  }

  deinit {
    Self.alone {
      lines = [:]
      tiers = []
    }
    pango_attr_list_unref(plainFeatures)
    pango_attr_list_unref(slashedFeatures)
  }

  /// Does something of Cairo's that may open, read or close faces: finishing a page or a document, and
  /// letting go of what drew text. `body` must not ask a font set for anything.
  static func alone(_ body: () -> Void) { lock.withLock { _ in body() } }

  /// The font files loaded so far, sorted by path, with the version each states, e.g. `3.019`.
  ///
  /// Read it after rendering: a fallback appears once a text needed it, so the list is a property
  /// of the pack and not of the machine's whole collection.
  public var files: [(path: String, version: String)] {
    Self.lock.withLock { _ in
      (tiers.last?.files ?? []).map { (path: $0.path, version: $0.version) }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  /// Texts that were set with a sign in the place of what no font has, in order.
  public var unprintable: [String] {
    Self.lock.withLock { _ in incomplete.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  }

  /// What the fonts of some packages would add, and is not installed: the scripts and the package.
  public static var absent: [(scripts: String, package: String)] { FontFolders().absent() }

  static func missing(_ path: String) -> Diagnostic {
    Diagnostic(
      .fontMissing, "the font file \(Printable.text(path)) is missing or cannot be read",
      hint: "install the packages fonts-inter and fonts-noto-core")
  }

  /// Sets one line and lends it to `body` while the lock is held; `body` must not ask this font
  /// set for anything.
  ///
  /// - Returns: nil for text without a visible scalar, and if Pango fails.
  func withLine<Result>(
    of text: String, _ style: TextStyle, _ body: (TypesetLine) -> Result
  ) -> Result? {
    let text = CleanText.line(text)
    guard !text.isEmpty, style.size.isFinite, style.size > 0, style.size < 1000 else { return nil }
    return Self.lock.withLock { _ in
      let key = TextKey(text: text, style: style)
      if let line = lines[key] { return body(line) }
      guard let line = set(text, style) else { return nil }
      // Forgetting all is rarer and simpler than choosing what to forget.
      if lines.count >= 4096 { lines.removeAll(keepingCapacity: true) }
      if text.utf8.count <= 256 { lines[key] = line }
      return body(line)
    }
  }

  // MARK: -

  /// The lock is held.
  private func set(_ text: String, _ style: TextStyle) -> TypesetLine? {
    guard let tier = tier(for: text), let layout = pango_layout_new(tier.context) else {
      return nil
    }
    let (shown, missing) = tier.covers(text) ? (text, 0) : tier.replacingUncovered(in: text)
    let description = pango_font_description_new()
    pango_font_description_set_family(
      description, style.face == .display ? "Inter Display,Noto Sans" : "Inter,Noto Sans")
    pango_font_description_set_weight(description, PangoWeight(UInt32(style.weight.rawValue)))
    pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    pango_layout_set_attributes(layout, style.slashedZero ? slashedFeatures : plainFeatures)
    pango_layout_set_text(layout, shown, Int32(shown.utf8.count))
    let line = TypesetLine(layout: layout, mayBeColoured: tiers.first !== tier, missing: missing)
    if let line, line.missingGlyphs > 0 { incomplete.insert(text) }
    return line
  }

  /// The first map that covers the text, or the last there is. The lock is held.
  private func tier(for text: String) -> FontTier? {
    var index = 0
    while true {
      if index == tiers.count, !loadNext() { return tiers.last }
      if tiers[index].covers(text) { return tiers[index] }
      index += 1
    }
  }

  private func loadNext() -> Bool {
    var waiting = pending ?? folders.fallbacks()
    guard !waiting.isEmpty else {
      pending = waiting
      return false
    }
    let more = waiting.removeFirst()
    pending = waiting
    let loaded = (tiers.last?.files ?? []).map(\.path).filter { !folders.required().contains($0) }
    guard
      let next = try? FontTier(required: folders.required(), optional: loaded + more)
    else { return false }
    tiers.append(next)
    return true
  }

  private static func features(_ text: String) -> OpaquePointer? {
    let list = pango_attr_list_new()
    pango_attr_list_insert(list, pango_attr_font_features_new(text))
    return list
  }
}
