import Diagnostics
import Metrics
import Pack
import Sheets

/// `pack.xlsx` of an edition: its data files and its figures, a sheet each.
struct PackWorkbook {
  static let name = "pack.xlsx"

  let edition: Edition
  let data: [DataSheet]
  let figures: FiguresFile
  let currency: String
  /// The last day of the report: the only day the file may carry.
  let lastDay: CalendarDay

  /// Where the library writes before an edition is put together; a run that was killed may leave some.
  static func scratch(in folder: String) -> String { "\(folder)/.workbook" }

  /// - Parameter folder: where there is room for what the library writes.
  func bytes(in folder: String) throws(Diagnostic) -> [UInt8] {
    let scratch = Self.scratch(in: folder)
    FileSystem.remove(scratch)
    try FileSystem.makeFolder(scratch)
    defer { FileSystem.remove(scratch) }
    let path = "\(scratch)/\(Self.name)"
    let file = file
    // The library does not say when its own files find no room: a sheet would end early.
    try FileSystem.reserve(path, bytes: file.room)
    try file.write(to: path, scratch: scratch)
    guard let bytes = try FileSystem.read(path), !bytes.isEmpty else {
      throw Diagnostic(.diskFailed, "was not written", at: Place(file: path))
    }
    return bytes
  }

  var file: WorkbookFile {
    var facts = [
      (name: Phrase("Edition").text, value: edition.id),
      (name: Phrase("Period").text, value: edition.period),
      (name: Phrase("Pack").text, value: edition.packID),
      (name: Phrase("Currency").text, value: currency),
      (name: Phrase("Source").text, value: edition.source),
    ]
    if !edition.organisation.isEmpty {
      facts.insert((name: Phrase("Organisation").text, value: edition.organisation), at: 0)
    }
    return WorkbookFile(
      title: edition.title, facts: facts.filter { !$0.value.isEmpty },
      sheets: data + [figuresSheet],
      created: lastDay)
  }

  private var figuresSheet: DataSheet {
    func count(_ value: Int64) -> DataSheet.Cell { .number(String(value), .count) }
    return DataSheet(
      name: "Figures", title: "Every figure of the pack, with what it rests on",
      head: [
        "Id", "Metric", "Period", "Scenario", "Value", "Unit", "Currency", "As printed",
        "Rows used", "Rows missing", "Spend coverage", "Trust",
      ],
      rows: figures.figures.map { figure in
        [
          .text(figure.id), .text(figure.metric), .text(figure.period), .text(figure.scenario),
          figure.value.map { .number($0, DataFiles.format(figure.unit, figure.currency)) }
            ?? .blank,
          .text(figure.unit), .text(figure.currency), .text(figure.display),
          count(figure.rowsUsed), count(figure.rowsMissing),
          .number(figure.spendCoverage, .share), .text(figure.trust),
        ]
      })
  }
}
