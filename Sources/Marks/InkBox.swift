/// Where ink lies: a rectangle in scene units, y growing downwards.
public struct InkBox: Sendable, Hashable {
  public var left, top, right, bottom: Double

  public init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// Cap height and depth of Inter in em: what the eye takes for the height of a line of text.
  public static let capHeight = 0.727
  public static let depth = 0.12

  public var middleX: Double { (left + right) / 2 }
  public var middleY: Double { (top + bottom) / 2 }

  public func moved(_ dx: Double, _ dy: Double) -> InkBox {
    InkBox(left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy)
  }

  public func grown(_ margin: Double) -> InkBox {
    InkBox(
      left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  /// Both boxes share an area of more than the tolerance in both directions.
  public func overlaps(_ other: InkBox, by tolerance: Double = 0.4) -> Bool {
    min(right, other.right) - max(left, other.left) > tolerance
      && min(bottom, other.bottom) - max(top, other.top) > tolerance
  }

  public func contains(_ other: InkBox, tolerance: Double = 0.4) -> Bool {
    other.left >= left - tolerance && other.right <= right + tolerance
      && other.top >= top - tolerance && other.bottom <= bottom + tolerance
  }

  public func contains(x: Double, y: Double) -> Bool {
    x >= left && x <= right && y >= top && y <= bottom
  }

  /// A straight line runs through the box.
  public func isCrossed(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Bool {
    var low = 0.0
    var high = 1.0
    for (start, delta, least, most) in [
      (a.x, b.x - a.x, left, right), (a.y, b.y - a.y, top, bottom),
    ] {
      if delta == 0 {
        if start < least || start > most { return false }
        continue
      }
      let first = (least - start) / delta
      let second = (most - start) / delta
      low = max(low, min(first, second))
      high = min(high, max(first, second))
    }
    return low <= high
  }

  /// A disc touches the box.
  public func touchesDisc(x: Double, y: Double, radius: Double) -> Bool {
    let dx = x - min(max(x, left), right)
    let dy = y - min(max(y, top), bottom)
    return dx * dx + dy * dy < radius * radius
  }
}

extension TextMark {
  /// From cap height to a little below the baseline.
  public func inkBox(_ measurer: any TextMeasurer) -> InkBox {
    let width = measurer.width(of: text, style)
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return InkBox(
      left: left, top: y - InkBox.capHeight * style.size, right: left + width,
      bottom: y + InkBox.depth * style.size)
  }
}

extension RectMark {
  public var inkBox: InkBox {
    InkBox(
      left: min(x, x + width), top: min(y, y + height), right: max(x, x + width),
      bottom: max(y, y + height))
  }
}
