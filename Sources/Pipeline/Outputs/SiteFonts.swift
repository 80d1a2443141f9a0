import Diagnostics
import Print
import Site

/// The fonts that a page carries in itself.
enum SiteFonts {
  static func faces(_ scalars: Set<Unicode.Scalar>) throws(Diagnostic) -> [FontFace] {
    try WebFonts().faces(covering: scalars).map { face in
      FontFace(family: face.family, weight: face.weight, format: "opentype", bytes: face.bytes)
    }
  }
}
