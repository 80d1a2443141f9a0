import Diagnostics
import Foundation
import Metrics
import Testing

@testable import Pipeline

/// A pack for the people of one channel holds nothing of another.
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
        .replacingOccurrences(of: "good word", with: "hushed word")
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
      text += Tool.output("pdftotext", [file.path, "-"]) ?? ""
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
      #expect(!slice.contains(secret), "\(secret) is in the slice")
    }
    // Half of the money of the whole pack.
    #expect(whole.contains("Spend: 8.46k") && slice.contains("Spend: 4.23k"))
    let sites = FileSystem.files(below: "\(project.path)/output/site").joined()
    #expect(!sites.contains("search-team"))
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
        $0.message.contains("no channel is called Serach; known: Search, Social")
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
