import Diagnostics
import Dispatch
import Marks
import Synchronization
import Testing

@testable import Print

@Suite struct FontSetTests {
  @Test func missingFontsNameTheirPackages() {
    let caught = #expect(throws: Diagnostic.self) {
      try FontSet(folders: FontFolders(inter: "/nowhere"))
    }
    #expect(caught?.code == .fontMissing)
    #expect(caught?.exitStatus == .outside)
    #expect(caught?.hint?.contains("fonts-inter") == true)
    let noto = #expect(throws: Diagnostic.self) {
      try FontSet(folders: FontFolders(noto: "/nowhere"))
    }
    #expect(noto?.hint?.contains("fonts-noto-core") == true)
  }

  @Test func fallbacksLoadOnlyWhenTextNeedsThem() throws {
    let fonts = try FontSet()
    let measurer = PangoMeasurer(fonts)
    _ = measurer.width(of: "Überblick ₹€£ → − ×", TextStyle(9))
    #expect(fonts.files.count == 6)
    #expect(fonts.files.allSatisfy { $0.path.contains("Inter") && $0.version.contains(".") })
    _ = measurer.width(of: "दिवाली", TextStyle(9))
    let files = fonts.files
    #expect(files.contains { $0.path.hasSuffix("NotoSansDevanagari-Regular.ttf") })
    #expect(files.map(\.path) == files.map(\.path).sorted())
    #expect(Set(files.map(\.path)).count == files.count)
  }

  @Test func whatWasSetBeforeChangesNothing() throws {
    let texts = ["Plain 123", "दिवाली ऑफ़र", "حملة", "漢字", "Plain 123", "Brand 🚀"]
    let style = TextStyle(9, .semibold)
    let forwards = PangoMeasurer(try FontSet())
    let backwards = PangoMeasurer(try FontSet())
    let first = texts.map { forwards.width(of: $0, style) }
    let second = texts.reversed().map { backwards.width(of: $0, style) }
    #expect(first == second.reversed())
  }

  /// All sets of a process share the faces that Cairo keeps open, ten at most: here are more.
  @Test func setsOnManyThreadsDoNotDisturbEachOther() throws {
    let marks: [Mark] = [
      "Plain", "दिवाली", "حملة", "漢字", "ქართული", "ไทย", "עברית", "தமிழ்", "አማርኛ", "বাংলা", "ગુજરાતી", "🚀",
    ].enumerated().map { Samples.text($1, y: 20 + 14 * Double($0)) }
    let made: @Sendable () throws -> [UInt8] = {
      let fonts = try FontSet()
      return try PDFWriter(fonts: fonts).pdf(Samples.document(of: marks))
        + PNGWriter(fonts: fonts).png(Scene(width: 200, height: 200, marks: marks))
    }
    let alone = try made()
    let equal = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      if (try? made()) == alone { equal.withLock { $0 += 1 } }
    }
    #expect(equal.withLock { $0 } == 16)
  }

  @Test(arguments: [
    "दिवाली ऑफ़र क्षत्रिय", "حملة رمضان", "מבצע חורף", "ไทย โปรโมชัน", "বাংলা", "தமிழ்", "ગુજરાતી",
    "ქართული", "Ελλάδα", "Россия", "አማርኛ",
  ])
  func scriptsHaveTheirGlyphs(_ text: String) throws {
    #expect(PangoMeasurer(try FontSet()).missingGlyphs(in: text) == 0)
  }

  @Test func whatNoFontHasIsCounted() throws {
    let measurer = PangoMeasurer(try FontSet())
    #expect(measurer.missingGlyphs(in: "Brand \u{10FFFD}\u{F8000}") == 2)
    #expect(measurer.missingGlyphs(in: "Brand") == 0)
    let replaced = measurer.width(of: "\u{10FFFD}", TextStyle(10))
    #expect(replaced == measurer.width(of: "\u{FFFD}", TextStyle(10)))
  }
}
