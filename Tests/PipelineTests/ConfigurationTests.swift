import Diagnostics
import Metrics
import Testing

@testable import Pipeline

@Suite struct ConfigurationTests {
  @Test func versionOneIsEnough() throws {
    let configuration = try Configuration(text: "version: 1\n", file: "broadsheet.yml")
    #expect(configuration.paper == .a4)
    #expect(configuration.margin == 1_000_000)
  }

  @Test(arguments: [
    ("version: 1\ntitel: x\n", 2, 1, "did you mean `title`?"),
    ("version: 1\nmargin: 2\n", 2, 9, nil),
    ("version: 2\n", 1, 10, nil),
    ("version: 1\nsources:\n  - match: a\n    date_format: soon\n", 4, 18, nil),
    ("version: 1\nsources:\n  - platform: meta\n", 3, 5, nil),
    ("version: 1\ncurrency: dollars\n", 2, 11, nil),
    ("version: 1\nthresholds: {materail: 0.1}\n", 2, 14, "did you mean `material`?"),
    ("version: 1\nsources:\n  - match: a\n    grain: campain\n", 4, 12, nil),
    ("version: 1\nthresholds: {coverage: 95}\n", 2, 24, nil),
  ])
  func faultsHaveTheirPlace(text: String, line: Int, column: Int, hint: String?) {
    do {
      _ = try Configuration(text: text, file: "broadsheet.yml")
      Issue.record("was read")
    } catch {
      #expect(error.exitStatus == .configuration)
      #expect(error.place == Place(file: "broadsheet.yml", line: line, column: column))
      if let hint { #expect(error.hint == hint) }
    }
  }

  @Test(arguments: [("tab", 0x09), ("\"\\t\"", 0x09), ("\";\"", 0x3B), ("\"|\"", 0x7C)])
  func delimitersAreWrittenAsUsersWriteThem(text: String, byte: UInt8) throws {
    let configuration = try Configuration(
      text: "version: 1\nsources:\n  - match: a\n    delimiter: \(text)\n", file: "broadsheet.yml")
    #expect(configuration.sources.first?.options.delimiter == byte)
  }

  @Test func thresholdsAreRead() throws {
    let configuration = try Configuration(
      text: "version: 1\nthresholds: {material: 0.1, min_conversions: 20, loss: 1000}\n",
      file: "broadsheet.yml")
    var expected = Thresholds()
    expected.material = 0.1
    expected.minimumConversions = 20
    expected.loss = 1000
    #expect(configuration.thresholds == expected)
    #expect(configuration.warnings.isEmpty)
  }

  @Test(arguments: [(0.05, "5%"), (0.025, "2.5%"), (0.005, "0.5%"), (0.95, "95%"), (0.1, "10%")])
  func thresholdsPrintAsPercent(share: Double, words: String) {
    #expect(Thresholds.percent(share) == words)
  }

  @Test(arguments: [
    ("data/raw/meta/*.csv", "data/raw/meta/a.csv", true),
    ("data/raw/*.csv", "data/raw/meta/a.csv", false),
    ("data/raw/**/a.csv", "data/raw/x/y/a.csv", true), ("data/raw/**", "data/raw/x/y.csv", true),
    ("*.csv", "a.csv", true), ("a?.csv", "ab.csv", true), ("a?.csv", "a/.csv", false),
  ])
  func globs(pattern: String, path: String, matches: Bool) {
    #expect(Glob.matches(pattern, path) == matches)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("-5", "-5"), ("+4.2%", "+4.2%"), ("@SUM(A1)", "'@SUM(A1)"),
    ("-1+cmd", "'-1+cmd"), ("\t=1", "'\t=1"), ("Brand", "Brand"), ("−$1.26k", "−$1.26k"),
    ("-", "'-"), ("+1+1", "'+1+1"), ("-2+3", "'-2+3"),
    (" =1+1", "' =1+1"), ("\u{200B}=1", "'\u{200B}=1"), ("\"=1", "'\"=1"), (" Brand", " Brand"),
    ("\tBrand", "'\tBrand"), ("\u{1}@x", "'\u{1}@x"),
  ])
  func formulasAreGuarded(cell: String, guarded: String) {
    #expect(CSVText.text(cell) == guarded)
  }
}
