import Diagnostics
import Foundation
import Marks
import Testing

@testable import Pack
@testable import Pipeline

@Suite struct BrandTests {
  /// 2 × 1 pixels, red and blue; made with Python's zlib and struct.
  private static let png: [UInt8] = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=="
    ) ?? Data())

  @Test func logoAndAccentAreOnEveryPage() throws {
    let project = try Project(
      configuration:
        "version: 1\norganisation: Acme & Sons\naccent: \"#7A1FA2\"\nlogo: data/logo.png\ntimezone: Europe/Berlin\n"
    )
    try project.write("data/logo.png", Self.png)
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    for page in ["editions/2024-W47/index.html", "index.html", "campaigns/index.html"] {
      let text = try #require(try FileSystem.text("\(project.path)/output/site/\(page)"))
      #expect(text.contains("--accent:#7A1FA2;") || text.contains("--accent:#7a1fa2;"), "\(page)")
      #expect(
        text.contains("alt=\"Acme &amp; Sons\"") && text.contains("data:image/png"), "\(page)")
    }
    let edition = try #require(
      try FileSystem.text("\(project.path)/output/site/editions/2024-W47/index.html"))
    #expect(edition.contains("days of Europe/Berlin"))
    let manifest = try #require(
      try FileSystem.text("\(project.path)/output/site/editions/2024-W47/manifest.json"))
    #expect(manifest.contains("data/logo.png"))
    // The picture is in the document, once a page.
    if let list = Tool.output(
      "pdfimages", ["-list", "\(project.path)/output/site/editions/2024-W47/pack.pdf"])
    {
      #expect(list.split(separator: "\n").count >= 3)
    }
    let report = try VerifyStep(project.session()).verify("2024-W47")
    #expect(report.isEqual, "\(report)")
  }

  @Test(arguments: [
    ("logo.png", Array("GIF89a".utf8)), ("logo.png", Array(png.prefix(60))), ("other.png", png),
  ])
  func aLogoThatCannotBeShownIsRefusedBeforeAnythingIsWritten(name: String, bytes: [UInt8]) throws {
    let project = try Project(configuration: "version: 1\nlogo: data/logo.png\n")
    try project.write("data/\(name)", bytes)
    try project.write("data/raw/a.csv", Project.month())
    do {
      try project.run()
      Issue.record("was taken")
    } catch let error as Diagnostic {
      #expect(error.code == .configurationInvalid)
    }
    #expect(!FileSystem.exists("\(project.path)/output/site"))
  }

  @Test(arguments: [
    ("accent: \"#FFEE00\"", "too faint"), ("accent: red", "a colour"),
    ("logo: /etc/logo.png", "below data/"), ("logo: data/../x.png", "below data/"),
    ("week_start: sunday", "begin on Monday"), ("timezone: Berlin", "Europe/Berlin"),
    ("warehouse: {engine: duckdb}", "engine is sqlite"),
  ])
  func whatCannotBeDoneIsSaid(line: String, words: String) {
    do {
      _ = try Configuration(text: "version: 1\n\(line)\n", file: "broadsheet.yml")
      Issue.record("was read")
    } catch {
      #expect(error.message.contains(words) && error.place?.line == 2, "\(error)")
    }
  }

  @Test func anAccentCanBeReadInBothThemes() throws {
    for colour in [0x0B5CAD, 0x7A1FA2, 0x000000, 0x8A6100, 0xB00020] as [UInt32] {
      let accent = try #require(Brand.Accent(colour))
      #expect(accent.light == colour)
      #expect(SceneAudit.contrast(accent.dark, Ink.paper.dark) >= Brand.Accent.leastContrast)
    }
  }
}
