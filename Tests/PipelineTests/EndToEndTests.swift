import Analysis
import Charts
import Diagnostics
import Foundation
import Metrics
import Pack
import Sample
import Testing
import Warehouse

@testable import Pipeline

@Suite(.serialized) struct EndToEndTests {
  @Test func twoRunsAreByteEqualAndTheThirdLoadsNothing() throws {
    let first = try Project()
    try first.write("data/raw/a.csv", Project.month())
    try first.run()
    let site = first.tree("output")
    #expect(site.keys.contains("output/site/editions/2024-W47/pack.pdf"))
    #expect(site.keys.contains("output/site/index.html"))
    let again = try first.run()
    #expect(again.outcome.isNew == false)
    #expect(first.tree("output") == site)
    let loads = try first.session().warehouse.reading { try Ledger.loads($0) }
    #expect(loads.count == 1)

    let second = try Project()
    try second.write("data/raw/a.csv", Project.month())
    try second.run()
    #expect(second.tree("output") == site)
  }

  /// One figure, many places: what the tiles show is in the PDF, in order, and in the HTML.
  @Test func tilesSayTheSameInPDFAndHTML() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let session = try project.session()
    let analyse = AnalyseStep(session: session)
    let findings = try analyse.findings(try analyse.market(), .latestWeek)
    let shown = Findings.kpis.map { metric in
      findings.reading(metric)?.now.value.map { findings.market.style.text($0, metric.unit) } ?? ""
    }
    let edition = "\(project.path)/output/site/editions/2024-W47"
    let html = String(
      decoding: try #require(try FileSystem.read("\(edition)/index.html")), as: UTF8.self)
    for text in shown { #expect(html.contains(text)) }
    guard let pdf = Tool.output("pdftotext", ["\(edition)/pack.pdf", "-"]) else { return }
    var rest = Substring(pdf)
    for text in shown {
      let range = try #require(rest.range(of: text))
      rest = rest[range.upperBound...]
    }
    #expect(pdf.contains("Page 7 of 7"))
  }

  @Test func aFileUnderAnotherNameCountsOnce() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.write("data/raw/b/copy.csv", Project.month())
    let session = try project.session()
    let outcomes = try IngestStep(session).run([])
    #expect(outcomes.map(\.state) == [.loaded, .duplicate])
  }

  @Test func oneRefusedFileRefusesTheRunAndNothingChanges() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let before = project.tree("output")
    try project.write("data/raw/b.csv", "no,export\n1,2\n")
    try project.write("data/raw/c.csv", Project.month(campaign: "Other"))
    do {
      try project.run()
      Issue.record("was run")
    } catch let error as Diagnostic {
      #expect(error.exitStatus == .badInput)
      #expect(error.place?.file == "data/raw/b.csv")
      #expect(error.hint != nil)
    }
    #expect(project.tree("output") == before)
    let loads = try project.session().warehouse.reading { try Ledger.loads($0) }
    #expect(loads.map(\.path) == ["data/raw/a.csv"])
  }

  @Test func aBadFileIsSkippedWhenTheUserSaysSo() throws {
    let project = try Project(configuration: "version: 1\non_bad_file: skip\n")
    try project.write("data/raw/a.csv", Project.month())
    try project.write("data/raw/b.csv", "no,export\n1,2\n")
    let (_, warnings) = try project.run()
    #expect(warnings.contains { $0.place?.file == "data/raw/b.csv" && $0.severity == .warning })
  }

  @Test func nearEqualNamesAreNamedAndAMappingMergesThem() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(campaign: "Data Analytics Course"))
    try project.write("data/raw/b.csv", Project.month(campaign: "Data Anlytics Corse"))
    let (_, warnings) = try project.run()
    #expect(warnings.contains { $0.code == .namesNearEqual })
    try project.write(
      "data/mappings/campaign.csv",
      "dimension,from,to\ncampaign,Data Anlytics Corse,Data Analytics Course\n")
    let (_, later) = try project.run()
    #expect(!later.contains { $0.code == .namesNearEqual })
    let session = try project.session()
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [.campaign], grain: nil, from: nil, to: nil, filters: [])
    #expect(try query.run(session).map(\.members) == [["Data Analytics Course"]])
  }

  @Test func suggestionsAreAMappingFileAndWhatIsRightIsAskedNoMore() throws {
    let project = try Project()
    let names = [
      "Data Analytics Course", "Course Data Analytics", "Brand Shoes", "Brand Shoe",
      "Summer Dresses",
      "Dresses Summer", "Winter Jackets", "Jackets Winter", "Autumn Boots", "Autum Boots",
    ]
    for (index, name) in names.enumerated() {
      try project.write(
        "data/raw/\(index).csv",
        Project.month(campaign: name)
          .replacing("data course", with: index == 3 ? "data corse" : "data course"))
    }
    let (_, warnings) = try project.run()
    let asked = warnings.filter { $0.code == .namesNearEqual }
    #expect(asked.count == 4)
    #expect(asked.last?.message.hasPrefix("2 more groups of campaign names") == true)
    // What people search for is asked about here only.
    let suggestions = try MappingSuggestions(project.session()).run().suggestions
    #expect(suggestions.count == 6)
    #expect(suggestions.allSatisfy { $0.rows == 180 })
    let keyword = try #require(suggestions.last)
    #expect(
      [keyword.dimension, keyword.from, keyword.to] == ["keyword", "data corse", "data course"])
    #expect(keyword.spend != "0.00")
    // As it is, or with names that are right.
    let csv = MappingSuggestions.csv(suggestions)
    #expect(csv.hasPrefix("dimension,from,to,rows,spend\n"))
    try project.write("data/mappings/reviewed.csv", csv)
    let (_, later) = try project.run()
    #expect(!later.contains { $0.code == .namesNearEqual })
    try project.write(
      "data/mappings/reviewed.csv",
      "dimension,from,to\ncampaign,Brand Shoes,Brand Shoes\ncampaign,Brand Shoe,Brand Shoe\n")
    let (_, last) = try project.run()
    #expect(last.filter { $0.code == .namesNearEqual }.count == 4)
    #expect(!last.contains { $0.message.contains("Brand Shoe") })
  }

  @Test func aRetractedFileCountsNoMoreAndSupersessionIsUndone() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(days: 20))
    try project.write("data/raw/b.csv", Project.month(days: 30))
    let session = try project.session()
    _ = try IngestStep(session).run([])
    func loaded() throws -> [Int] {
      try session.warehouse.reading { try Ledger.loads($0) }.map(\.rowsLoaded)
    }
    #expect(try loaded() == [0, 180])
    #expect(try RetractStep(session).run("data/raw/b.csv") == "data/raw/b.csv")
    #expect(try loaded() == [120, 0])
    #expect(try IngestStep(session).run([]).map(\.state) == [.unchanged, .retracted])
    #expect(throws: Diagnostic.self) { try RetractStep(session).run("data/raw/b.csv") }
  }

  @Test func currenciesAreConvertedByRatesAndNeverAdded() throws {
    let project = try Project()
    let euro = Project.month(campaign: "Marke").unicodeScalars.map { $0 == "$" ? "€" : $0 }
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let dollars = try spend(project)
    try project.write(
      "data/raw/b.csv", String(String.UnicodeScalarView(euro)))
    do {
      try project.run()
      Issue.record("was added")
    } catch let error as Diagnostic {
      #expect(error.code == .currencyMixed)
    }
    try project.write("data/rates.csv", "date,from,to,rate\n2024-11-05,EUR,USD,1.1\n")
    #expect(throws: Diagnostic.self) { try project.run() }
    try project.write("data/rates.csv", "date,from,to,rate\n2024-10-31,EUR,USD,1.5\n")
    try project.run()
    let both = try spend(project)
    #expect(both == Rational(dollars.scaled(decimals: 6) * 5 / 2, 1_000_000))
  }

  @Test func inspectNamesTheColumnsThatAreNotRead() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv", "Day,Campaign,Impr.,Clicks,Cost,Avg. CPC\n2024-11-05,A,10,1,2.50,2.50\n")
    let looked = try InspectRun(project: project.path)
      .run(["\(project.path)/data/raw/a.csv"], allRecords: false)
    #expect(looked.files.map(\.unread) == [["Avg. CPC"]])
    #expect(looked.text().contains("  not read: Avg. CPC\n"))
    #expect(try looked.json().contains("\"unread\""))
  }

  /// A report over accounts of several currencies is a load for each: they have their own trails, take
  /// their own rates, stand beside each other and are retracted together.
  @Test func aFileOfSeveralCurrenciesIsLoadedByEach() throws {
    let header = "Day,Account,Campaign,Currency,Impressions,Clicks,Cost\n"
    func rows(_ days: ClosedRange<Int>) -> String {
      days.map { day in
        let date = "2024-11-\(day < 10 ? "0" : "")\(day)"
        // The same account, campaign and day in both.
        return "\(date),A,Brand,USD,100,5,10.00\n\(date),A,Brand,EUR,200,7,20.00\n"
      }.joined()
    }
    let project = try Project()
    try project.write("data/raw/a.csv", header + rows(1...10) + "Total,,,,6000,240,300.00\n")
    let refusal = #expect(throws: Diagnostic.self) { try project.run() }
    #expect(refusal?.code == .currencyMixed)
    try project.write("data/rates.csv", "date,from,to,rate\n2024-10-31,EUR,USD,1.5\n")
    let looked = try InspectRun(project: project.path)
      .run(["\(project.path)/data/raw/a.csv"], allRecords: false)
    #expect(looked.refusal == nil)
    #expect(looked.files.map { $0.totals["cost"] } == ["200.00", "100.00"])
    let outcomes = try IngestStep(try project.session()).run([])
    #expect(outcomes.map(\.state) == [.loaded])
    func loads() throws -> [LoadRecord] {
      try project.session().warehouse.reading { try Ledger.loads($0) }
    }
    #expect(try loads().map(\.title) == ["data/raw/a.csv (EUR)", "data/raw/a.csv (USD)"])
    #expect(Set(try loads().map(\.sha256)).count == 1)
    #expect(try loads().map(\.rowsLoaded) == [10, 10])
    #expect(
      try loads().map { $0.trails.first { $0.measure == .cost }?.loaded } == [
        200_000_000, 100_000_000,
      ])
    #expect(try loads().allSatisfy(\.isBalanced))
    try project.run()
    #expect(try spend(project) == Rational(400))
    #expect(try IngestStep(try project.session()).run([]).map(\.state) == [.unchanged])
    let report = IngestReport(try loads(), outcomes: outcomes)
    #expect(report.files.map(\.currency) == ["EUR", "USD"])
    #expect(
      report.lines(NumberStyle(currency: "")).contains {
        $0.hasPrefix("data/raw/a.csv (EUR): loaded")
      })
    // A longer export of the same takes the place of both.
    try project.write("data/raw/b.csv", header + rows(1...12))
    try project.run()
    #expect(try spend(project) == Rational(480))
    _ = try RetractStep(try project.session()).run("data/raw/b.csv")
    #expect(try loads().map(\.isRetracted) == [false, false, true, true])
    try project.run()
    #expect(try spend(project) == Rational(400))
  }

  @Test(arguments: [(10, true), (11, false)])
  func theSameMoneyWithAnAccountAndWithoutIsRefused(cost: Int, isRefused: Bool) throws {
    func rows(_ cost: Int, _ account: String) -> String {
      (1...5).map { "\(account)2024-11-0\($0),Brand,EUR,100,5,\(cost).00\n" }.joined()
    }
    let header = "Day,Campaign,Currency code,Impr.,Clicks,Cost\n"
    let project = try Project()
    try project.write("data/raw/a.csv", "Account," + header + rows(10, "Shop,"))
    try project.write("data/raw/b.csv", header + rows(cost, ""))
    do {
      _ = try IngestStep(try project.session()).run([])
      #expect(!isRefused)
    } catch let error as Diagnostic {
      #expect(isRefused && error.code == .grainsClash)
      #expect(error.message.contains("names no account where that one does"))
      // Told apart, both count.
      try project.write(
        "broadsheet.yml",
        "version: 1\nsources:\n  - match: data/raw/b.csv\n    account: Other\n    attribution: 30-day click\n"
      )
      try project.run()
      #expect(try spend(project) == Rational(100))
      let page = try #require(
        project.tree("output/site").first {
          $0.key.hasSuffix("W44/index.html")
            || $0.key.contains("editions") && $0.key.hasSuffix("index.html")
        })
      #expect(String(decoding: page.value, as: UTF8.self).contains("30-day click"))
    }
  }

  @Test func aMappingOfANameThatNoExportHasIsNamed() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.write(
      "data/mappings/campaign.csv",
      "dimension,from,to\ncampaign,Brnad,Marke\ncampaign,Marke,Marke\n")
    let unused = try project.run().warnings.filter { $0.code == .mappingUnused }
    #expect(unused.count == 1)
    #expect(unused.first?.place?.line == 2)
    #expect(unused.first?.hint == "did you mean «Brand»?")
    try project.write("data/mappings/campaign.csv", "dimension,from,to\ncampaign,Brand,Marke\n")
    #expect(try project.run().warnings.allSatisfy { $0.code != .mappingUnused })
  }

  private func spend(_ project: Project) throws -> Rational {
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [], grain: .total, from: nil, to: nil, filters: [])
    return try #require(try query.run(try project.session()).first?.values.first?.value)
  }

  @Test(arguments: [
    ("May 1, 2024 - May 31, 2024", "", true),
    ("May 1, 2024 - May 31, 2024", "May 1, 2024 - May 20, 2024", true),
    ("May 1, 2024 - May 31, 2024", "June 1, 2024 - June 30, 2024", false),
  ])
  func moneyOfAPeriodIsNotAddedToItsDays(_ first: String, _ second: String, isRefused: Bool) throws
  {
    func report(_ range: String) -> String {
      "Campaign report\n\"\(range)\"\nCampaign,Currency code,Impr.,Clicks,Cost\nA,EUR,10,1,30\n"
    }
    let project = try Project()
    try project.write("data/raw/a.csv", report(first))
    try project.write(
      "data/raw/b.csv",
      second.isEmpty
        ? "Day,Campaign,Currency code,Impr.,Clicks,Cost\n2024-05-06,A,EUR,10,1,30\n"
        : report(second))
    do {
      _ = try IngestStep(try project.session()).run([])
      #expect(!isRefused)
    } catch let error as Diagnostic {
      #expect(isRefused && error.code == .grainsClash)
      #expect(error.hint?.contains("broadsheet retract") == true)
    }
  }

  @Test func whatCountsForNothingIsSaidAndACorrectedFileTakesItsOwnPlace() throws {
    func report(_ rows: String...) -> String {
      "Day,Campaign,Currency code,Impr.,Clicks,Cost\n"
        + rows.map { "\($0.split(separator: " ")[0]),A,EUR,10,1,\($0.split(separator: " ")[1])\n" }
        .joined()
    }
    let project = try Project()
    func warnings() throws -> [Diagnostic] {
      let session = try project.session()
      _ = try IngestStep(session).run([])
      try BuildStep(session).build(fullRefresh: false)
      return session.warnings.filter { $0.code == .rowsSuperseded }
    }
    func load() throws -> (spend: Rational, warnings: [Diagnostic]) {
      let warnings = try warnings()
      return (try spend(project), warnings)
    }
    try project.write("data/raw/a.csv", report("2024-04-10 1000", "2024-05-05 1000"))
    #expect(try load().spend == Rational(2000))
    // The same path, corrected: the later load counts, though its last day is earlier.
    try project.write("data/raw/a.csv", report("2024-04-10 10"))
    #expect(try load().spend == Rational(1010))
    // Another path that ends earlier does not, and says so.
    try project.write("data/raw/b.csv", report("2024-04-10 12", "2024-04-30 1"))
    let late = try load()
    #expect(late.spend == Rational(1011))
    #expect(late.warnings.first?.place?.file == "data/raw/b.csv")
    #expect(
      late.warnings.first?.message.hasPrefix(
        "1 row with 12.00 of spend does not count: data/raw/a.csv") == true)
    // Of the same days the later counts.
    try project.write("data/raw/c.csv", report("2024-04-10 20", "2024-04-30 2"))
    let same = try load()
    #expect(
      same.warnings.contains { $0.message.contains("covers the same days as data/raw/b.csv") })
  }

  @Test func onlyPanelsByTheDimensionInDoubtSaySo() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv", Project.month().replacing("TABLET", with: "Smart fridge"))
    try project.run()
    let session = try project.session()
    let analyse = AnalyseStep(session: session)
    let tests = try BuildStep(session).test(again: false)
    #expect(tests.filter { $0.failures > 0 }.map(\.test.kind).contains("accepted_values"))
    let market = try analyse.market()
    let quality = try analyse.quality(
      market, market.firstDay...market.lastDay,
      loads: try session.warehouse.reading { try Ledger.loads($0) },
      tests: tests)
    let edition = PackBuilder(
      findings: try analyse.findings(try analyse.market(), .latestWeek), quality: quality,
      identity: .init(title: "Pack", organisation: "", language: "en-GB")
    ).edition(built: nil) { _ in "0000000" }
    let stamped = Set(
      edition.pages.flatMap(\.panels).filter { $0.subtitle.text.lowercased().contains("in doubt") }
        .map(\.id))
    #expect(stamped.isSuperset(of: ["segments", "roas-segments"]))
    #expect(
      stamped.isDisjoint(with: ["keywords", "keyword-list", "verdicts", "ranking", "channels"]))
    #expect(PackAudit.findings(in: edition) == [])
  }

  @Test func aWeekThatASourceLacksDaysOfIsComparedWithNothing() throws {
    let project = try Project()
    let lines = Project.month(days: 30).split(separator: "\n")
    // Google's own rows end on Wednesday 20 November; another account's go on.
    let early = lines.filter { line in (21...30).allSatisfy { !line.contains("2024-11-\($0)") } }
    try project.write("data/raw/a.csv", early.joined(separator: "\n") + "\n")
    var other = "Day,Campaign,Account,Impr.,Clicks,Cost,Conversions,Conv. value\n"
    for day in 1...30 {
      other += "2024-11-\(day < 10 ? "0" : "")\(day),Other,B,900,20,40.00,2,90.00\n"
    }
    try project.write("data/raw/b.csv", other)
    let outcome = try project.run().outcome
    #expect(outcome.headline.contains("so far: Google Ads"), "\(outcome.headline)")
    #expect(outcome.headline.hasSuffix("of the week"))
  }

  @Test func twoGrainsOfOneAccountAreRefused() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    try project.write(
      "data/raw/b.csv",
      "Day,Campaign,Impr.,Clicks,Cost\n2024-11-05,Brand,100,10,5.00\n2024-11-06,Brand,100,10,5.00\n"
    )
    do {
      try project.run()
      Issue.record("was added")
    } catch let error as Diagnostic {
      #expect(error.code == .grainsClash)
      #expect(error.exitStatus == .badInput)
    }
  }

  /// The configuration says which of two grains counts; the other file is left out, and said.
  @Test func aChosenGrainLeavesTheOtherOut() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.write(
      "data/raw/b.csv", "Day,Campaign,Impr.,Clicks,Cost\n2024-11-05,Brand,100,10,5.00\n")
    try project.write(
      "broadsheet.yml",
      "version: 1\nsources:\n  - match: data/raw/**\n    grain: campaign, ad, keyword, device, location\n    timezone: America/New_York\n"
    )
    let warnings = try project.run().warnings
    let left = try #require(warnings.first { $0.code == .grainsClash })
    #expect(left.place?.file == "data/raw/b.csv")
    #expect(left.message.contains("is broken down by campaign and not by campaign, ad, keyword"))
    let all = try spend(project)
    let alone = try Project()
    try alone.write("data/raw/a.csv", Project.month())
    try alone.run()
    #expect(all == (try spend(alone)))
    let html = String(
      decoding: try #require(
        try FileSystem.read("\(project.path)/output/site/editions/2024-W47/index.html")),
      as: UTF8.self)
    #expect(html.contains("days of America/New_York"))
  }

  @Test func aFutureDateHoldsThePack() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let before = project.tree("output/site")
    let future = Project.month(campaign: "Late").split(separator: "\n")
      .map { $0.split(separator: "2024-11-").joined(separator: "2399-11-") }
      .joined(separator: "\n")
    try project.write("data/raw/b.csv", future + "\n")
    do {
      try project.run()
      Issue.record("was published")
    } catch let error as Diagnostic {
      #expect(error.exitStatus == .held)
    }
    #expect(project.tree("output/site") == before)
  }

  @Test func nothingToReportIsSaid() throws {
    let project = try Project()
    do {
      try project.run()
      Issue.record("was run")
    } catch let error as Diagnostic {
      #expect(error.code == .noUsableRow)
      #expect(error.exitStatus == .held)
    }
  }

  @Test func twoRunsAtOnceAreOneTooMany() throws {
    let project = try Project()
    let session = try project.session()
    do {
      _ = try project.session()
      Issue.record("was opened twice")
    } catch let error as Diagnostic {
      #expect(error.exitStatus == .busy)
    }
    withExtendedLifetime(session) {}
  }

  /// One row, one day, one week, one channel, no revenue: the pack degrades in words.
  @Test(arguments: [1, 2, 7, 12, 30])
  func shortHistoriesStillMakeAPack(days: Int) throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(days: days, rowsADay: days == 1 ? 1 : 6))
    try project.run()
    let figures = try #require(
      project.tree("output/site").first { $0.key.hasSuffix("figures.json") }?.value)
    let text = String(decoding: figures, as: UTF8.self)
    for word in ["nan", "inf\"", "Optional(", "undefined"] { #expect(!text.contains(word)) }
  }
}

@Suite(.serialized) struct SampleProjectTests {
  /// The sample's pack: words, figures and pages hold their rules at several weeks.
  @Test func thePackOfTheSampleKeepsItsRules() throws {
    let project = try Project()
    let options = SampleOptions(weeks: 20, seed: 5, rows: 6000)
    for file in SampleExports.files(options) + SampleExports.companions(options) {
      try project.write(file.path, file.bytes)
    }
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    let tests = try BuildStep(session).test(again: false)
    #expect(tests.filter { $0.status == .fail }.map(\.test.name) == [])
    let analyse = AnalyseStep(session: session)
    let market = try analyse.market()
    #expect(
      market.channels.values.sorted().filter { $0 != "(not set)" } == [
        "Display", "Search", "Social",
      ])
    var (inside, outside) = (0, 0)
    for days in [
      "2024-W48", "2024-W40", "2024-W30", "2024-11", "2024-Q3", "2024-11-04..2024-11-15",
      "2024-W42", "2024-W43", "2024-W44", "2024-W45", "2024-W46", "2024-W47",
    ] {
      let findings = try analyse.findings(
        market, try #require(ReportPeriod(days).map { .given($0) }))
      let quality = try analyse.quality(
        market, findings.calendar.days,
        loads: try session.warehouse.reading { try Ledger.loads($0) }, tests: tests)
      let edition = PackBuilder(
        findings: findings, quality: quality,
        identity: .init(title: "Pack", organisation: "", language: "en-GB")
      ).edition(built: nil) { _ in "0000000" }
      #expect(PackAudit.findings(in: edition) == [])
      // No title says of a rate what its own picture denies.
      for (panel, chart) in edition.charts {
        guard edition.pages[1].panels.contains(where: { $0.id == panel.id }),
          let line = chart.chart as? RateLine, let band = line.band,
          let last = line.series.points.last?.value
        else { continue }
        if band.contains(last) { inside += 1 } else { outside += 1 }
        #expect(band.contains(last) || !panel.title.text.hasSuffix("is in its normal range"))
        if !band.contains(last) {
          #expect(!edition.pages[1].headline.text.contains("every rate is within"))
        }
      }
      #expect(Set(edition.figures.map(\.id)).count == edition.figures.count)
      #expect(quality.isBalanced)
      // Splits sum to the change they split, to the millionth.
      if let split = findings.split?.split {
        #expect(split.parts.reduce(0) { $0 + $1.micros } == split.total)
      }
      let change = findings.campaigns.reduce(Int64(0)) { $0 + ($1.profitChange ?? 0) }
      let now = market.micros(market.value(.profit, market.tally(findings.calendar.days)))
      if let prior = findings.calendar.prior {
        let before = market.micros(market.value(.profit, market.tally(prior)))
        #expect(change == now - before)
      }
    }
    #expect(inside > 0 && outside > 0)
  }
}
