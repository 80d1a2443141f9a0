import CPangoCairo
import Diagnostics
import Marks

/// Writes documents as tagged PDF (PDF/UA-1), in memory, the same bytes for the same document.
public struct PDFWriter: Sendable {
  private let fonts: FontSet

  public init(fonts: FontSet) {
    self.fonts = fonts
  }

  /// - Throws: `render.failed` when the document has no page, a link leads to none, a date is not
  ///   of the form documented, a mark has no finite place, or a library fails.
  public func pdf(_ document: PDFDocument) throws(Diagnostic) -> [UInt8] {
    try drawn(document).write()
  }

  /// A document, and the same with each page on a sheet of another size round the same middle: drawn and
  /// marked once, written twice.
  ///
  /// - Throws: as `pdf` does.
  public func pdfs(
    _ document: PDFDocument, alsoOnWidth width: Double, height: Double
  ) throws(Diagnostic) -> (own: [UInt8], other: [UInt8]) {
    let file = try drawn(document)
    let own = try file.write()
    for (index, page) in document.pages.enumerated() {
      // Rounded once, so that the sheet keeps its size to the last decimal.
      let left = ((page.width - width) * 50).rounded() / 100
      let foot = ((page.height - height) * 50).rounded() / 100
      file.set(
        "/MediaBox", of: file.page(index),
        to: file.numbers([left, foot, left + width, foot + height]))
    }
    return (own, try file.write())
  }

  // MARK: -

  private func drawn(_ document: PDFDocument) throws(Diagnostic) -> PDFObjects {
    try Self.validate(document)
    guard let first = document.pages.first else {
      throw Diagnostic(.renderFailed, "a document without a page cannot be written")
    }
    let sink = ByteSink()
    // The surface writes to the sink until it is finished, which is before this function returns.
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), first.width, first.height)
    guard let surface, let cairo = cairo_create(surface) else {
      throw Diagnostic(.renderFailed, "Cairo could not be set up")
    }
    let painter = CairoPainter(
      cairo, fonts: fonts, tagging: true, accent: document.accent)
    defer {
      FontSet.alone {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
      }
    }
    describe(document, on: surface)
    cairo_tag_begin(cairo, "Document", nil)
    for (index, page) in document.pages.enumerated() {
      try paint(page, number: index + 1, on: surface, with: painter)
    }
    cairo_tag_end(cairo, "Document")
    try CairoPainter.check(cairo_status(cairo), "the document")
    withExtendedLifetime(sink) { FontSet.alone { cairo_surface_finish(surface) } }
    try CairoPainter.check(cairo_surface_status(surface), "the document")
    return try PDFPolish(document, figures: painter.figures, links: painter.links)
      .polish(sink.bytes)
  }

  private static func validate(_ document: PDFDocument) throws(Diagnostic) {
    if let date = document.creationDate, !isDate(date) {
      throw Diagnostic(.renderFailed, "\(Printable.text(date)) is not a date of a document")
    }
    for page in document.pages {
      guard (1...14_400).contains(page.width), (1...14_400).contains(page.height) else {
        throw Diagnostic(.renderFailed, "a sheet has no size that PDF can hold")
      }
      if let page = link(in: page.scene.marks, outside: document.pages.count) {
        throw Diagnostic(.renderFailed, "a link leads to page \(page), which does not exist")
      }
    }
  }

  private static func isDate(_ text: String) -> Bool {
    let shape = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
    let bytes = Array(text.utf8)
    return bytes.count == shape.count
      && zip(bytes, shape).allSatisfy { byte, form in
        form == UInt8(ascii: "d") ? (0x30...0x39 ~= byte) : byte == form
      }
  }

  private static func link(in marks: [Mark], outside count: Int) -> Int? {
    for case .group(let group) in marks {
      if case .link(let page) = group.role, page < 1 || page > count { return page }
      if let found = link(in: group.marks, outside: count) { return found }
    }
    return nil
  }

  private func describe(_ document: PDFDocument, on surface: OpaquePointer) {
    let date = document.creationDate ?? PDFPolish.noDate
    let entries = [
      (CAIRO_PDF_METADATA_TITLE, document.title), (CAIRO_PDF_METADATA_AUTHOR, document.author),
      (CAIRO_PDF_METADATA_SUBJECT, document.subject),
      (CAIRO_PDF_METADATA_KEYWORDS, document.keywords),
      (CAIRO_PDF_METADATA_CREATOR, document.creator), (CAIRO_PDF_METADATA_CREATE_DATE, date),
      (CAIRO_PDF_METADATA_MOD_DATE, date),
    ]
    for (key, value) in entries where !value.isEmpty {
      cairo_pdf_surface_set_metadata(surface, key, CleanText.line(value))
    }
  }

  private func paint(
    _ page: PDFPage, number: Int, on surface: OpaquePointer, with painter: CairoPainter
  ) throws(Diagnostic) {
    let cairo = painter.cairo
    // Setting a size forgets what was recorded, so never after the document's tag has begun.
    if number > 1 { cairo_pdf_surface_set_size(surface, page.width, page.height) }
    if !page.outline.isEmpty {
      _ = cairo_pdf_surface_add_outline(
        surface, CAIRO_PDF_OUTLINE_ROOT, CleanText.line(page.outline), "page=\(number) pos=[0 0]",
        CAIRO_PDF_OUTLINE_FLAG_OPEN)
    }
    cairo_save(cairo)
    // Two traps. What covers the whole sheet makes Cairo forget what was recorded before, tags and
    // all, unless it is clipped. And Cairo leaves out a page without ink, with its structure.
    cairo_rectangle(cairo, 0.01, 0.01, page.width - 0.02, page.height - 0.02)
    cairo_clip(cairo)
    painter.clear()
    cairo_translate(cairo, page.originX, page.originY)
    painter.page = number - 1
    try painter.paint(page.scene.marks)
    cairo_restore(cairo)
    FontSet.alone { cairo_show_page(cairo) }
  }
}
