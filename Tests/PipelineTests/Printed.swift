import Foundation
import Testing

@testable import Metrics
@testable import Pipeline

/// The pack of an export made for one test.
struct Printed {
  /// The page as read, without its tags.
  let words: String
  let folder: String
  /// Gone with it.
  let project: Project

  var figures: [FiguresFile.Entry] {
    get throws {
      let bytes = try #require(try FileSystem.read("\(folder)/figures.json"))
      return try #require(FiguresFile.read(bytes)).figures
    }
  }

  func data(_ name: String) throws -> [[String]] {
    try Records.csv("\(folder)/data/\(name).csv")
  }
}

/// - Parameter row: what stands after the day in each line of the export.
func printed(
  _ head: String, days: ClosedRange<Int> = 1...28, configuration: String = "version: 1\n",
  files: [String: String] = [:], rows: (Int) -> [String]
) throws -> Printed {
  let project = try Project(configuration: configuration)
  var text = "Day,\(head)\n"
  for day in days {
    let date = (CalendarDay(iso: "2024-10-28") ?? CalendarDay(number: 0)) + (day - 1)
    for row in rows(day) { text += "\(date),\(row)\n" }
  }
  try project.write("data/raw/a.csv", text)
  for (name, text) in files { try project.write(name, text) }
  let folder = "\(project.path)/output/site/editions/\(try project.run().outcome.edition)"
  let html = String(
    decoding: try #require(try FileSystem.read("\(folder)/index.html")), as: UTF8.self)
  return Printed(
    words: html.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression),
    folder: folder, project: project)
}
