import Marks

@testable import Print

/// Scenes and documents that hold one of everything.
enum Samples {
  static let strange = [
    "", " ", "\u{0}", "a\u{0}b", "tab\there\r\nand\u{2028}there", "e\u{301}\u{302}\u{303}",
    "\u{301}", "תוספת 2024 עם English", "حملة رمضان ١٢٣", "दिवाली ऑफ़र क्षत्रिय", "ไทย ผู้", "বাংলা",
    "தமிழ்", "\u{202E}evil\u{202C}", "\u{FFFE}\u{FFFF}\u{10FFFF}", "👩‍👩‍👧‍👦 🚀 🇮🇳 ❤️", "漢字かな한글", "\u{E000}",
    "\u{200D}\u{FE0F}", String(repeating: "Long name ", count: 30),
    String(repeating: "ا", count: 300), String(repeating: "\u{301}", count: 300),
  ]

  static func text(_ text: String, x: Double = 0, y: Double = 20, halo: Bool = false) -> Mark {
    .text(TextMark(text, x: x, y: y, TextStyle(10), halo: halo))
  }

  static func group(_ role: GroupMark.Role, dy: Double = 0, _ marks: [Mark]) -> Mark {
    .group(GroupMark(role, dy: dy, marks))
  }

  /// A page with headings, words, a figure, a table, links and decoration.
  static func page(_ number: Int) -> Scene {
    let figure: [Mark] = [
      .path(.polyline([(0, 30), (40, 5), (80, 20)], Stroke(.actual, 1.6))),
      .path(.line(0, 12, 80, 12, Stroke(.plan, 0.9, dash: [2.5, 2]))),
      .path(.circle(40, 5, 3, fill: .good, stroke: Stroke(.paper, 1))),
      .rect(RectMark(x: 90, y: 0, width: 40, height: 30, fill: .hatch(.prior))),
      text("target", x: 50, y: 14, halo: true),
    ]
    let table = group(
      .table, dy: 180,
      [
        group(
          .row, [group(.headCell, [text("Campaign")]), group(.headCell, [text("Spend", x: 200)])]),
        group(
          .row, dy: 14,
          [group(.headCell, [text("Brand-\(number)")]), group(.cell, [text("₹9,120", x: 200)])]),
        .path(.line(0, 40, 240, 40, Stroke(.rule, 0.5))),
        group(
          .row, dy: 28,
          [
            group(.headCell, [text("दिवाली ऑफ़र")]),
            group(
              .cell,
              [text("3.1×", x: 200), group(.figure(alternative: "Small line"), [figure[0]])]),
          ]),
      ])
    let marks: [Mark] = [
      .rect(RectMark(x: 0, y: 0, width: 744, height: 0.8, fill: .solid(.ink))),
      group(.artifact, [text("Running head", x: 600)]),
      group(
        .section,
        [
          group(.heading(level: 1), dy: 20, [text("Profit fell 9% on page \(number)")]),
          group(.paragraph, dy: 40, [text("Office affinity rose − by 12% to $608k.")]),
          group(.heading(level: 2), dy: 60, [text("Revenue & spend")]),
          group(.figure(alternative: "Line of revenue <\(number)>, “rising”"), dy: 90, figure),
          table,
          group(
            .paragraph, dy: 260,
            [text("Read on:"), group(.link(page: 1), [text("overview", x: 80)])]),
        ]),
      group(.artifact, dy: 480, [text("Page \(number) of 2", x: 600)]),
    ]
    return Scene(width: 744, height: 523, marks: marks)
  }

  static func document(date: String? = "2024-12-02T06:00:00Z") -> PDFDocument {
    PDFDocument(
      title: "Pack <week 48> & “more”", author: "Märketing", subject: "Week 48",
      keywords: "ads, pack", creator: "broadsheet test", creationDate: date,
      pages: [
        PDFPage(
          width: 841.89, height: 595.28, scene: page(1), originX: 48.9, originY: 36.1,
          outline: "Übersicht", label: "i"),
        PDFPage(
          width: 792, height: 612, scene: page(2), originX: 24, originY: 44.5, outline: "Second",
          label: "A-2"),
      ])
  }

  static func document(of marks: [Mark]) -> PDFDocument {
    let scene = Scene(width: 300, height: 100, marks: marks)
    return PDFDocument(
      title: "Test",
      pages: [PDFPage(width: 300, height: 100, scene: scene, originX: 0, originY: 0)])
  }
}
