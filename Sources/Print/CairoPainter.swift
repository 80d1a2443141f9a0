import CPangoCairo
import Diagnostics
import Marks

/// Paints marks on a Cairo context in the colours of paper.
///
/// With `tagging` the roles of groups become PDF structure in the order painted; figures and links
/// are noted down because Cairo 1.16 drops their texts, which `PDFPolish` adds afterwards.
final class CairoPainter {
  /// A figure as painted: its text, the index of its page, and its box in points of the sheet, y
  /// downwards.
  struct Figure {
    let alternative: String
    let page: Int
    let box: Extents
  }

  /// Figures and the visible texts of links, in the order of the document's structure.
  private(set) var figures: [Figure] = []
  private(set) var links: [String] = []
  /// The index of the page painted on.
  var page = 0

  let cairo: OpaquePointer
  let fonts: FontSet
  let tagging: Bool
  /// Glyphs are filled as outlines: Cairo 1.16 moves an image's glyphs to whole pixels.
  let outlines: Bool
  private let accent: UInt32?

  private var place = PDFPlace.flow
  private var problem: String?
  /// Coordinates beyond this are faults, and more than Cairo's fixed numbers hold.
  private static let limit = 100_000.0

  /// - Parameter accent: sRGB in the place of the built-in accent.
  init(
    _ cairo: OpaquePointer, fonts: FontSet, tagging: Bool = false, outlines: Bool = false,
    accent: UInt32? = nil
  ) {
    self.accent = accent
    self.cairo = cairo
    self.fonts = fonts
    self.tagging = tagging
    self.outlines = outlines
  }

  /// - Throws: `render.failed` when a mark has no finite place or Cairo reports an error; what was
  ///   painted must then be thrown away, because Cairo ignores everything after its first error.
  func paint(_ marks: [Mark]) throws(Diagnostic) {
    paint(all: marks)
    if let problem {
      throw Diagnostic(.renderFailed, problem)
    }
    try Self.check(cairo_status(cairo), "a scene")
  }

  /// Covers the clip with paper.
  func clear() {
    set(Ink.paper)
    cairo_paint(cairo)
  }

  static func check(_ status: cairo_status_t, _ what: String) throws(Diagnostic) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown"
    throw Diagnostic(.renderFailed, "\(what) could not be drawn: \(reason)")
  }

  // MARK: - Structure

  private func paint(all marks: [Mark]) {
    for mark in marks {
      switch mark {
      case .rect(let rect): paint(rect)
      case .path(let path): paint(path)
      case .text(let text): paint(text)
      case .image(let image): paint(image)
      case .group(let group): paint(group)
      }
    }
  }

  private func paint(_ group: GroupMark) {
    guard isSane([group.dx, group.dy], group.id) else { return }
    cairo_save(cairo)
    cairo_translate(cairo, group.dx, group.dy)
    let outside = place
    if tagging, let tag = place.tag(of: group), note(group) {
      place = tag.inside
      cairo_tag_begin(cairo, tag.name, tag.attributes)
      paint(all: group.marks)
      cairo_tag_end(cairo, tag.name)
    } else {
      if group.role == .artifact { place = .artifact }
      paint(all: group.marks)
    }
    place = outside
    cairo_restore(cairo)
  }

  /// Notes what the finished document needs to know of a group.
  ///
  /// - Returns: false for an empty one, which Cairo would leave out of the structure or choke on.
  private func note(_ group: GroupMark) -> Bool {
    switch group.role {
    case .figure(let alternative):
      guard let box = Extents.around(group.marks, fonts) else { return false }
      var (x, y) = (0.0, 0.0)
      cairo_user_to_device(cairo, &x, &y)
      figures.append(Figure(alternative: alternative, page: page, box: box.moved(x, y)))
    case .link:
      guard Extents.around(group.marks, fonts) != nil else { return false }
      let words = Self.texts(of: group.marks).flatMap { $0.split(separator: " ") }
      links.append(words.joined(separator: " "))
    default: break
    }
    return true
  }

  private static func texts(of marks: [Mark]) -> [String] {
    marks.flatMap { mark -> [String] in
      switch mark {
      case .text(let text): [text.text]
      case .group(let group): texts(of: group.marks)
      case .rect, .path, .image: []
      }
    }
  }

  // MARK: - Shapes

  private func paint(_ rect: RectMark) {
    guard isSane([rect.x, rect.y, rect.width, rect.height], "rect") else { return }
    let outline = {
      cairo_new_path(self.cairo)
      cairo_rectangle(self.cairo, rect.x, rect.y, rect.width, rect.height)
    }
    fill(rect.fill, outline)
    stroke(rect.stroke, CAIRO_LINE_JOIN_MITER, outline)
  }

  private func paint(_ path: PathMark) {
    guard path.segments.allSatisfy({ isSane($0.numbers, "path") }) else { return }
    let outline = {
      cairo_new_path(self.cairo)
      for segment in path.segments { self.add(segment) }
    }
    fill(path.fill, outline)
    stroke(path.stroke, CAIRO_LINE_JOIN_ROUND, outline)
  }

  private func add(_ segment: PathMark.Segment) {
    switch segment {
    case .move(let x, let y): cairo_move_to(cairo, x, y)
    case .line(let x, let y): cairo_line_to(cairo, x, y)
    case .circle(let x, let y, let radius):
      cairo_new_sub_path(cairo)
      cairo_arc(cairo, x, y, max(radius, 0), 0, 2 * .pi)
      cairo_close_path(cairo)
    case .close: cairo_close_path(cairo)
    }
  }

  private func fill(_ fill: Fill?, _ outline: () -> Void) {
    guard let fill else { return }
    switch fill {
    case .solid(let ink):
      outline()
      set(ink)
      cairo_fill(cairo)
    case .hatch(let ink):
      cairo_save(cairo)
      outline()
      cairo_clip(cairo)
      hatch(ink)
      cairo_restore(cairo)
    }
  }

  /// Lines rising to the right over the clip, at places that depend on the drawing's origin and
  /// not on the shape, so that hatched neighbours continue each other.
  private func hatch(_ ink: Ink) {
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(cairo, &left, &top, &right, &bottom)
    guard right > left, bottom > top else { return }
    let step = 3 * 2.0.squareRoot()
    var sum = ((left + top) / step).rounded(.down) * step
    cairo_new_path(cairo)
    while sum <= right + bottom {
      cairo_move_to(cairo, sum - top, top)
      cairo_line_to(cairo, sum - bottom, bottom)
      sum += step
    }
    set(ink)
    cairo_set_line_width(cairo, 0.6)
    cairo_set_dash(cairo, nil, 0, 0)
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT)
    cairo_stroke(cairo)
  }

  private func stroke(_ stroke: Stroke?, _ join: cairo_line_join_t, _ outline: () -> Void) {
    guard let stroke, isSane([stroke.width] + stroke.dash, "stroke"), stroke.width > 0 else {
      return
    }
    outline()
    set(stroke.ink)
    cairo_set_line_width(cairo, stroke.width)
    cairo_set_line_join(cairo, join)
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT)
    // Cairo takes a dash without length, or with a negative one, for an error of the context.
    let dash = stroke.dash.allSatisfy { $0 >= 0 } && stroke.dash.contains { $0 > 0 }
    cairo_set_dash(cairo, dash ? stroke.dash : [], dash ? Int32(stroke.dash.count) : 0, 0)
    cairo_stroke(cairo)
  }

  private func paint(_ image: ImageMark) {
    guard isSane([image.x, image.y, image.width, image.height], "image") else { return }
    let source = ByteSource(image.png)
    let surface = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        ByteSource.read, Unmanaged.passUnretained(source).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    let (width, height) = (
      cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface)
    )
    guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, width > 0, height > 0
    else {
      if problem == nil { problem = "a picture is no PNG that can be read" }
      return
    }
    cairo_save(cairo)
    cairo_translate(cairo, image.x, image.y)
    cairo_scale(cairo, image.width / Double(width), image.height / Double(height))
    cairo_set_source_surface(cairo, surface, 0, 0)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }

  // MARK: - Text

  private func paint(_ text: TextMark) {
    guard isSane([text.x, text.y, text.style.size], "text") else { return }
    guard !tagging || place.mayHoldText else {
      if problem == nil {
        problem = "text stands in a table outside its cells: \(Printable.text(text.text))"
      }
      return
    }
    let isPhrase = tagging && place == .phrases
    if isPhrase { cairo_tag_begin(cairo, "Span", nil) }
    defer { if isPhrase { cairo_tag_end(cairo, "Span") } }
    fonts.withLine(of: text.text, text.style) { line in
      let x = text.start(ofWidth: line.width)
      if text.halo {
        cairo_new_path(cairo)
        cairo_move_to(cairo, x, text.y)
        pango_cairo_layout_line_path(cairo, line.line)
        set(Ink.paper)
        cairo_set_line_width(cairo, 3)
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
        cairo_set_dash(cairo, nil, 0, 0)
        cairo_stroke(cairo)
      }
      cairo_new_path(cairo)
      cairo_move_to(cairo, x, text.y)
      set(text.ink)
      if outlines, !line.isColoured {
        pango_cairo_layout_line_path(cairo, line.line)
        cairo_fill(cairo)
      } else {
        pango_cairo_show_layout_line(cairo, line.line)
      }
      cairo_new_path(cairo)
    }
  }

  private func set(_ ink: Ink) {
    set(ink == .accent ? accent ?? ink.light : ink.light)
  }

  private func set(_ colour: UInt32) {
    cairo_set_source_rgb(
      cairo, Double(colour >> 16 & 0xFF) / 255, Double(colour >> 8 & 0xFF) / 255,
      Double(colour & 0xFF) / 255)
  }

  /// Whether Cairo can hold the numbers; if not, the first such mark is what `paint` throws.
  private func isSane(_ numbers: [Double], _ what: String) -> Bool {
    if numbers.allSatisfy({ abs($0) <= Self.limit }) { return true }
    if problem == nil { problem = "a mark has no finite place: \(Printable.text(what))" }
    return false
  }
}

extension PathMark.Segment {
  fileprivate var numbers: [Double] {
    switch self {
    case .move(let x, let y), .line(let x, let y): [x, y]
    case .circle(let x, let y, let radius): [x, y, radius]
    case .close: []
    }
  }
}
