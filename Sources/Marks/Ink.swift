/// The role of a colour. Renderers turn roles into colours: RGB in Cairo, CSS variables in SVG.
///
/// Hue means something: slate is actual, green and vermilion are better and worse *for the
/// business*, blue is navigation, ochre is a caution about the data.
public enum Ink: String, Sendable, Hashable, CaseIterable {
  case paper, panel, wash, ink, ink2, ink3, grid, rule, axis
  /// Actual, prior, prior as an area, plan.
  case actual = "ac"
  case prior = "prev"
  case priorFill = "prevfill"
  case plan
  case accent
  case accentWash = "accent-wash"
  case good, bad, neutral, warn
  case badWash = "bad-wash"
  case goodWash = "good-wash"
  case search, social, display, other
  /// Distance from a target in nine steps, far under to far over (VS-4.3).
  case heat1, heat2, heat3, heat4, heat5, heat6, heat7, heat8, heat9

  /// The ramp from far under to far over.
  public static let heat: [Ink] = [
    .heat1, .heat2, .heat3, .heat4, .heat5, .heat6, .heat7, .heat8, .heat9,
  ]

  /// sRGB on white paper and on a dark screen (visual specification, VS-4.2).
  public var light: UInt32 { Self.table[self]?.0 ?? 0 }
  public var dark: UInt32 { Self.table[self]?.1 ?? 0xFFFFFF }

  private static let table: [Ink: (UInt32, UInt32)] = [
    .paper: (0xFFFFFF, 0x11151B), .panel: (0xF5F6F8, 0x191F27), .wash: (0xEEF1F5, 0x222A35),
    .ink: (0x12171F, 0xF1F4F8), .ink2: (0x434B58, 0xC3CAD5), .ink3: (0x646D7B, 0x98A2B1),
    .grid: (0xE4E7EC, 0x2A323E), .rule: (0xC4CAD3, 0x3A4452), .axis: (0x7A8391, 0x76818F),
    .actual: (0x2C3A4D, 0xD5DCE6), .prior: (0x7F8B9B, 0x7C8796), .priorFill: (0xC9D0D9, 0x3B4553),
    .plan: (0x2C3A4D, 0xD5DCE6), .accent: (0x0B5CAD, 0x6CB2F2), .accentWash: (0xE6EFF8, 0x172A3E),
    .good: (0x007A65, 0x39C6A3), .bad: (0xB53C0D, 0xFF8257), .neutral: (0x646D7B, 0x98A2B1),
    .warn: (0x8A6100, 0xE6B84A), .badWash: (0xFDF2ED, 0x3A2019), .goodWash: (0xF1F9F7, 0x12302A),
    .search: (0x10355F, 0x4479C4), .social: (0x3B93D1, 0xC9E7FB), .display: (0x8F4B9E, 0xD596E3),
    .other: (0x6B7684, 0x98A2B1),
    // In the dark the ends shine and the middle sinks into the page.
    .heat1: (0xB53C0D, 0xFF8257), .heat2: (0xE07B4F, 0xA44D2E), .heat3: (0xF1B599, 0x6E3A28),
    .heat4: (0xFAE2D6, 0x452E28), .heat5: (0xF3F4F6, 0x2A323E), .heat6: (0xD3EBE4, 0x233F3D),
    .heat7: (0x9BD3C4, 0x1F5A50), .heat8: (0x4FB19A, 0x1E7665), .heat9: (0x007A65, 0x39C6A3),
  ]
}
