import Diagnostics
import Foundation
import Metrics
import Testing
import Warehouse

@testable import Pipeline

/// A pack for the people of one channel or of some campaigns holds nothing of another.
@Suite struct AudienceTests {
  private func project(_ recipients: String) throws -> Project {
    let project = try Project()
    try project.write(
      "broadsheet.yml",
      """
      version: 1
      appendix: [campaigns, keywords]
      mail: {from: reports@example.org, to: [cmo@example.org], site: "https://intranet.example/"}
      sources:
        - {match: data/raw/search/**, channel: Search, account: One}
        - {match: data/raw/social/**, channel: Social, account: Two}

      """)
    try project.write("recipients.yml", recipients)
    try project.write(
      "data/raw/search/a.csv", OptimisationTests.export(weeks: 2))
    try project.write(
      "data/raw/social/b.csv",
      OptimisationTests.export(weeks: 2).replacingOccurrences(of: "Earner", with: "Hushed Launch")
        .replacingOccurrences(of: "Loser", with: "Hushed Loss")
        .replacingOccurrences(of: "Small", with: "Hushed Small")
        .replacingOccurrences(of: "good word", with: "hushed word")
        .replacingOccurrences(of: "bad word", with: "hushed bad")
        .replacingOccurrences(of: "rare word", with: "hushed rare")
        .replacingOccurrences(of: "Pune", with: "Atlantis")
        .replacingOccurrences(of: ",9000,", with: ",77123,"))
    try project.write(
      "data/targets.csv",
      "metric,from,to,value,dimension,member\nspend,2024-01-01,2024-12-31,98765.43,,\n")
    try project.write("data/notes/2024-W48.md", "The hushed launch went well.\n")
    return project
  }

  private static let audiences = """
    audiences:
      - name: search-team
        channels: [Search]
        to: [search@example.org, Other <other@example.org>]

    """

  /// Everything a reader of the message can get at, its PDF included.
  private func content(_ path: String) throws -> String {
    let mail = String(decoding: try #require(try FileSystem.read(path)), as: UTF8.self)
    var text = mail.replacingOccurrences(of: "=\r\n", with: "")
    if let part = mail.range(of: "Content-Type: application/pdf"),
      let start = mail.range(of: "\r\n\r\n", range: part.upperBound..<mail.endIndex),
      let end = mail.range(of: "\r\n--", range: start.upperBound..<mail.endIndex),
      let pdf = Data(
        base64Encoded: String(mail[start.upperBound..<end.lowerBound]),
        options: .ignoreUnknownCharacters)
    {
      let file = FileManager.default.temporaryDirectory.appending(component: "\(UUID()).pdf")
      try pdf.write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      text += try #require(Tool.output("pdftotext", [file.path, "-"]), "pdftotext is missing")
      text += String(decoding: pdf, as: Unicode.ASCII.self)
    }
    return text
  }

  @Test func aSliceHoldsNothingOfTheOthers() throws {
    let project = try project(Self.audiences)
    try project.run()
    let whole = try content("\(project.path)/output/mail/2024-W48.eml")
    #expect(whole.contains("hushed") && whole.contains("intranet.example"))
    let slice = try content("\(project.path)/output/mail/2024-W48.search-team.eml")
    #expect(slice.contains("To: search@example.org,"))
    #expect(slice.contains("Earner"))
    for secret in [
      "Hushed", "hushed", "Atlantis", "Social", "98765", "98.8k", "cmo@example.org",
      "intranet.example", "b.csv", "$5,600", "77,123",
    ] {
      let isThere = slice.contains(secret)
      #expect(!isThere, "\(secret) is in the slice")
    }
    // Half of the money of the whole pack.
    #expect(whole.contains("Spend: 8.46k") && slice.contains("Spend: 4.23k"))
    let sites = FileSystem.files(below: "\(project.path)/output/site").joined()
    #expect(!sites.contains("search-team"))
  }

  /// Two campaigns of a channel that has others in it: sums, cities and keywords are theirs alone.
  @Test func aSliceOfCampaignsHoldsNothingOfTheOthers() throws {
    let project = try project(
      """
      audiences:
        - {name: earner-team, campaigns: [Earner, "Sma*"], to: [earner@example.org]}
        - {name: both, channels: [Search], campaigns: ["E*"], to: [both@example.org]}
        - {name: all-e, campaigns: ["E*"], to: [all@example.org]}

      """)
    try project.run()
    let slice = try content("\(project.path)/output/mail/2024-W48.earner-team.eml")
    #expect(slice.contains("To: earner@example.org"))
    #expect(slice.contains("Source: Earner, Sma* only") && slice.contains("Small"))
    #expect(slice.contains("good word") && slice.contains("rare word"))
    for secret in [
      "Hushed", "hushed", "Atlantis", "Social", "Loser", "Even ", "bad word", "98765", "98.8k",
      "cmo@example.org", "intranet.example", "a.csv", "77,123", "8.46k", "4.23k",
    ] {
      let isThere = slice.contains(secret)
      #expect(!isThere, "\(secret) is in the slice")
    }
    #expect(slice.contains("Spend: 1.43k"))
    // One campaign less of the other channel.
    let both = try content("\(project.path)/output/mail/2024-W48.both.eml")
    #expect(both.contains("Spend: 2.80k") && !both.contains("Small"))
    #expect(both.contains("E* in Search") && !both.contains("Social"))
    let all = try content("\(project.path)/output/mail/2024-W48.all-e.eml")
    #expect(all.contains("Spend: 4.20k") && all.contains("Social") && !all.contains("Hushed"))
  }

  /// The facts of all campaigns, summed by the slice's question, are the marts.
  @Test func aSliceOfEveryCampaignIsTheWhole() throws {
    let project = try project(Self.audiences)
    let session = try project.session()
    _ = try IngestStep(session).run([])
    _ = try BuildStep(session).build(fullRefresh: false)
    let warehouse = session.warehouse
    let whole = try MartSet.read(warehouse)
    let slice = try MartSet.read(warehouse, campaigns: Set(whole.campaigns.names.keys))
    for (one, other) in [
      (whole.campaigns, slice.campaigns), (whole.devices, slice.devices),
      (whole.locations, slice.locations), (whole.keywords, slice.keywords),
    ] {
      #expect(!one.entries.isEmpty)
      #expect(one.entries.map { "\($0)" } == other.entries.map { "\($0)" })
    }
    let week = ISOWeek("2024-W48").map { $0.first...$0.last }
    let days = try #require(week)
    let (cross, own) = (
      try CrossTable.read(days, warehouse),
      try CrossTable.read(
        days, of: MartSlice(campaigns: Set(whole.campaigns.names.keys)), warehouse)
    )
    #expect(!cross.tallies.isEmpty)
    #expect(
      cross.tallies.mapValues { $0.total(.cost) } == own.tallies.mapValues { $0.total(.cost) })
  }

  /// A name that is not there is said with those near to it, where it stands.
  @Test func namesThatAreNotThereAreSaid() throws {
    let project = try project(
      """
      audiences:
        - {name: a, campaigns: [Earnr], to: [a@example.org]}
        - {name: b, campaigns: ["Loos*"], to: [a@example.org]}
        - {name: c, campaigns: [Earner, Nothing like it], to: [a@example.org]}

      """)
    let warnings = try project.run().warnings
    for (line, name, words) in [
      (2, "a", "no campaign is called Earnr; near: Earner"),
      (3, "b", "no campaign begins as Loos* says; near: Loser"),
      (4, "c", "no campaign is called Nothing like it; known: Earner, Even, "),
    ] {
      let warning = try #require(warnings.first { $0.message.contains("the audience \(name)") })
      #expect(warning.message.contains(words), "\(warning)")
      #expect(warning.place?.file == "recipients.yml" && warning.place?.line == line)
      #expect(try FileSystem.read("\(project.path)/output/mail/2024-W48.\(name).eml") == nil)
    }
  }

  /// What must not be found in a name by Swift's own idea of equal text.
  @Test func namesAreToldApartByBytes() {
    let place = Place(file: "recipients.yml")
    let wish = NameWish("Caf\u{E9}", at: place, patterns: true)
    #expect(wish.matches("Caf\u{E9}") && !wish.matches("Cafe\u{301}"))
    let pattern = NameWish("Cafe*", at: place, patterns: true)
    #expect(pattern.matches("Cafe\u{301}") && !pattern.matches("Caf\u{E9}"))
    #expect(!NameWish("Cafe*", at: place, patterns: false).matches("Cafes"))
  }

  @Test func runningAgainWritesTheSameBytes() throws {
    let project = try project(Self.audiences)
    try project.run()
    let path = "\(project.path)/output/mail/2024-W48.search-team.eml"
    let first = try #require(try FileSystem.read(path))
    try project.run()
    #expect(try FileSystem.read(path) == first)
  }

  /// A channel that is not there is said, and the message of an earlier run is taken away.
  @Test func anAudienceWithoutRowsGetsNothing() throws {
    let project = try project(Self.audiences)
    try project.run()
    try project.write(
      "recipients.yml", Self.audiences.replacingOccurrences(of: "[Search]", with: "[Serach]"))
    let warnings = try project.run().warnings
    #expect(
      warnings.contains {
        $0.message.contains("no channel is called Serach; near: Search")
      })
    #expect(try FileSystem.read("\(project.path)/output/mail/2024-W48.search-team.eml") == nil)
    var options = SendStep.Options()
    options.isDry = true
    options.evenIfStale = true
    let report = try SendStep(project.session()).run(options)
    #expect(report.lines == ["cmo@example.org: would get it"])
  }

  @Test func sendNamesEverybody() throws {
    let project = try project(Self.audiences)
    try project.run()
    var options = SendStep.Options()
    options.isDry = true
    options.evenIfStale = true
    let report = try SendStep(project.session()).run(options)
    #expect(
      report.lines == [
        "cmo@example.org: would get it", "search@example.org: would get it",
        "other@example.org: would get it",
      ])
  }

  @Test(arguments: [
    ("audience: []\n", "unknown key"),
    ("audiences:\n  - {name: A B, channels: [x], to: [a@b.c]}\n", "needs a `name`"),
    ("audiences:\n  - {name: a, to: [a@b.c]}\n", "needs `channels`"),
    ("audiences:\n  - {name: a, campaigns: [\"*\"], to: [a@b.c]}\n", "`*` alone"),
    ("audiences:\n  - {name: a, campaigns: [[x]], to: [a@b.c]}\n", "campaigns is one line"),
    ("audiences:\n  - {name: a, channels: [x]}\n", "needs `to`"),
  ])
  func whatCannotBeMeantIsRefused(text: String, words: String) throws {
    let project = try project(text)
    do {
      try project.run()
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .configurationInvalid && error.message.contains(words), "\(error)")
    }
  }
}
