import CHarfBuzz
import Diagnostics

/// The faces of the page on the screen, cut down to the letters it has: by HarfBuzz, so that figures
/// of one width, the slashed zero and kerning stay.
public struct WebFonts: Sendable {
  public struct Face: Sendable {
    public let family: String
    public let weight: Int
    /// OpenType with PostScript outlines.
    public let bytes: [UInt8]
  }

  /// Families and weights of `edition.css`.
  private static let faces = [
    (family: "Inter", weight: 400, file: "Inter-Regular.otf"),
    (family: "Inter", weight: 500, file: "Inter-Medium.otf"),
    (family: "Inter", weight: 600, file: "Inter-SemiBold.otf"),
    (family: "Inter Display", weight: 600, file: "InterDisplay-SemiBold.otf"),
  ]
  private static let features = ["tnum", "zero"]

  public init() {}

  /// - Parameter scalars: those that the page holds; what Inter lacks is left to the reader's fonts.
  /// - Returns: the same bytes for the same scalars.
  /// - Throws: `font.missing`, `render.failed`.
  public func faces(covering scalars: Set<Unicode.Scalar>) throws(Diagnostic) -> [Face] {
    var result: [Face] = []
    for face in Self.faces {
      let path = "\(FontFolders().inter)/\(face.file)"
      guard let blob = hb_blob_create_from_file_or_fail(path) else { throw FontSet.missing(path) }
      defer { hb_blob_destroy(blob) }
      guard let bytes = Self.subset(blob, scalars) else {
        throw Diagnostic(.renderFailed, "the font \(face.file) could not be cut down")
      }
      result.append(Face(family: face.family, weight: face.weight, bytes: bytes))
    }
    return result
  }

  private static func subset(_ blob: OpaquePointer, _ scalars: Set<Unicode.Scalar>) -> [UInt8]? {
    guard let face = hb_face_create(blob, 0), let input = hb_subset_input_create_or_fail() else {
      return nil
    }
    defer {
      hb_face_destroy(face)
      hb_subset_input_destroy(input)
    }
    let wanted = hb_subset_input_unicode_set(input)
    for scalar in scalars { hb_set_add(wanted, scalar.value) }
    let layout = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG)
    for feature in features { hb_set_add(layout, hb_tag_from_string(feature, -1)) }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    guard let small = hb_subset_or_fail(face, input) else { return nil }
    defer { hb_face_destroy(small) }
    guard let data = hb_face_reference_blob(small) else { return nil }
    defer { hb_blob_destroy(data) }
    var length: UInt32 = 0
    guard let start = hb_blob_get_data(data, &length) else { return nil }
    return UnsafeRawBufferPointer(start: start, count: Int(length)).map { $0 }
  }
}
