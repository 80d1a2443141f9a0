import Diagnostics
import Foundation
import Metrics
import Testing

@testable import Pipeline

@Suite struct MailTests {
  @Test(arguments: [
    (
      "from: a@example.org, smtp: {host: h.example.org, password: secret, username: x}",
      "environment only"
    ),
    ("from: a@example.org, smtp: {host: h.example.org, security: none}", "this machine only"),
    ("from: a@example.org, smtp: {host: h.example.org, security: ssl}", "security is starttls"),
    ("from: a@example.org, smtp: {host: h.example.org, password: '${P}'}", "go together"),
    ("from: a@example.org, smtp: {host: 'h/x'}", "needs `host`"),
    ("from: a@example.org, to: ['a@example.org, b@example.org']", "no mail address"),
    ("from: \"a@example.org\\r\\nBcc: x@example.org\"", "no mail address"),
    ("to: [a@example.org]", "needs `from`"), ("from: a@example.org, sites: x", "unknown key"),
    ("from: a@example.org, site: 'javascript:alert(1)'", "site is an address"),
  ])
  func settingsThatCannotBeMeantAreRefused(mail: String, words: String) {
    do {
      _ = try Configuration(text: "version: 1\nmail: {\(mail)}\n", file: "broadsheet.yml")
      Issue.record("was read")
    } catch {
      #expect(error.code == .configurationInvalid && error.message.contains(words), "\(error)")
      #expect(!"\(error)".contains("secret"))
      #expect(error.place?.line == 2)
    }
  }

  @Test func everyRunWritesTheSameMessage() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let path = "\(project.path)/output/mail/2024-W47.eml"
    let first = try #require(try FileSystem.read(path))
    try project.run()
    #expect(try FileSystem.read(path) == first)
    let text = String(decoding: first, as: UTF8.self)
    #expect(text.contains("\r\nDate: Mon, 25 Nov 2024 06:00:00 +0000\r\n"))
    #expect(text.contains("\r\nTo: undisclosed-recipients:;\r\n"))
  }

  @Test func aNameCannotForgeAHeaderOrMarkup() throws {
    let project = try Project()
    let name = "<img src=x onerror=alert(1)>{{{head}}}"
    try project.write("data/raw/a.csv", Project.month(campaign: name))
    try project.run()
    let mail = try #require(
      try FileSystem.text("\(project.path)/output/mail/2024-W47.eml"))
    // In plain text a name is its letters; in HTML it is nothing else either.
    let html = mail.components(separatedBy: "Content-Type: text/html")[1]
      .components(separatedBy: "Content-Type: image/png")[0]
      .replacingOccurrences(of: "=\r\n", with: "")
    #expect(html.contains("&lt;img src=3Dx") && !html.contains("<img src=3Dx"))
  }

  /// A broken template stops the run before anything is written; one that says too much is warned of.
  @Test func theProjectsOwnTemplateIsCheckedFirst() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.write("templates/mail.mustache", "{{{head}}}\n<p>{{{headlin}}}</p>")
    do {
      try project.run()
      Issue.record("was taken")
    } catch let error as Diagnostic {
      #expect(error.code == .templateInvalid && error.code.exitStatus.rawValue == 78)
      #expect(error.place?.description == "templates/mail.mustache:2:4")
    }
    #expect(project.tree("output").isEmpty)
    let long = String(repeating: "x", count: 101_000)
    try project.write("templates/mail.mustache", "{{{head}}}<p>mine \(long)</p>")
    let warnings = try project.run().warnings
    #expect(warnings.contains { $0.message.contains("101 KB of HTML, and Gmail shows no more") })
    let mail = try #require(try FileSystem.text("\(project.path)/output/mail/2024-W47.eml"))
    #expect(mail.contains("<p>mine xxx") && !mail.contains("Content-Type: image/png"))
  }

  @Test func nothingIsSentToNobodyOrWithoutAServer() throws {
    let project = try Project(configuration: "version: 1\nmail: {from: a@example.org}\n")
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    func code(_ configuration: String, _ options: SendStep.Options = .init()) throws
      -> DiagnosticCode?
    {
      try project.write("broadsheet.yml", configuration)
      do {
        _ = try SendStep(project.session()).run(options)
        return nil
      } catch let error as Diagnostic {
        return error.code
      }
    }
    var even = SendStep.Options()
    even.evenIfStale = true
    #expect(try code("version: 1\n") == .configurationInvalid)
    #expect(try code("version: 1\nmail: {from: a@example.org}\n") == .configurationInvalid)
    let to = "version: 1\nmail: {from: a@example.org, to: [b@example.org]}\n"
    #expect(try code(to) == .deliveryHeld)
    #expect(try code(to, even) == .configurationInvalid)
    #expect(
      try code("version: 1\nmail: {from: c@example.org, to: [b@example.org]}\n", even)
        == .deliveryHeld)
    even.period = PeriodChoice("2023-W01")
    #expect(try code(to, even) == .deliveryHeld)
  }

  @Test func theLedgerOutlivesALineThatWasCut() throws {
    let project = try Project()
    try project.write("output/mail/ledger.jsonl", "{\"at\":\"2024\",\"edition\":\"2024-W47\",\"to")
    let ledger = MailLedger(try ProjectFolder(project.path))
    func note(_ state: MailLedger.Entry.State) throws {
      try ledger.add(
        .init(
          at: "2024-12-02T06:00:00Z", edition: "2024-W48", to: "a@example.org", sha256: "h",
          messageID: "m", state: state, reply: ""))
    }
    try note(.sending)
    #expect(try ledger.states(of: "h") == ["a@example.org": .sending])
    try note(.accepted)
    #expect(try ledger.states(of: "h") == ["a@example.org": .accepted])
    #expect(try ledger.states(of: "other").isEmpty)
  }
}
