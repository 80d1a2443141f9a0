import Foundation
import Testing

@testable import Delivery

@Suite struct MailMessageTests {
  @Test(arguments: [
    ("a@example.org", "a@example.org", ""), (" a@example.org ", "a@example.org", ""),
    ("Growth team <g@example.org>", "g@example.org", "Growth team"),
    ("\"Müller, A.\" <m@example.org>", "m@example.org", "Müller, A."),
  ])
  func mailboxesAreRead(text: String, mailbox: String, name: String) throws {
    let address = try #require(MailAddress(text))
    #expect(address.mailbox == mailbox && address.name == name)
  }

  @Test(arguments: [
    "", "a", "a@b", "a b@example.org", "a@example.org\r\nBcc: x@example.org", "<a@example.org",
    "a@example.org, b@example.org", "a@@example.org", "ä@example.org", "a@.org",
    "x\u{7}<a@example.org>", "\"a b\"@example.org", "a@example.org>",
  ])
  func anythingElseIsNoMailbox(text: String) { #expect(MailAddress(text) == nil) }

  private func message(_ subject: String, text: String = "x", html: String = "<p>x</p>") throws
    -> MailMessage
  {
    MailMessage(
      from: try #require(MailAddress("Zoë <z@example.org>")),
      to: [try #require(MailAddress("a@example.org"))], subject: subject,
      date: "Mon, 02 Dec 2024 06:00:00 +0000", messageID: "1@example.org", text: text, html: html,
      pictures: [.init(name: "chart", type: "image/png", bytes: Array(0...255))],
      attachments: [.init(name: "pack.pdf", type: "application/pdf", bytes: [1, 2, 3])])
  }

  @Test(arguments: [
    "Profit held\r\nBcc: evil@example.org", "naïve — 4.9×\u{2028}x", "=?utf-8?B?eA==?=",
    String(repeating: "é", count: 400), "\u{1F469}\u{200D}\u{1F52C}\u{0}", "",
  ])
  func noSubjectBreaksOutOfItsHeader(subject: String) throws {
    let bytes = try message(subject).bytes
    let head = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
    let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }
      .map { String($0.prefix { $0 != ":" }) }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted",
        "Content-Type",
      ])
    #expect(head.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0D || $0 == 0x0A) })
  }

  @Test func linesAreShortAndEndedAndNoneBeginsWithADot() throws {
    let text =
      ".\n..\n.From\nFrom here\n" + String(repeating: "x. ", count: 500) + "\n" + "ends in blank \n"
      + String(repeating: ".", count: 300) + "\n" + String(repeating: "ü", count: 900)
    let bytes = try message("s", text: text, html: text).bytes
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.dropLast().allSatisfy { $0.last == 0x0D && $0.count <= 78 })
    #expect(lines.allSatisfy { !$0.starts(with: [0x2E]) })
    #expect(!bytes.contains(where: { $0 > 0x7E }))
  }

  @Test func theSamePartsGiveTheSameBytes() throws {
    #expect(try message("a").bytes == message("a").bytes)
  }
}
