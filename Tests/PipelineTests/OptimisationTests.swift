import Analysis
import Foundation
import Metrics
import Pack
import Testing

@testable import Pipeline

/// Page 4 from an export: what is cut and scaled has evidence, what has too little is not judged.
@Suite struct OptimisationTests {
  /// Weeks, the last of them 2024-W48, of four campaigns: one returns twice its spend and one a third, one is large enough
  /// to judge and close to break-even, one is small.
  static func export(weeks: Int = 8) -> String {
    var lines = ["Day,Campaign,Keyword,Device,City,Impr.,Clicks,Cost,Leads,Conversions,Conv. value"]
    let kinds = [
      ("Earner", "good word", 100.0, 2.0), ("Loser", "bad word", 100, 0.33),
      ("Even", "--", 100, 1.0), ("Small", "rare word", 2, 3),
    ]
    for day in (56 - weeks * 7)..<56 {
      let date = CalendarDay(number: Int32(20_003 + day))
      for (place, kind) in kinds.enumerated() {
        // Days differ, and those of no two campaigns in step.
        let wave = 1 + 0.2 * Double((day * (3 + place)) % 7 - 3) / 3
        let value = kind.2 * kind.3 * wave
        let orders = Int((value / 20).rounded())
        for (device, city) in [("Mobile", "Pune"), ("Desktop", "Delhi")] {
          lines.append(
            "\(date),\(kind.0),\(kind.1),\(device),\(city),9000,100,\(kind.2),20,\(orders),\(String(format: "%.2f", value))"
          )
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func findings(_ text: String) throws -> Findings {
    let project = try Project()
    try project.write("data/raw/a.csv", text)
    try project.run()
    let analyse = AnalyseStep(session: try project.session())
    return try analyse.findings(try analyse.market(), .latestWeek)
  }

  @Test func labelsFollowTheEvidence() throws {
    let findings = try findings(Self.export())
    let labels = Dictionary(
      uniqueKeysWithValues: (findings.returns[.campaign] ?? []).map { reading in
        (reading.name, Self.word(findings.verdict(reading)))
      })
    #expect(
      labels == ["Earner": "scale", "Loser": "cut", "Even": "watch: close", "Small": "watch: few"])
  }

  /// `--` is no keyword, and a keyword that sells nothing where much was due is cut.
  @Test func keywordsThatSellNothingAreCut() throws {
    let findings = try findings(
      Self.export().replacingOccurrences(
        of: #"(bad word,.*),\d+,[\d.]+\n"#, with: "$1,0,0\n", options: .regularExpression))
    let keywords = findings.returns[.keyword] ?? []
    #expect(Set(keywords.map(\.name)) == ["good word", "bad word", "rare word"])
    let bad = try #require(keywords.first { $0.name == "bad word" })
    #expect(bad.conversions == 0 && !bad.isEnough)
    #expect(Self.word(findings.verdict(bad)) == "cut")
  }

  /// Cells of device and location add up to what the days of evidence hold.
  @Test func cellsAddUp() throws {
    let findings = try findings(Self.export())
    let cells = findings.cross.tallies.values.reduce(into: Tally()) { $0 += $1 }
    #expect(cells == findings.market.tally(findings.calendar.evidenceDays))
    #expect(findings.cross.tallies.count == 2)
  }

  @Test func pageSaysIt() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Self.export())
    try project.run()
    let html = String(
      decoding: try #require(
        try FileSystem.read("\(project.path)/output/site/editions/2024-W48/index.html")),
      as: UTF8.self)
    #expect(
      html.contains(
        "optimisation-headline\">One campaign earned less than it cost in four weeks, on "))
    #expect(html.contains(" of spend; one beats the average"))
    #expect(html.contains("Cut: earns less than it costs"))
    #expect(html.contains("Every segment is within 7% of the average"))
    #expect(html.contains("Watch: too few conversions"))
    let cells = String(
      decoding: try #require(
        try FileSystem.read(
          "\(project.path)/output/site/editions/2024-W48/data/roas-segments.csv")),
      as: UTF8.self)
    #expect(cells.contains("Pune"))
  }

  @Test func theAppendixHoldsEveryCampaignAndKeyword() throws {
    let project = try Project()
    try project.write("broadsheet.yml", "version: 1\nappendix: [campaigns, keywords]\n")
    try project.write("data/raw/a.csv", Self.export())
    try project.run()
    let data = "\(project.path)/output/site/editions/2024-W48/data"
    for (file, names) in [
      ("all-campaigns", ["Earner", "Loser", "Even", "Small", "All campaigns"]),
      ("all-keywords", ["good word", "bad word", "rare word"]),
    ] {
      let text = String(
        decoding: try #require(try FileSystem.read("\(data)/\(file).csv")), as: UTF8.self)
      #expect(text.split(separator: "\n").count == names.count + 1)
      for name in names { #expect(text.contains(name)) }
    }
    if let pdf = Tool.output(
      "pdftotext", ["\(project.path)/output/site/editions/2024-W48/pack.pdf", "-"])
    {
      #expect(pdf.contains("Page 9 of 9"))
    }
  }

  /// One campaign without keyword, device or city: words say what is not there, no boxes.
  @Test func whatIsNotThereIsSaid() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv",
      "Day,Campaign,Impressions,Clicks,Cost,Conversions\n"
        + (18...24).map { "2024-11-\($0),Brand,100,10,5.00,1\n" }.joined())
    try project.run()
    let html = String(
      decoding: try #require(
        try FileSystem.read("\(project.path)/output/site/editions/2024-W47/index.html")),
      as: UTF8.self)
    #expect(html.contains("What campaigns return is not known"))
    #expect(html.contains("do not break spend down by device, location or keyword."))
    #expect(!html.contains("No keyword column") && !html.contains("No location column"))
  }

  private static func word(_ verdict: ReturnReading.Verdict) -> String {
    switch verdict {
    case .cut: "cut"
    case .fix: "fix"
    case .scale: "scale"
    case .hold: "hold"
    case .watch(.tooFew): "watch: few"
    case .watch(.closeToBreakEven): "watch: close"
    }
  }
}
