import Fingerprints
import Marks
import Pack

/// The one style element of a page, and the policy that lets it and nothing else in.
struct StyleSheet: Sendable {
  /// A style sheet is checked to hold no markup, so that it is safe in its element.
  let element: HTMLMarkup
  /// No script, no request, no style but this one.
  let policy: HTMLText

  /// - Parameters:
  ///   - css: `edition.css`.
  ///   - accent: in the place of the built-in one.
  init(css: String, fonts: [FontFace], accent: Brand.Accent? = nil) {
    func theme(_ isLight: Bool) -> String {
      func color(_ ink: Ink) -> UInt32 {
        switch (ink, accent) {
        case (.accent, let accent?): isLight ? accent.light : accent.dark
        case (.accentWash, let accent?): isLight ? accent.wash.light : accent.wash.dark
        default: isLight ? ink.light : ink.dark
        }
      }
      return Ink.allCases.map { "--\($0.rawValue):\(SVGWriter.hex(color($0)).source);" }.joined()
    }
    let text =
      "\n" + fonts.map(\.css).joined() + """
        :root{\(theme(true))}
        @media screen and (prefers-color-scheme:dark){:root{\(theme(false))}}

        """ + Self.spread(css)
    element = "<style>\(HTMLMarkup(checkedCSS: text))</style>"
    let hash = Base64.text(Self.bytes(Fingerprint.sha256(Array(text.utf8))))
    policy = HTMLText(
      "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; font-src data:; "
        + "base-uri 'none'; form-action 'none'")
  }

  /// Line ends as an HTML parser sees them, so that the hash is that of what the browser reads.
  private static func spread(_ css: String) -> String {
    var out = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in css.unicodeScalars {
      if scalar == "\r" {
        out.append("\n")
      } else if scalar != "\n" || last != "\r", scalar != "\0" {
        out.append(scalar)
      }
      last = scalar
    }
    return String(out)
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
