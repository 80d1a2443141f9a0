import Diagnostics

/// Adds to a tagged PDF of Cairo what PDF/UA-1 asks for and Cairo 1.16 cannot write: language,
/// metadata, labels of pages, alternative texts, scopes, texts of links, and artifacts for decoration.
struct PDFPolish {
  /// The date of documents that have none.
  static let noDate = "1970-01-01T00:00:00Z"

  private let document: PDFDocument
  private let figures: [CairoPainter.Figure]
  private let links: [String]

  /// - Parameters:
  ///   - figures: of every figure tagged, in reading order.
  ///   - links: the visible text of every link tagged, in reading order.
  init(_ document: PDFDocument, figures: [CairoPainter.Figure], links: [String]) {
    self.document = document
    self.figures = figures
    self.links = links
  }

  /// - Throws: `render.failed` when qpdf fails, or when the structure does not hold exactly the
  ///   figures and links that were painted, so that no text would be sure to stand at its figure.
  func polish(_ bytes: [UInt8]) throws(Diagnostic) -> PDFObjects {
    let file = try PDFObjects(bytes)
    describe(file)
    try markStructure(of: file)
    for index in 0..<file.pageCount {
      let page = file.page(index)
      file.set("/Tabs", of: page, to: file.name("/S"))
      let content = ContentStream.wrappingUntagged(try file.content(of: page))
      file.set("/Contents", of: page, to: try file.packedStream(content))
    }
    for font in file.dictionaries where file.name("/Subtype", of: font) == "/CIDFontType2" {
      if !file.has("/CIDToGIDMap", in: font) {
        file.set("/CIDToGIDMap", of: font, to: file.name("/Identity"))
      }
    }
    return file
  }

  // MARK: - Document

  private func describe(_ file: PDFObjects) {
    let catalog = file.catalog
    file.set("/Lang", of: catalog, to: file.text(document.language))
    file.set(
      "/ViewerPreferences", of: catalog,
      to: file.dictionary(["/DisplayDocTitle": file.bool(true)]))
    let metadata = file.stream(
      Array(packet.utf8), ["/Type": file.name("/Metadata"), "/Subtype": file.name("/XML")])
    file.set("/Metadata", of: catalog, to: metadata)
    file.set("/PageLabels", of: catalog, to: file.dictionary(["/Nums": file.array(labels(file))]))
  }

  /// What readers show as the pages' numbers: where each run of labels begins, and how. Cairo writes
  /// nothing for pages that count from 1, and splits other labels at their last digits.
  private func labels(_ file: PDFObjects) -> [PDFObjects.Handle] {
    var nums: [PDFObjects.Handle] = []
    var before: Int?
    for (index, page) in document.pages.enumerated() {
      let label = page.label.isEmpty ? String(index + 1) : page.label
      let number = Int(label).flatMap { $0 > 0 && String($0) == label ? $0 : nil }
      if number == nil || before.map({ $0 + 1 }) != number {
        let style =
          number.map {
            file.dictionary(["/S": file.name("/D"), "/St": file.number($0)])
          } ?? file.dictionary(["/P": file.text(label)])
        nums += [file.number(index), style]
      }
      before = number
    }
    return nums
  }

  /// The XMP packet; it repeats what the information dictionary says.
  private var packet: String {
    let date = document.creationDate ?? Self.noDate
    var facts = """
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(CleanText.xml(document.title))\
      </rdf:li></rdf:Alt></dc:title>
      <xmp:CreateDate>\(date)</xmp:CreateDate><xmp:ModifyDate>\(date)</xmp:ModifyDate>

      """
    if !document.author.isEmpty {
      facts += """
        <dc:creator><rdf:Seq><rdf:li>\(CleanText.xml(document.author))</rdf:li></rdf:Seq>\
        </dc:creator>

        """
    }
    if !document.subject.isEmpty {
      facts += """
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">\(CleanText.xml(document.subject))\
        </rdf:li></rdf:Alt></dc:description>

        """
    }
    if !document.keywords.isEmpty {
      facts += "<pdf:Keywords>\(CleanText.xml(document.keywords))</pdf:Keywords>\n"
    }
    if !document.creator.isEmpty {
      facts += "<xmp:CreatorTool>\(CleanText.xml(document.creator))</xmp:CreatorTool>\n"
    }
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
        xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
      <pdfuaid:part>1</pdfuaid:part>
      \(facts)</rdf:Description>
      </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>
      """
  }

  // MARK: - Structure

  private func markStructure(of file: PDFObjects) throws(Diagnostic) {
    var found = Found()
    collect(file.value("/StructTreeRoot", of: file.catalog), of: file, into: &found, depth: 0)
    guard found.figures.count == figures.count, found.links.count == links.count else {
      throw Diagnostic(
        .renderFailed,
        "the document holds \(found.figures.count) figures and \(found.links.count) links where "
          + "\(figures.count) and \(links.count) were drawn")
    }
    for (element, figure) in zip(found.figures, figures) {
      file.set("/Alt", of: element, to: file.text(figure.alternative))
      let layout = file.dictionary([
        "/O": file.name("/Layout"), "/Placement": file.name("/Block"),
        "/BBox": file.numbers(box(of: figure)),
      ])
      file.set("/A", of: element, to: layout)
    }
    for (element, text) in zip(found.links, links) {
      for kid in file.items(of: file.value("/K", of: element)) where file.isDictionary(kid) {
        let annotation = file.value("/Obj", of: kid)
        guard file.isDictionary(annotation) else { continue }
        file.set("/Contents", of: annotation, to: file.text(text.isEmpty ? "Link" : text))
      }
    }
  }

  private struct Found {
    var figures: [PDFObjects.Handle] = []
    var links: [PDFObjects.Handle] = []
  }

  /// Walks the structure in reading order; on the way head cells get their scope.
  private func collect(
    _ element: PDFObjects.Handle, of file: PDFObjects, into found: inout Found, depth: Int
  ) {
    // Deeper than any scene; keeps a file that is not ours from exhausting the stack.
    guard file.isDictionary(element), depth < 100 else { return }
    let kids = file.items(of: file.value("/K", of: element))
    switch file.name("/S", of: element) {
    case "/Figure": found.figures.append(element)
    case "/Link": found.links.append(element)
    case "/TR":
      // A row of heads alone heads columns; a head beside cells heads its row.
      let hasCells = kids.contains { file.isDictionary($0) && file.name("/S", of: $0) == "/TD" }
      for kid in kids where file.isDictionary(kid) && file.name("/S", of: kid) == "/TH" {
        let scope = file.name(hasCells ? "/Row" : "/Column")
        file.set("/A", of: kid, to: file.dictionary(["/O": file.name("/Table"), "/Scope": scope]))
      }
    default: break
    }
    for kid in kids { collect(kid, of: file, into: &found, depth: depth + 1) }
  }

  /// The box of a figure in its page's coordinates, y upwards, cut to the sheet.
  private func box(of figure: CairoPainter.Figure) -> [Double] {
    let page = document.pages[figure.page]
    let (left, right) = (max(figure.box.left, 0), min(figure.box.right, page.width))
    let (top, bottom) = (max(figure.box.top, 0), min(figure.box.bottom, page.height))
    return [left, page.height - bottom, right, page.height - top]
  }
}
