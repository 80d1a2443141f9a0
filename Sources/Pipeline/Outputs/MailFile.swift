import Delivery
import Diagnostics
import Fingerprints
import Metrics
import Pack
import Site

/// `output/mail/<week>.eml` of an edition. The same edition gives the same bytes, so that what is sent
/// again is the same message.
struct MailFile {
  let session: Session
  let templates: TemplateSet

  static func path(_ edition: EditionID, _ folder: ProjectFolder) -> String {
    "\(folder.output)/mail/\(edition).eml"
  }

  static func path(_ edition: EditionID, of audience: Audience, _ folder: ProjectFolder) -> String {
    "\(folder.output)/mail/\(edition).\(audience.name).eml"
  }

  /// - Parameters:
  ///   - files: of the edition, by their paths.
  ///   - audience: of a slice, which has no page on the site to link to.
  func bytes(
    _ edition: Edition, _ files: [(path: String, bytes: [UInt8])], for audience: Audience? = nil
  ) throws(Diagnostic) -> [UInt8] {
    let mail = session.configuration.mail
    func file(_ path: String) -> [UInt8]? { files.first { $0.path == path }?.bytes }
    let page = try MailPage(
      edition,
      link: audience != nil ? nil : mail?.site.map { "\($0)editions/\(edition.id)/index.html" },
      templates: templates
    ) { chart in file("charts/\(chart).png").flatMap(Self.size) }
    let pictures = page.charts.compactMap { chart in
      file("charts/\(chart).png").map {
        MailMessage.File(name: MailPage.contentID(chart), type: "image/png", bytes: $0)
      }
    }
    if page.html.utf8.count > MailPage.mostHTML {
      session.warn(
        .warning(
          .templateInvalid,
          "the mail\(audience.map { " to \($0.name)" } ?? "") is \(page.html.utf8.count / 1000) KB of HTML, and Gmail shows no more than \(MailPage.mostHTML / 1000)",
          at: Place(file: "templates/mail.mustache"), hint: "print less of the pack in it"))
    }
    let pdf =
      session.configuration.paper == .letter ? file("pack-letter.pdf") : file("pack.pdf")
    let from = mail?.from ?? .nobody
    var message = MailMessage(
      from: from, to: audience?.to ?? mail?.to ?? [],
      cc: audience == nil ? mail?.cc ?? [] : [], subject: MailPage.subject(edition),
      date: date(edition), messageID: "", text: page.text, html: page.html, pictures: pictures,
      attachments: [
        .init(
          name: "\(edition.packID).pdf", type: "application/pdf", bytes: pdf ?? [])
      ])
    // Of all that is in it: a revised edition is another message.
    let content = Fingerprint.sha256(message.bytes).prefix(24)
    message.messageID = "\(edition.id).\(content)@\(from.domain)"
    return message.bytes
  }

  /// The build time the outside gives, else the morning after the period: never the wall clock.
  private func date(_ edition: Edition) -> String {
    let last = EditionID(edition.id)?.reported?.last ?? CalendarDay(number: 0)
    let (day, clock) =
      session.world.buildTime ?? (last + 1, "06:00:00")
    let number = day.day < 10 ? "0\(day.day)" : "\(day.day)"
    return
      "\(DateStyle.dayFirst.weekday(day.weekday)), \(number) \(DateStyle.dayFirst.month(day.month)) \(day.year) \(clock) +0000"
  }

  /// Width and height of a PNG at 2 px a CSS pixel.
  private static func size(_ png: [UInt8]) -> (width: Int, height: Int)? {
    guard png.count > 24 else { return nil }
    func number(_ offset: Int) -> Int {
      png[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    return (number(16) / 2, number(20) / 2)
  }
}
