import Foundation

/// How a colour is seen: in full, by people who lack one kind of cone, or printed in grey.
///
/// The three lacks are Machado, Oliveira and Fernandes 2009 at severity 1.0, applied to linear sRGB and
/// clipped; grey is luminance.
enum ColourVision: String, CaseIterable, CustomStringConvertible {
  case full, protan, deutan, tritan, grey

  static let simulated: [ColourVision] = [.protan, .deutan, .tritan, .grey]
  static let lacksCones: [ColourVision] = [.protan, .deutan, .tritan]

  var description: String { rawValue }

  /// sRGB as it is seen.
  func seen(_ rgb: UInt32) -> UInt32 {
    linear(rgb).reduce(0) { code, value in
      let share =
        value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
      return code << 8 | UInt32((share * 255).rounded())
    }
  }

  /// WCAG 2.2 contrast ratio of two colours as they are seen.
  func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let (first, second) = (luminance(one), luminance(other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// CIEDE2000 between two colours as they are seen: 1 is just noticed side by side.
  func distance(_ one: UInt32, _ other: UInt32) -> Double {
    Lab(linear: linear(one)).distance(to: Lab(linear: linear(other)))
  }

  // MARK: -

  private func luminance(_ rgb: UInt32) -> Double { Self.luminance(linear(rgb)) }

  private static func luminance(_ linear: [Double]) -> Double {
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func linear(_ rgb: UInt32) -> [Double] {
    let colour = [16, 8, 0].map { shift -> Double in
      let value = Double(rgb >> UInt32(shift) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    guard self != .grey else { return Array(repeating: Self.luminance(colour), count: 3) }
    return matrix.map { row in
      min(max(zip(row, colour).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
    }
  }

  private var matrix: [[Double]] {
    switch self {
    case .protan:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deutan:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritan:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    case .full, .grey: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    }
  }
}

/// A colour in CIELAB under D65.
struct Lab {
  var l, a, b: Double

  init(_ l: Double, _ a: Double, _ b: Double) { (self.l, self.a, self.b) = (l, a, b) }

  init(linear c: [Double]) {
    func f(_ t: Double) -> Double {
      t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    let x = f((0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047)
    let y = f(0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2])
    let z = f((0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883)
    self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// CIEDE2000 as Sharma, Wu and Dalal 2005 write it out.
  func distance(to other: Lab) -> Double {
    func degrees(_ radians: Double) -> Double { radians * 180 / .pi }
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    func seventh(_ chroma: Double) -> Double {
      (pow(chroma, 7) / (pow(chroma, 7) + 6_103_515_625)).squareRoot()
    }
    let stretch = 1.5 - 0.5 * seventh((hypot(a, b) + hypot(other.a, other.b)) / 2)
    let chroma = (hypot(a * stretch, b), hypot(other.a * stretch, other.b))
    func hue(_ colour: Lab) -> Double {
      let angle = degrees(atan2(colour.b, colour.a * stretch))
      return angle < 0 ? angle + 360 : angle
    }
    let hues = (hue(self), hue(other))
    let isGrey = chroma.0 * chroma.1 == 0
    var turn = isGrey ? 0 : hues.1 - hues.0
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var middle = hues.0 + hues.1
    if !isGrey {
      if abs(hues.0 - hues.1) > 180 { middle += middle < 360 ? 360 : -360 }
      middle /= 2
    }
    let meanChroma = (chroma.0 + chroma.1) / 2
    let meanLightness = pow((l + other.l) / 2 - 50, 2)
    let weight =
      1 - 0.17 * cos(radians(middle - 30)) + 0.24 * cos(radians(2 * middle))
      + 0.32 * cos(radians(3 * middle + 6)) - 0.2 * cos(radians(4 * middle - 63))
    let lightness =
      (other.l - l) / (1 + 0.015 * meanLightness / (20 + meanLightness).squareRoot())
    let saturation = (chroma.1 - chroma.0) / (1 + 0.045 * meanChroma)
    let tint =
      2 * (chroma.0 * chroma.1).squareRoot() * sin(radians(turn / 2))
      / (1 + 0.015 * meanChroma * weight)
    let rotation =
      -2 * seventh(meanChroma) * sin(radians(60 * exp(-pow((middle - 275) / 25, 2))))
    return
      (lightness * lightness + saturation * saturation + tint * tint
      + rotation * saturation * tint).squareRoot()
  }
}
