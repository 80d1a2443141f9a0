/// A message as it goes to a server and into an `.eml`: plain text and HTML with pictures, files
/// attached. The same parts give the same bytes.
public struct MailMessage: Sendable {
  public struct File: Sendable {
    /// ASCII, without blanks: the name of an attachment, or the `cid` of a picture.
    public let name: String
    /// `image/png`, `application/pdf`.
    public let type: String
    public let bytes: [UInt8]

    public init(name: String, type: String, bytes: [UInt8]) {
      self.name = name
      self.type = type
      self.bytes = bytes
    }
  }

  public var from: MailAddress
  public var to: [MailAddress]
  public var cc: [MailAddress]
  public var subject: String
  /// RFC 5322: `Mon, 02 Dec 2024 06:00:00 +0000`.
  public var date: String
  /// Without the angle brackets; the same whenever the message is sent again.
  public var messageID: String
  public var text: String
  public var html: String
  /// Shown within the HTML by `cid:name`.
  public var pictures: [File]
  public var attachments: [File]

  public init(
    from: MailAddress, to: [MailAddress], cc: [MailAddress] = [], subject: String, date: String,
    messageID: String, text: String, html: String, pictures: [File] = [], attachments: [File] = []
  ) {
    self.from = from
    self.to = to
    self.cc = cc
    self.subject = subject
    self.date = date
    self.messageID = messageID
    self.text = text
    self.html = html
    self.pictures = pictures
    self.attachments = attachments
  }

  /// The whole message, lines ended by CR LF, none longer than 998 bytes.
  public var bytes: [UInt8] {
    var head = MailHeader.addresses("From", [from])
    head += to.isEmpty ? "To: undisclosed-recipients:;\r\n" : MailHeader.addresses("To", to)
    head += MailHeader.addresses("Cc", cc)
    head += MailHeader.line("Subject", subject)
    head += MailHeader.line("Date", date)
    head += MailHeader.line("Message-ID", "<\(messageID)>")
    head += "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n"
    let words = Part.multipart(
      "alternative",
      [
        .text("plain", text),
        .multipart(
          "related", [.text("html", html)] + pictures.map { .file($0, disposition: "inline") }),
      ])
    let whole = Part.multipart(
      "mixed", [words] + attachments.map { .file($0, disposition: "attachment") })
    return Array(head.utf8) + whole.bytes(boundary: "broadsheet")
  }

  private indirect enum Part {
    case text(String, String)
    case file(File, disposition: String)
    case multipart(String, [Part])

    /// A boundary that no line of the parts can be: base64 and quoted-printable write no "=_".
    func bytes(boundary: String) -> [UInt8] {
      switch self {
      case .text(let kind, let text):
        let head =
          "Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        return Array(head.utf8) + MailEncoding.quotedPrintable(text)
      case .file(let file, let disposition):
        let id = disposition == "inline" ? "Content-ID: <\(file.name)>\r\n" : ""
        let head =
          "Content-Type: \(file.type); name=\"\(file.name)\"\r\nContent-Transfer-Encoding: base64\r\n\(id)Content-Disposition: \(disposition); filename=\"\(file.name)\"\r\n\r\n"
        return Array(head.utf8) + MailEncoding.base64Lines(file.bytes)
      case .multipart(let kind, let parts):
        let mark = "=_\(boundary)_\(kind)"
        var result = Array("Content-Type: multipart/\(kind); boundary=\"\(mark)\"\r\n\r\n".utf8)
        for (index, part) in parts.enumerated() {
          result += Array("--\(mark)\r\n".utf8)
          result += part.bytes(boundary: "\(boundary)\(index)")
        }
        return result + Array("--\(mark)--\r\n".utf8)
      }
    }
  }
}
