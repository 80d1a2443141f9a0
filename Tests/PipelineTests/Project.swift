import Diagnostics
import Foundation
import Metrics
import Sample
import Testing

@testable import Pipeline

/// A project for one test, gone with it.
final class Project {
  let path: String

  init(configuration: String = "version: 1\n") throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "broadsheet-\(UUID().uuidString)")
    path = folder.path
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("data/raw"), withIntermediateDirectories: true)
    try write("broadsheet.yml", configuration)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  func session() throws -> Session { try Session(project: path, world: World(asOf: nil)) }

  @discardableResult
  func run(_ choice: PeriodChoice = .latestWeek) throws -> (
    outcome: PackRun.Outcome, warnings: [Diagnostic]
  ) {
    let session = try session()
    let outcome = try PackRun(session).run(choice)
    return (outcome, session.warnings)
  }

  /// Path → bytes of everything below a folder.
  func tree(_ folder: String) -> [String: [UInt8]] {
    var tree: [String: [UInt8]] = [:]
    for file in FileSystem.files(below: "\(path)/\(folder)") {
      tree[String(file.dropFirst(path.count + 1))] = (try? FileSystem.read(file)) ?? []
    }
    return tree
  }

  /// A month of one campaign in the flat Google Ads form, from 1 November 2024.
  static func month(days: Int = 30, rowsADay: Int = 6, campaign: String = "Brand") -> String {
    var text =
      "Ad_ID,Campaign_Name,Clicks,Impressions,Cost,Leads,Conversions,Conversion Rate,Sale_Amount,Ad_Date,Location,Device,Keyword\n"
    let devices = ["desktop", "Mobile", "TABLET"]
    let cities = ["Delhi", "Pune"]
    for day in 0..<days {
      let date = (CalendarDay(iso: "2024-11-01") ?? CalendarDay(number: 0)) + day
      for row in 0..<rowsADay {
        let clicks = 100 + (day * 7 + row * 13) % 40
        let cost = row == 3 && day % 5 == 0 ? "" : "$\(200 + (day * 3 + row * 11) % 50).\(10 + row)"
        text +=
          "A\(day)_\(row),\(campaign),\(clicks),\(clicks * 40),\(cost),\(clicks / 8),\(clicks / 20),,$\(1000 + clicks * 5),\(date),\(cities[row % 2]),\(devices[row % 3]),data course\n"
      }
    }
    return text
  }
}

/// A program of the system that a test may use when it is there.
enum Tool {
  /// Standard output; nil when the program is not installed or fails.
  static func output(_ name: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
