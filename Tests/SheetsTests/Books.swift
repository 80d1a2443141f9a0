import Diagnostics
import Foundation
import Metrics
import Testing

@testable import Ingest
@testable import Sheets

/// Workbooks of one test, read back by the program's own reader of exports.
final class Books {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "broadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appendingPathComponent("pack.xlsx").path }
  /// Files beside the workbook.
  var left: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
      $0 != "pack.xlsx"
    }
  }

  @discardableResult
  func write(_ sheets: [DataSheet], title: String = "Pack") throws -> Data {
    let file = WorkbookFile(
      title: title, facts: [(name: "Edition", value: "2024-W47")], sheets: sheets,
      created: try #require(CalendarDay(iso: "2024-11-24")))
    try file.write(to: path, scratch: folder.path)
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// Name → rows that have content.
  func read() throws -> [(name: String, rows: [[String]])] {
    let workbook = try Workbook(path: path, packing: .none)
    return try workbook.sheets.indices.map { index in
      var reader = try SpreadsheetReader(
        path: path, packing: .none,
        sheet: SheetChoice(index: index, name: "", isHidden: false), decimal: 0x2E)
      var record = Record()
      var rows: [[String]] = []
      while try reader.next(&record) { rows.append((0..<record.count).map(record.text)) }
      return (workbook.sheets[index].name, rows)
    }
  }

  /// A part of the file as it is.
  func part(_ name: String) throws -> String {
    let archive = try ZipArchive(path: path)
    let member = try ZipMember(archive, try #require(archive.entry(name)))
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var length = 0
    while true {
      let count = try bytes.withUnsafeMutableBytes {
        try member.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[length...]))
      }
      if count == 0 { return String(decoding: bytes[..<length], as: UTF8.self) }
      length += count
    }
  }
}
