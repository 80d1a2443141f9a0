import Marks

/// What makes the pack an organisation's own, beside its name.
public struct Brand: Sendable, Hashable {
  /// A PNG; it stands in the place of the organisation's name.
  public struct Logo: Sendable, Hashable {
    public let png: [UInt8]
    /// Pixels.
    public let width, height: Int

    /// - Returns: nil for what is no PNG of 1 to 4,096 pixels a side.
    public init?(png: [UInt8]) {
      guard png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), png.count > 57,
        png[12..<16].elementsEqual("IHDR".utf8)
      else { return nil }
      func number(_ offset: Int) -> Int {
        png[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
      }
      (width, height) = (number(16), number(20))
      guard (1...4096).contains(width), (1...4096).contains(height) else { return nil }
      self.png = png
    }

    /// Points or CSS pixels: as high as allowed, unless that makes it too wide.
    public func size(height most: Double, width widest: Double) -> (width: Double, height: Double) {
      let scale = min(most / Double(height), widest / Double(width))
      return (Double(width) * scale, Double(height) * scale)
    }
  }

  /// sRGB of navigation and of the mark at the head, on paper and on a dark screen.
  public struct Accent: Sendable, Hashable {
    public let light, dark: UInt32

    /// The least contrast of text (WCAG 2.2, 1.4.3).
    public static let leastContrast = 4.5

    /// - Parameter colour: of paper; on a dark screen it is mixed with white until it can be read.
    /// - Returns: nil when it is too faint on paper.
    public init?(_ colour: UInt32) {
      guard SceneAudit.contrast(colour, Ink.paper.light) >= Self.leastContrast else { return nil }
      light = colour
      var share: UInt32 = 0
      var dark = colour
      while SceneAudit.contrast(dark, Ink.paper.dark) < Self.leastContrast + 1, share < 100 {
        share += 5
        dark = Self.mixed(colour, 0xFFFFFF, share)
      }
      self.dark = dark
    }

    public var wash: (light: UInt32, dark: UInt32) {
      (Self.mixed(light, Ink.paper.light, 90), Self.mixed(dark, Ink.paper.dark, 80))
    }

    /// - Parameter share: of the second colour, in percent.
    private static func mixed(_ one: UInt32, _ other: UInt32, _ share: UInt32) -> UInt32 {
      [16, 8, 0].reduce(0) { sum, shift in
        let (first, second) = (one >> shift & 0xFF, other >> shift & 0xFF)
        return sum | ((first * (100 - share) + second * share + 50) / 100) << shift
      }
    }
  }

  public var accent: Accent?
  public var logo: Logo?

  public init(accent: Accent? = nil, logo: Logo? = nil) {
    self.accent = accent
    self.logo = logo
  }
}
