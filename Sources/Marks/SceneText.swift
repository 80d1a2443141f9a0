/// The canonical text of a scene: one mark a line, numbers at 0.01, groups indented. What goldens
/// store and people review.
public struct SceneText: Sendable, Hashable, CustomStringConvertible {
  public let lines: [String]

  public init(_ scene: Scene) {
    var lines = ["scene \(Self.number(scene.width)) × \(Self.number(scene.height))"]
    for mark in scene.marks { Self.write(mark, indent: "", into: &lines) }
    self.lines = lines
  }

  public var description: String { lines.joined(separator: "\n") + "\n" }

  private static func write(_ mark: Mark, indent: String, into lines: inout [String]) {
    switch mark {
    case .rect(let rect):
      lines.append(
        indent + "rect \(numbers(rect.x, rect.y)) \(number(rect.width)) × \(number(rect.height))"
          + paint(rect.fill, rect.stroke))
    case .path(let path):
      let steps = path.segments.map(step).joined(separator: " ")
      lines.append(indent + "path \(steps)" + paint(path.fill, path.stroke))
    case .text(let text): lines.append(indent + line(text))
    case .image(let image):
      lines.append(
        indent
          + "image \(numbers(image.x, image.y)) \(number(image.width)) × \(number(image.height)) of \(image.png.count) bytes"
      )
    case .group(let group):
      let id = group.id.isEmpty ? "" : " #\(group.id)"
      lines.append(indent + "group \(role(group.role))\(id) +\(numbers(group.dx, group.dy))")
      for mark in group.marks { write(mark, indent: indent + "  ", into: &lines) }
    }
  }

  private static func line(_ text: TextMark) -> String {
    var parts = ["text", numbers(text.x, text.y), text.anchor.rawValue]
    parts.append("\(number(text.style.size))/\(text.style.weight.rawValue)")
    if text.style.face == .display { parts.append("display") }
    if text.style.slashedZero { parts.append("zero") }
    parts.append(text.ink.rawValue)
    if text.background != .paper { parts.append("on " + text.background.rawValue) }
    if text.isName { parts.append("name") }
    if text.halo { parts.append("halo") }
    parts.append(quoted(text.text))
    return parts.joined(separator: " ")
  }

  private static func paint(_ fill: Fill?, _ stroke: Stroke?) -> String {
    var text = ""
    switch fill {
    case .solid(let ink): text += " fill \(ink.rawValue)"
    case .hatch(let ink): text += " hatch \(ink.rawValue)"
    case nil: break
    }
    if let stroke {
      text += " stroke \(stroke.ink.rawValue) \(number(stroke.width))"
      if !stroke.dash.isEmpty {
        text += " [" + stroke.dash.map(number).joined(separator: " ") + "]"
      }
    }
    return text
  }

  private static func step(_ segment: PathMark.Segment) -> String {
    switch segment {
    case .move(let x, let y): "M" + numbers(x, y)
    case .line(let x, let y): "L" + numbers(x, y)
    case .circle(let x, let y, let radius): "O" + numbers(x, y) + "," + number(radius)
    case .close: "Z"
    }
  }

  private static func role(_ role: GroupMark.Role) -> String {
    switch role {
    case .plain: "plain"
    case .artifact: "artifact"
    case .heading(let level): "heading \(level)"
    case .paragraph: "paragraph"
    case .figure(let alternative): "figure \(quoted(alternative))"
    case .table: "table"
    case .row: "row"
    case .headCell: "head-cell"
    case .cell: "cell"
    case .section: "section"
    case .link(let page): "link \(page)"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          out += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  private static func numbers(_ x: Double, _ y: Double) -> String { number(x) + "," + number(y) }

  /// At 0.01, without needless zeros; what is no number says so.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return value.isNaN ? "nan" : "inf" }
    return Hundredths.text(value)
  }
}
