import CZip
import CZlib
import Foundation
import Testing

@testable import Ingest

/// Packed files, made by the same libraries that read them.
enum Packed {
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let count = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        deflate(&stream, Z_FINISH)
        return target.count - Int(stream.avail_out)
      }
    }
    return Array(output.prefix(count))
  }

  static func zip(_ members: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-\(UUID().uuidString).zip")
    defer { try? FileManager.default.removeItem(at: file) }
    let archive = try #require(zip_open(file.path, ZIP_CREATE | ZIP_TRUNCATE, nil))
    for (name, bytes) in members {
      // libzip frees the copy when it has written it.
      let copy = try #require(malloc(max(bytes.count, 1)))
      bytes.withUnsafeBytes { source in
        if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
      }
      let source = try #require(zip_source_buffer(archive, copy, UInt64(bytes.count), 1))
      #expect(zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0)
    }
    #expect(zip_close(archive) == 0)
    return Array(try Data(contentsOf: file))
  }

  static func zip(_ members: [(name: String, text: String)]) throws -> [UInt8] {
    try zip(members.map { ($0.name, Array($0.text.utf8)) })
  }
}

/// A small workbook, written part by part.
struct Book {
  var sheets: [(name: String, state: String, rows: String)] = []
  var strings = ""
  /// Format codes of the styles 1, 2, …; a number is a built-in format.
  var formats: [String] = []
  var startsIn1904 = false
  /// Asks whoever opens it to calculate.
  var leavesFormulas = false
  var dimension = ""
  /// References of merged cells, of every sheet.
  var merges: [String] = []
  var prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

  init(_ rows: String) { sheets = [("Report", "visible", rows)] }

  func bytes() throws -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let cells = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    let merged = cells.isEmpty ? "" : "<mergeCells>\(cells)</mergeCells>"
    var list = ""
    var links = ""
    var parts: [(name: String, text: String)] = []
    for (index, sheet) in sheets.enumerated() {
      // Ids and files in another order than the sheets, as programs write them.
      let file = "sheet\(sheets.count - index).xml"
      list +=
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"rId\(index)\"/>"
      links += "<Relationship Id=\"rId\(index)\" Type=\"\(relation)/worksheet\" "
      links += "Target=\"worksheets/\(file)\"/>"
      parts.append(
        (
          "xl/worksheets/\(file)",
          "\(prolog)<worksheet xmlns=\"\(main)\">\(dimension)<sheetData>\(sheet.rows)</sheetData>\(merged)</worksheet>"
        ))
    }
    links += "<Relationship Id=\"s\" Type=\"\(relation)/sharedStrings\" Target=\"/xl/texts.xml\"/>"
    links += "<Relationship Id=\"f\" Type=\"\(relation)/styles\" Target=\"./styles.xml\"/>"
    var codes = ""
    var styles = "<xf numFmtId=\"0\"/>"
    for (index, format) in formats.enumerated() {
      if Int(format) != nil {
        styles += "<xf numFmtId=\"\(format)\"/>"
      } else {
        let code = format.replacingOccurrences(of: "\"", with: "&quot;")
        codes += "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code)\"/>"
        styles += "<xf numFmtId=\"\(200 + index)\"/>"
      }
    }
    let formulas = leavesFormulas ? "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>" : ""
    let calendar = startsIn1904 ? "<workbookPr date1904=\"1\"/>" : ""
    return try Packed.zip(
      [
        ("[Content_Types].xml", "<Types/>"),
        (
          "_rels/.rels",
          "<Relationships><Relationship Id=\"a\" Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
        (
          "xl/workbook.xml",
          "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\">\(calendar)<sheets>\(list)</sheets>\(formulas)</workbook>"
        ),
        ("xl/_rels/workbook.xml.rels", "<Relationships>\(links)</Relationships>"),
        ("xl/texts.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
        (
          "xl/styles.xml",
          "<styleSheet><numFmts>\(codes)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles)</cellXfs></styleSheet>"
        ),
      ] + parts)
  }

  /// What is read, without a catalog.
  func read() throws -> [[String]] {
    try Containers.raw(bytes(), name: "book.xlsx").records
  }
}

enum Containers {
  static func raw(_ bytes: [UInt8], name: String, options: ReadingOptions = ReadingOptions()) throws
    -> RawText
  {
    let fixture = try Fixture(bytes, name: name)
    return try RawText.read(
      fixture.path, name: name, options: options, catalog: try PlatformCatalog(), limit: .max)
  }

  static func hash(_ bytes: [UInt8], name: String) throws -> String {
    let fixture = try Fixture(bytes, name: name)
    return try FileHash.sha256(fixture.path, name: name)
  }
}
