import Diagnostics
import Foundation
import Testing

@testable import Ingest
@testable import Metrics

/// What `truth.json` says about one real workbook.
struct WorkbookTruth: Decodable, CustomStringConvertible {
  struct Total: Decodable {
    let sum: String
    let present: Int

    enum CodingKeys: String, CodingKey {
      case sum = "sum_2dp"
      case present
    }
  }

  let path: String
  let encoding: String?
  let header: [String]
  let rows: Int
  let mapping: [String: String]
  let totals: [String: Total]
  let sheet: String?
  let firstDay: String?
  let lastDay: String?
  let dateColumn: String?

  enum CodingKeys: String, CodingKey {
    case path, encoding, header, rows, mapping, totals
    case sheet = "sheet_used"
    case firstDay = "date_min"
    case lastDay = "date_max"
    case dateColumn = "date_column"
  }

  var description: String { path }

  static func all() throws -> [WorkbookTruth] {
    guard Shared.isThere else { return [] }
    let data = try Data(contentsOf: Shared.folder.appendingPathComponent("data/truth.json"))
    // Other entries have other shapes; only those of workbooks are decoded.
    let entries = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    return try entries.filter { $0["encoding"] as? String == "xlsx" }.map {
      try JSONDecoder().decode(
        WorkbookTruth.self, from: try JSONSerialization.data(withJSONObject: $0))
    }
  }
}

@Suite(.enabled(if: Shared.isThere, "real exports are not beside the checkout"))
struct ContainersSharedTests {
  @Test func everyRealWorkbookHasItsTotals() throws {
    let truths = try WorkbookTruth.all()
    #expect(truths.count == 5)
    for truth in truths {
      let path = Shared.folder.appendingPathComponent("data/\(truth.path)").path
      let text = try RawText.read(
        path, name: truth.path, options: ReadingOptions(), limit: .max)
      #expect(text.encoding.rawValue == truth.encoding)
      #expect(text.sheet == truth.sheet)
      #expect(text.records.first == truth.header)
      #expect(text.records.count == truth.rows + 1)
      #expect(text.records.allSatisfy { $0.count == truth.header.count })
      for (measure, column) in truth.mapping {
        let index = try #require(truth.header.firstIndex(of: column))
        let amounts = text.records.dropFirst().compactMap { decimalMicros($0[index]) }
        let total = try #require(truth.totals[measure])
        #expect(
          Rational(micros: amounts.reduce(0, +)).decimal(2) == total.sum, "\(truth.path) \(column)")
        #expect(amounts.count == total.present, "\(truth.path) \(column)")
      }
      let day = try #require(truth.header.firstIndex(of: truth.dateColumn ?? ""))
      let days = text.records.dropFirst().map { $0[day] }
      #expect(days.min() == truth.firstDay)
      #expect(days.max() == truth.lastDay)
    }
  }

  @Test func theCoreExportAsAWorkbook() throws {
    let reading = try Reading(path: Shared.export("kaggle_google_ads/cleaned_typed_cells.xlsx"))
    #expect(reading.rows.count == 2312)
    #expect(reading.quarantined.isEmpty)
    #expect(reading.total(.cost) == "478448.14")
    #expect(reading.total(.saleAmount) == "3278058.00")
    #expect(reading.summary.currency == "USD")
    #expect(reading.summary.firstDay?.description == "2024-11-01")
    #expect(reading.summary.lastDay?.description == "2024-11-30")
    #expect(
      Measure.allCases.map { reading.summary.measures[$0]?.missing } == [50, 97, 45, 64, 86, 122])
  }

  private static let hostile = Shared.folder.appendingPathComponent("hostile/corpus/files")

  @Test(arguments: [
    "wrong-type/blank_line.ods.csv", "wrong-type/loffice-4.4.1.2.ods.csv",
    "wrong-type/multilineods.ods.csv", "wrong-type/ods_formats.ods.csv",
    "wrong-type/complex.html.csv", "wrong-type/login_page.html.csv", "wrong-type/pdf.csv",
    "wrong-type/encrypted_no_password.xls.csv", "wrong-type/excel_properties.xls.csv",
    "wrong-type/span_rich.xls.csv", "wrong-type/unicode_sheet_name.xls.csv",
    "wrong-type/simple.zip.csv", "frictionless/compression__implicit-zip.csv",
  ])
  func theCorpusIsRefusedByName(file: String) throws {
    do {
      _ = try RawText.read(
        Self.hostile.appendingPathComponent(file).path, name: file, options: ReadingOptions(),
        limit: .max)
      Issue.record("was read")
    } catch {
      #expect([.fileUnsupported, .fileNotText].contains(error.code))
      #expect(error.hint != nil)
    }
  }

  @Test func gzipUnderTheNameOfATextIsRead() throws {
    let text = try RawText.read(
      Self.hostile.appendingPathComponent("wrong-type/gzip_of_csv.csv").path, name: "gzip",
      options: ReadingOptions(), limit: .max)
    #expect(text.records.count == 43)
    #expect(text.records.allSatisfy { $0.count == 9 })
  }
}
