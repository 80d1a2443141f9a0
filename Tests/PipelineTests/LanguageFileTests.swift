import Diagnostics
import Foundation
import Metrics
import Testing

@testable import Pipeline

@Suite struct LanguageFileTests {
  /// What docs/language.en.yml lists.
  private static let phrases: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = (try? FileSystem.text("\(root.path)/docs/language.en.yml")) ?? nil
    let node = try? YAMLReader(file: "language.en.yml").compose(text ?? "")
    return node?["phrases"]?.mapping?.map { $0.key.string ?? "" } ?? []
  }()

  /// Every phrase in capitals, so that whatever else is on a page is a name, a number or forgotten.
  private static func loud() -> String {
    var text = """
      numbers: {decimal: ",", group: ".", percent: " %", thousand: " T", million: " M", currency: after}
      dates:
        day_mark: "."
        months: [JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC]
        full_months: [JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC]
        weekdays: [MON, TUE, WED, THU, FRI, SAT, SUN]
      capitals: true
      phrases:

      """
    for phrase in phrases {
      let quoted = { (text: String) in
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
      }
      text += "  \(quoted(phrase)): \(quoted(phrase.uppercased()))\n"
    }
    return text
  }

  private func project() throws -> Project {
    let project = try Project(
      configuration: "version: 1\ntitle: PACK\nlanguage: xx\nappendix: [campaigns, keywords]\n")
    try project.write("templates/language.xx.yml", Self.loud())
    return project
  }

  private static func words(_ html: String) -> [String] {
    let shown = html.replacing(
      #/<style>[\s\S]*?</style>|<bdi>.*?</bdi>|<dd class="z">.*?</dd>/#, with: "")
    let read = shown.matches(of: #/(?:aria-label|alt|title)="([^"]*)"/#).map { String($0.1) }
    let texts = shown.split(separator: #/<[^>]*>/#).map(String.init)
    return (texts + read).map { $0.replacing(#/&[a-z0-9#]+;/#, with: "") }
  }

  /// What no language changes: names of the export, columns, files.
  private static let names = [
    "Brnad", "Brand", "Delhi", "Pune", "Mobile", "Desktop", "Tablet", "data course", "Google Ads",
    "Search", "a.csv", "data/raw", "quality.json", "sha256", "data/mappings", "raw_ddmmyyyy",
    "sale_amount", "impressions", "clicks", "leads", "conversions", "cost", "yyyy-mm-dd",
    "ingest.number-conflict", "names.near-equal", "ingest.row-quarantined", "broadsheet",
  ]

  @Test func aPackSaysNothingThatItsLanguageFileDoesNot() throws {
    try #require(Self.phrases.count > 800)
    let project = try project()
    try project.write(
      "data/raw/a.csv",
      Project.month(days: 80) + "x,Brnad,1,2,$3.00,1,1,,$4,2024-11-02,Delhi,mobile,data course\n")
    try project.write("data/sales.csv", "date,revenue\n2024-11-05,2000\n")
    let (outcome, warnings) = try project.run()
    #expect(!warnings.contains { $0.code == .languageIncomplete }, "\(warnings)")
    #expect(outcome.headline == outcome.headline.uppercased())
    let site = project.tree("output/site")
    for (path, bytes) in site where path.hasSuffix(".html") && !path.hasSuffix("lineage.html") {
      for text in Self.words(String(decoding: bytes, as: UTF8.self)) {
        let rest = Self.names.reduce(text) { $0.replacing($1, with: "") }
        // A pack's own number has letters too.
        let words = rest.replacing(#/MWP-\S+/#, with: "")
        #expect(text.contains("…") || !words.contains(#/[a-z]{2}/#), "\(path): \(rest)")
      }
    }
    let report = try VerifyStep(project.session()).verify(outcome.edition)
    #expect(report.isEqual && report.changes.isEmpty, "\(report)")
  }

  /// Short histories, holes and other periods say other things; none of it may be unknown.
  @Test(
    arguments: [
      ("one row", 1, 1, nil), ("days", 5, 6, nil), ("a month of days", 31, 6, nil),
      ("a month", 80, 6, "2024-12"), ("a quarter", 130, 6, "2024-Q4"),
      ("days of one's own", 60, 6, "2024-12-01..2024-12-13"),
    ] as [(String, Int, Int, String?)])
  func otherPacksAreKnownToo(_ name: String, _ days: Int, _ rows: Int, _ period: String?) throws {
    let project = try project()
    try project.write("data/raw/a.csv", Project.month(days: days, rowsADay: rows))
    let choice = try period.map { try #require(PeriodChoice($0)) } ?? .latestWeek
    let warnings = try project.run(choice).warnings
    #expect(!warnings.contains { $0.code == .languageIncomplete }, "\(warnings)")
  }

  @Test func whatIsMissingIsSaidInEnglishWithAWarning() throws {
    let project = try Project(configuration: "version: 1\nlanguage: de\n")
    try project.write("data/raw/a.csv", Project.month())
    try project.write(
      "templates/language.de.yml", "phrases: {Spend: Ausgaben, \"Page {1} of {2}\": \"{1}/{2}\"}\n")
    let warnings = try project.run().warnings
    let warning = try #require(warnings.first { $0.code == .languageIncomplete })
    #expect(warning.place?.file == "templates/language.de.yml")
    #expect(warning.message.contains("phrases are said in English"))
  }

  @Test func englishCanBeSaidOtherwise() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.write("templates/language.en-GB.yml", "phrases: {ROAS: Return on ad spend}\n")
    let (outcome, warnings) = try project.run()
    #expect(!warnings.contains { $0.code == .languageIncomplete })
    let html = try #require(
      try FileSystem.read("\(project.path)/output/site/editions/\(outcome.edition)/index.html"))
    #expect(String(decoding: html, as: UTF8.self).contains("Return on ad spend"))
  }

  /// English words, German figures and days: no file of phrases is needed.
  @Test func marksAreConfiguredWithoutWords() throws {
    let project = try Project(
      configuration: """
        version: 1
        numbers: {decimal: ",", group: ".", percent: " %", currency: after}
        dates: {day_mark: "."}

        """)
    try project.write("data/raw/a.csv", Project.month())
    let (outcome, warnings) = try project.run()
    #expect(!warnings.contains { $0.code == .languageIncomplete })
    let html = try #require(
      try FileSystem.read("\(project.path)/output/site/editions/\(outcome.edition)/index.html"))
    let words = String(decoding: html, as: UTF8.self)
    for said in ["Mon 18. – Sun 24. Nov 2024", "\u{A0}%", "k\u{A0}$", "Spend"] {
      #expect(words.contains(said), "\(said)")
    }
    #expect(!words.contains(#/\$\d/#) && !words.contains(#/\d\.\d\d×/#))
    #expect(try VerifyStep(project.session()).verify(outcome.edition).isEqual)
  }

  @Test(arguments: [
    ("numbers: {decimal: \",\"}", "2:10", "two marks that differ"),
    ("dates: {order: year}", "2:16", "`day month` or `month day`"),
  ])
  func marksAreRefusedWithPlace(_ text: String, _ place: String, _ words: String) throws {
    let project = try Project(configuration: "version: 1\n\(text)\n")
    let error = #expect(throws: Diagnostic.self) { try project.session() }
    #expect(
      error?.place?.description.contains("broadsheet.yml:\(place)") == true, "\(error as Any)")
    #expect(error?.message.contains(words) == true)
  }

  @Test(arguments: [
    ("phrases: {\"{1} of {2}\": \"{1}\"}", "1:25", "needs each of {1}, {2} once"),
    ("phrases: {Spend: \"Ausgaben {1}\"}", "1:18", "so it has no {1}"),
    ("phrases: {Spend: \"{{x}}\"}", "1:18", "no {{ or }}"),
    ("numbers: {decimal: \",\", group: \",\"}", "1:10", "two marks that differ"),
    ("numbers: {decimal: \"1\"}", "1:20", "without digits"),
    ("numbers: {currency: above}", "1:21", "before or after"),
    ("dates: {months: [a, b]}", "1:17", "a list of 12 names"),
    ("dates: {order: year}", "1:16", "`day month` or `month day`"),
    ("capitals: 7", "1:11", "capitals is true"),
    ("words: {}", "1:1", "unknown key"),
    ("phrases: {Spend: A, Spend: B}", "1", "stands twice"),
  ])
  func refusesWithPlace(_ text: String, _ place: String, _ words: String) throws {
    do throws(Diagnostic) {
      _ = try LanguageFile.read("de", text, file: "templates/language.de.yml")
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.code == .configurationInvalid)
      #expect(
        error.place?.description.hasPrefix("templates/language.de.yml:\(place)") == true,
        "\(error)")
      #expect(error.message.contains(words), "\(error.message)")
    }
  }

  @Test(arguments: [
    ("xx", "there are no words for the language xx"), ("../x", "language is a tag"),
  ])
  func aLanguageWithoutWordsIsRefused(_ tag: String, _ words: String) throws {
    let project = try Project(configuration: "version: 1\nlanguage: \(tag)\n")
    do throws(Diagnostic) {
      _ = try Session(project: project.path, world: World(asOf: nil))
      Issue.record("accepted \(tag)")
    } catch {
      #expect(error.message.contains(words), "\(error)")
      #expect(error.exitStatus == .configuration)
    }
  }
}
