import Marks

/// Writes scenes as SVG: real text, colours by role, ids that are unique among all it wrote.
public struct SVGWriter: Sendable {
  public enum Palette: Sendable, Hashable {
    /// CSS variables named after the roles, so that one picture serves both themes.
    case variables
    /// The light theme's colours, for files that are opened alone.
    case light
  }

  let palette: Palette
  private var count = 0
  private var hatches: [Ink: HTMLMarkup] = [:]
  private var definitions: HTMLMarkup = ""

  public init(palette: Palette) {
    self.palette = palette
  }

  // MARK: Pictures

  /// A picture with its name and its alternative text.
  ///
  /// The name is a label and not a `<title>`: that would pop up over the chart, and whoever looks for
  /// the page's title would find dozens.
  /// - Parameter growth: how much larger than designed it is where there is room.
  public mutating func figure(
    _ scene: Scene, classes: HTMLMarkup = "", growth: Double = 1, title: String,
    description: String
  ) -> HTMLMarkup {
    count += 1
    let id = count
    let content = content(scene)
    return """
      <svg\(Self.classes(classes)) role="img" aria-label="\(HTMLText(title))"\
       aria-describedby="d\(id)"\(size(scene, growth))>\
      <desc id="d\(id)">\(HTMLText(description))</desc>\(content)</svg>
      """
  }

  /// A picture whose number stands beside it.
  public mutating func decoration(_ scene: Scene, classes: HTMLMarkup = "") -> HTMLMarkup {
    let content = content(scene)
    return "<svg\(Self.classes(classes)) aria-hidden=\"true\"\(size(scene))>\(content)</svg>"
  }

  /// A sign that `<use>` shows many times.
  mutating func symbol(_ id: HTMLMarkup, _ scene: Scene) -> HTMLMarkup {
    let content = content(scene)
    return """
      <symbol id="\(id)" viewBox="0 0 \(length: scene.width) \(length: scene.height)">\(content)</symbol>
      """
  }

  private static func classes(_ classes: HTMLMarkup) -> HTMLMarkup {
    classes.isEmpty ? "" : " class=\"\(classes)\""
  }

  private func size(_ scene: Scene, _ growth: Double = 1) -> HTMLMarkup {
    """
     width="\(length: scene.width * growth)" height="\(length: scene.height * growth)"\
     viewBox="0 0 \(length: scene.width) \(length: scene.height)"
    """
  }

  /// The marks of a scene, its hatches before them.
  mutating func content(_ scene: Scene) -> HTMLMarkup {
    hatches = [:]
    definitions = ""
    var marks: HTMLMarkup = ""
    for mark in scene.marks { write(mark, dx: 0, dy: 0, into: &marks) }
    return definitions.isEmpty ? marks : "<defs>\(definitions)</defs>\(marks)"
  }

  // MARK: Marks

  private mutating func write(_ mark: Mark, dx: Double, dy: Double, into out: inout HTMLMarkup) {
    switch mark {
    case .rect(let rect): out += self.rect(rect, dx, dy)
    case .path(let path): out += self.path(path, dx, dy)
    case .text(let text): out += self.text(text, dx, dy)
    case .image(let image):
      out += """
        <image x="\(length: image.x + dx)" y="\(length: image.y + dy)" width="\(length: image.width)"\
         height="\(length: image.height)" href="data:image/png;base64,\(HTMLText(Base64.text(image.png)))"/>
        """
    case .group(let group):
      for mark in group.marks { write(mark, dx: dx + group.dx, dy: dy + group.dy, into: &out) }
    }
  }

  private mutating func rect(_ rect: RectMark, _ dx: Double, _ dy: Double) -> HTMLMarkup {
    let x = min(rect.x, rect.x + rect.width) + dx
    let y = min(rect.y, rect.y + rect.height) + dy
    return """
      <rect x="\(length: x)" y="\(length: y)" width="\(length: abs(rect.width))"\
       height="\(length: abs(rect.height))"\(paint(rect.fill, rect.stroke))/>
      """
  }

  private mutating func path(_ path: PathMark, _ dx: Double, _ dy: Double) -> HTMLMarkup {
    let paint = paint(path.fill, path.stroke)
    if path.segments.count == 1, case .circle(let x, let y, let radius) = path.segments[0] {
      return """
        <circle cx="\(length: x + dx)" cy="\(length: y + dy)" r="\(length: radius)"\(paint)/>
        """
    }
    var steps: HTMLMarkup = ""
    for segment in path.segments {
      switch segment {
      case .move(let x, let y): steps += "M\(length: x + dx) \(length: y + dy)"
      case .line(let x, let y): steps += "L\(length: x + dx) \(length: y + dy)"
      case .circle(let x, let y, let radius):
        steps += """
          M\(length: x + dx - radius) \(length: y + dy)a\(length: radius) \(length: radius) 0 1 0 \
          \(length: radius * 2) 0a\(length: radius) \(length: radius) 0 1 0 \(length: -radius * 2) 0z
          """
      case .close: steps += "Z"
      }
    }
    return "<path d=\"\(steps)\"\(paint)/>"
  }

  private mutating func text(_ text: TextMark, _ dx: Double, _ dy: Double) -> HTMLMarkup {
    var attributes: HTMLMarkup = """
      x="\(length: text.x + dx)" y="\(length: text.y + dy)" font-size="\(length: text.style.size)"\
       fill="\(color(text.ink))"
      """
    switch text.style.weight {
    case .regular: break
    case .medium: attributes += " font-weight=\"500\""
    case .semibold: attributes += " font-weight=\"600\""
    }
    switch text.anchor {
    case .start: break
    case .middle: attributes += " text-anchor=\"middle\""
    case .end: attributes += " text-anchor=\"end\""
    }
    var classes: HTMLMarkup = ""
    func add(_ name: HTMLMarkup) { classes += classes.isEmpty ? name : " \(name)" }
    if text.style.face == .display { add("df") }
    if text.style.slashedZero { add("z") }
    if text.isName { add("nm") }
    if !classes.isEmpty { attributes += " class=\"\(classes)\"" }
    guard text.halo else { return "<text \(attributes)>\(HTMLText(text.text))</text>" }
    // The same text with a thick edge lies under it; named, it is not there twice to be read.
    count += 1
    return """
      <use href="#x\(count)" stroke="\(color(text.background))" stroke-width="3"\
       stroke-linejoin="round"/><text id="x\(count)" \(attributes)>\(HTMLText(text.text))</text>
      """
  }

  // MARK: Paint

  private mutating func paint(_ fill: Fill?, _ stroke: Stroke?) -> HTMLMarkup {
    var paint: HTMLMarkup = ""
    switch fill {
    case .solid(let ink): paint += " fill=\"\(color(ink))\""
    case .hatch(let ink): paint += " fill=\"url(#\(hatch(ink)))\""
    case nil: paint += " fill=\"none\""
    }
    if let stroke {
      paint += " stroke=\"\(color(stroke.ink))\" stroke-width=\"\(length: stroke.width)\""
      if !stroke.dash.isEmpty {
        var dashes: HTMLMarkup = ""
        for dash in stroke.dash {
          dashes += dashes.isEmpty ? "\(length: dash)" : " \(length: dash)"
        }
        paint += " stroke-dasharray=\"\(dashes)\""
      }
    }
    return paint
  }

  /// One pattern an ink and picture: a picture that is not displayed lends no pattern to others.
  private mutating func hatch(_ ink: Ink) -> HTMLMarkup {
    if let known = hatches[ink] { return known }
    count += 1
    let id: HTMLMarkup = "h\(count)"
    hatches[ink] = id
    definitions += """
      <pattern id="\(id)" width="4" height="4" patternUnits="userSpaceOnUse"\
       patternTransform="rotate(45)"><path d="M0 0V4" stroke="\(color(ink))" stroke-width="1.2"/>\
      </pattern>
      """
    return id
  }

  private func color(_ ink: Ink) -> HTMLMarkup {
    switch palette {
    case .variables: "var(--\(ink))"
    case .light: Self.hex(ink.light)
    }
  }

  static func hex(_ rgb: UInt32) -> HTMLMarkup { "#\(HTMLText(digits(rgb)))" }

  private static func digits(_ rgb: UInt32) -> String {
    let digits = String(rgb & 0xFFFFFF, radix: 16, uppercase: true)
    return String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }
}
