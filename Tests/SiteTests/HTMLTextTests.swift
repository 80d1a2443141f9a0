import Foundation
import Testing

@testable import Site

@Suite struct HTMLTextTests {
  /// Names that leave an escaper of characters: a scalar before `<` or after `"` fuses with it.
  static let hostile = [
    "\u{600}<img src=x onerror=document.title=2 \u{600}>",
    "Brand \"\u{301} autofocus onfocus=document.title=2 x=\"\u{301}",
    "\u{70F}<script\u{70F}>document.title=2\u{70F}</script\u{70F}>",
    "</title><script>1</script>", "' onload='1", "`x`", "&lt;b&gt;", "\u{301}>",
    "<!--", "{{{head}}}",
    "a\u{0}b\u{1B}[31m\u{202E}c\u{2066}", "]]>", "javascript:alert(1)", "<svg/onload=1>",
  ]

  /// The lines of the shared corpus, quotes and all, when it is there.
  static let corpus: [String] = {
    let folder = "../shared/hostile/corpus/files/injection"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.sorted().flatMap { file -> [String] in
      let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
      return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
  }()

  @Test func leavesNoMarkupInAnyName() {
    for name in Self.hostile + Self.corpus {
      let isText = HTMLText(name).source.unicodeScalars.allSatisfy {
        !"<>\"'`".unicodeScalars.contains($0)
      }
      #expect(isText, "\(name.debugDescription)")
    }
  }

  @Test func escapesScalarsThatCharactersHide() {
    #expect(HTMLText("\u{600}<b").source == "\u{600}&lt;b")
    #expect(HTMLText("x\"\u{301}").source == "x&quot;\u{301}")
    #expect(HTMLText("\u{301}a").source == "&#769;a")
  }

  @Test func dropsControlsAndDirectionOverrides() {
    #expect(HTMLText("a\u{0}b\u{9B}c\u{202E}d\u{2067}e\u{FFFF}f").source == "abcdef")
    #expect(HTMLText("a\nb\u{2028}c").source == "a b c")
  }

  @Test func addressesStayOnTheSite() {
    #expect(HTMLText.address("charts/roas 1.svg").source == "charts/roas%201.svg")
    #expect(HTMLText.address("../2024-W47/index.html").source == "../2024-W47/index.html")
    #expect(HTMLText.address("javascript:1").source == "javascript%3A1")
    #expect(HTMLText.address("//evil.example/x").source == "%2F/evil.example/x")
  }
}
