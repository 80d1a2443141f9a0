import Diagnostics
import Foundation
import Testing

@testable import Ingest
@testable import Metrics

/// A file for one test, gone with it.
final class Fixture {
  let path: String

  init(_ bytes: [UInt8], name: String = "export.csv") throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "broadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent(name).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  deinit {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }
}

/// What a reader made of a text.
struct Reading {
  var rows: [ExportRow] = []
  var quarantined: [QuarantinedRow] = []
  var footers: [FooterRow] = []
  var names: [Field: [String]] = [:]
  var summary: ExportSummary

  init(_ text: String, options: ReadingOptions = ReadingOptions()) throws {
    try self.init(bytes: Array(text.utf8), options: options)
  }

  init(bytes: [UInt8], options: ReadingOptions = ReadingOptions()) throws {
    let fixture = try Fixture(bytes)
    try self.init(path: fixture.path, options: options)
  }

  init(path: String, options: ReadingOptions = ReadingOptions()) throws {
    var rows: [ExportRow] = []
    var quarantined: [QuarantinedRow] = []
    var footers: [FooterRow] = []
    var names: [Field: [String]] = [:]
    let reader = ExportReader(
      path: path, name: "export.csv", catalog: try PlatformCatalog(), options: options)
    summary = try reader.read { batch in
      rows += batch.rows
      quarantined += batch.quarantined
      footers += batch.footers
      for (field, _, name) in batch.newNames { names[field, default: []].append(name) }
    }
    (self.rows, self.quarantined, self.footers, self.names) = (rows, quarantined, footers, names)
  }

  /// What a text is refused with; nil where it is read.
  static func refusal(_ text: String, options: ReadingOptions = ReadingOptions()) throws
    -> Diagnostic?
  {
    do {
      _ = try Reading(text, options: options)
      return nil
    } catch let error as Diagnostic { return error }
  }

  func total(_ measure: Measure) -> String {
    Rational(micros: summary.measures[measure]?.accepted ?? 0).decimal(2)
  }
}

/// The header of the flat Google Ads form, and rows for it.
enum Flat {
  static let header =
    "Ad_ID,Campaign_Name,Clicks,Impressions,Cost,Leads,Conversions,Conversion Rate,Sale_Amount,Ad_Date,Location,Device,Keyword"

  static func row(
    _ id: String = "A1", cost: String = "$10.50", date: String = "16-11-2024",
    clicks: String = "10", campaign: String = "Brand"
  ) -> String {
    "\(id),\(campaign),\(clicks),100,\(cost),3,1,0.1,$40,\(date),Pune,desktop,data course"
  }

  static func file(_ rows: [String], end: String = "\n") -> String {
    ([header] + rows).joined(separator: end) + end
  }
}

/// Real exports beside the checkout; tests that need them are skipped by name without.
enum Shared {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared")
  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("data/truth.json").path)
  }
  static func export(_ name: String) -> String {
    folder.appendingPathComponent("data/exports/\(name)").path
  }
}
