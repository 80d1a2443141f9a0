import Delivery
import Diagnostics
import Fingerprints
import Glibc
import Metrics

/// `broadsheet send`: hands the message of an edition to the mail server, for everybody who does not
/// have these bytes yet.
public struct SendStep {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Report: Sendable {
    public let edition: String
    /// Each recipient and what became of it, in words.
    public var lines: [String] = []
    /// Those who still do not have it.
    public var failed: [(to: String, reason: String)] = []
    public var sent = 0
  }

  public struct Options: Sendable {
    /// Nil for the newest pack.
    public var period: PeriodChoice?
    public var isDry = false
    /// Also to those who have it, and to those whom a server refused.
    public var again = false
    public var evenIfStale = false

    public init() {}
  }

  /// How often a server is asked, and for how long it is left alone in between.
  private static let pauses: [UInt32] = [1, 4]

  /// One message and who gets it.
  private struct Parcel {
    let path: String
    let message: [UInt8]
    let recipients: [MailAddress]
  }

  /// - Throws: `configuration.invalid`, `delivery.held`, `delivery.failed` when somebody did not get it.
  public func run(_ options: Options) throws(Diagnostic) -> Report {
    let file = session.folder.relative(session.folder.configurationFile)
    let audiences = try Audience.read(session.folder)
    guard let mail = session.configuration.mail, !mail.recipients.isEmpty || !audiences.isEmpty
    else {
      throw Diagnostic(
        .configurationInvalid, "nobody is named under `mail:` to send the pack to",
        at: Place(file: file), hint: "add `mail: {from: …, to: […], smtp: {host: …}}`")
    }
    let (edition, message) = try message(options)
    try hold(edition, message, mail, options)
    var parcels = [
      Parcel(
        path: MailFile.path(edition, session.folder), message: message,
        recipients: mail.recipients)
    ]
    for audience in audiences {
      let path = MailFile.path(edition, of: audience, session.folder)
      guard let bytes = try FileSystem.read(path) else { continue }
      try hold(edition, bytes, mail, options)
      parcels.append(Parcel(path: path, message: bytes, recipients: audience.to))
    }
    let ledger = MailLedger(session.folder)
    var report = Report(edition: edition.description)
    var left: [(parcel: Parcel, hash: String, recipient: MailAddress)] = []
    for parcel in parcels {
      let hash = Fingerprint.sha256(parcel.message)
      let states = try ledger.states(of: hash)
      for recipient in parcel.recipients {
        if states[recipient.mailbox] == .accepted, !options.again {
          report.lines.append("\(recipient.mailbox): has it already")
        } else {
          left.append((parcel, hash, recipient))
        }
      }
    }
    if options.isDry {
      report.lines += left.map { "\($0.recipient.mailbox): would get it" }
      return report
    }
    if left.isEmpty { return report }
    guard let server = try mail.serverWithSecrets() else {
      throw Diagnostic(
        .configurationInvalid, "`mail.smtp` names no server", at: Place(file: file),
        hint:
          "add `smtp: {host: smtp.example.org}`, or send output/mail/\(edition).eml by other means")
    }
    let smtp = try SMTPSession(server)
    for (parcel, hash, recipient) in left {
      func note(_ state: MailLedger.Entry.State, _ reply: String) throws(Diagnostic) {
        try ledger.add(
          MailLedger.Entry(
            at: World.time, edition: edition.description, to: recipient.mailbox, sha256: hash,
            messageID: Self.messageID(parcel.message), state: state, reply: reply))
      }
      try note(.sending, "")
      switch send(parcel.message, mail.from.mailbox, recipient.mailbox, smtp) {
      case .accepted:
        try note(.accepted, "")
        report.sent += 1
        report.lines.append("\(recipient.mailbox): sent")
      case .deferred(let reason):
        try note(.deferred, reason)
        report.failed.append((recipient.mailbox, reason))
      case .refused(let reason):
        try note(.refused, reason)
        report.failed.append((recipient.mailbox, reason))
      case .unknown(let reason):
        try note(.unknown, reason)
        report.failed.append((recipient.mailbox, "\(reason); it may have been delivered"))
      }
    }
    guard let first = report.failed.first else { return report }
    let names = report.failed.map(\.to).joined(separator: ", ")
    throw Diagnostic(
      .deliveryFailed,
      "\(report.sent) of \(left.count) recipients got \(edition); not \(names): \(first.reason)",
      at: Place(file: "output/mail/\(edition).eml"),
      hint: "the edition is published; `broadsheet send` tries those again who do not have it")
  }

  private func send(
    _ message: [UInt8], _ from: String, _ recipient: String, _ smtp: SMTPSession
  ) -> SMTPSession.Outcome {
    var outcome = smtp.send(message, from: from, to: recipient)
    for pause in Self.pauses {
      guard case .deferred = outcome else { return outcome }
      sleep(pause)
      outcome = smtp.send(message, from: from, to: recipient)
    }
    return outcome
  }

  private func message(
    _ options: Options
  ) throws(Diagnostic) -> (edition: EditionID, bytes: [UInt8]) {
    let editions = SiteArchive(session.folder).latest.filter { id in
      options.period.map { $0.matches(id, session.configuration) } ?? true
    }
    for edition in editions {
      if let bytes = try FileSystem.read(MailFile.path(edition, session.folder)) {
        return (edition, bytes)
      }
    }
    throw Diagnostic(
      .deliveryHeld, "there is no pack to send\(options.period.map { " of \($0)" } ?? "")",
      at: Place(file: "output/mail"), hint: "run `broadsheet run` first")
  }

  /// What must not go out: a message of other addresses than are configured now, and old news.
  private func hold(
    _ edition: EditionID, _ message: [UInt8], _ mail: MailSettings, _ options: Options
  ) throws(Diagnostic) {
    let head = String(decoding: message.prefix(while: { $0 != 0x0D }), as: UTF8.self)
    guard head.contains(mail.from.mailbox) else {
      throw Diagnostic(
        .deliveryHeld, "the message was written for another sender",
        at: Place(file: "output/mail/\(edition).eml"),
        hint: "run `broadsheet render` to write it again")
    }
    if session.configuration.publishing?.needsApproval ?? false {
      guard try PublishedSite(session).publications.entry(edition) != nil else {
        throw Diagnostic(
          .deliveryHeld, "\(edition) is not published yet, and publishing waits for approval",
          hint: "`broadsheet publish --approved-by NAME` first")
      }
    }
    guard !options.evenIfStale, let period = edition.reported else { return }
    let age = session.world.today - period.last
    if age > mail.staleAfter {
      throw Diagnostic(
        .deliveryHeld, "the pack is of \(edition), which ended \(age) days ago",
        at: Place(file: "output/mail/\(edition).eml"),
        hint: "`--even-if-stale` sends it; `stale_after` under `mail:` is \(mail.staleAfter) days")
    }
  }

  private static func messageID(_ message: [UInt8]) -> String {
    let text = String(decoding: message.prefix(4096), as: UTF8.self)
    guard let start = text.firstRange(of: "Message-ID: <"),
      let end = text[start.upperBound...].firstIndex(of: ">")
    else { return "" }
    return String(text[start.upperBound..<end])
  }
}
