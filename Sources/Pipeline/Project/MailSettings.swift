import Delivery
import Diagnostics
import Yams

/// `mail:` of `broadsheet.yml`: who gets the pack, by which server.
public struct MailSettings: Sendable {
  public var from: MailAddress
  public var to: [MailAddress]
  public var cc: [MailAddress]
  /// Known to the envelope only.
  public var bcc: [MailAddress]
  /// Where the site is read; the edition's path is added.
  public var site: String?
  /// Days after its week that an edition is no news any more.
  public var staleAfter = 10
  /// Nil when mail is only written.
  public var server: SMTPServer?
  /// Names of environment variables that the server needs; read when mail is sent.
  var usernameVariable: String?
  var passwordVariable: String?

  /// Everybody, each once.
  public var recipients: [MailAddress] {
    var seen: Set<String> = []
    return (to + cc + bcc).filter { seen.insert($0.mailbox.lowercased()).inserted }
  }

  /// - Throws: `configuration.invalid` with line and column.
  init(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) {
    try reader.only(["from", "to", "cc", "bcc", "site", "stale_after", "smtp"], node)
    guard let from = try Self.addresses(node["from"], "from", reader).first else {
      throw reader.fault("mail needs `from`, such as reports@example.org", node)
    }
    self.from = from
    to = try Self.addresses(node["to"], "to", reader)
    cc = try Self.addresses(node["cc"], "cc", reader)
    bcc = try Self.addresses(node["bcc"], "bcc", reader)
    if let value = try reader.text(node["site"], "site") {
      guard value.hasPrefix("https://") || value.hasPrefix("http://"),
        value.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>`\\".utf8.contains($0) })
      else {
        throw reader.fault("site is an address such as https://intranet/marketing/", node["site"])
      }
      site = value.hasSuffix("/") ? value : value + "/"
    }
    if let days = try reader.integer(node["stale_after"], "stale_after") {
      guard days > 0 else {
        throw reader.fault("stale_after is a number of days", node["stale_after"])
      }
      staleAfter = days
    }
    if let smtp = node["smtp"] { try readServer(smtp, reader) }
  }

  private mutating func readServer(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) {
    try reader.only(
      ["host", "port", "security", "username", "password", "timeout", "ca_file"], node)
    guard let host = try reader.text(node["host"], "host"), !host.isEmpty,
      host.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"/@?#\"\\<>".utf8.contains($0) })
    else { throw reader.fault("smtp needs `host`, such as smtp.example.org", node) }
    var security = SMTPServer.Security.starttls
    if let word = try reader.text(node["security"], "security") {
      guard let value = SMTPServer.Security(rawValue: word) else {
        throw reader.fault("security is starttls, tls or none", node["security"])
      }
      security = value
    }
    guard security != .none || SMTPServer.isLoopback(host) else {
      throw reader.fault(
        "mail goes unencrypted to this machine only", node["security"],
        hint: "use starttls (port 587) or tls (port 465)")
    }
    let port = try reader.integer(node["port"], "port") ?? (security == .tls ? 465 : 587)
    guard (1...65535).contains(port) else {
      throw reader.fault("port is between 1 and 65535", node["port"])
    }
    let timeout = try reader.integer(node["timeout"], "timeout") ?? 30
    guard (1...600).contains(timeout) else {
      throw reader.fault("timeout is a number of seconds up to 600", node["timeout"])
    }
    usernameVariable = try Self.variable(node["username"], "username", reader)
    passwordVariable = try Self.variable(node["password"], "password", reader)
    guard (usernameVariable == nil) == (passwordVariable == nil) else {
      throw reader.fault("username and password go together", node)
    }
    server = SMTPServer(
      host: host, port: port, security: security, timeout: timeout,
      certificates: try reader.text(node["ca_file"], "ca_file"))
  }

  /// `${NAME}`: secrets stand in the environment, never in a file that is kept.
  private static func variable(
    _ node: Node?, _ name: String, _ reader: YAMLReader
  ) throws(Diagnostic) -> String? {
    guard let text = try reader.text(node, name) else { return nil }
    guard text.hasPrefix("${"), text.hasSuffix("}"),
      case let inner = text.dropFirst(2).dropLast(), !inner.isEmpty,
      inner.utf8.allSatisfy({
        $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
      })
    else {
      // What stands there may be the secret itself: it is not repeated.
      throw reader.fault(
        "\(name) is read from the environment only", node,
        hint: "write `\(name): ${SMTP_\(name.uppercased())}` and set that variable")
    }
    return String(inner)
  }

  static func addresses(
    _ node: Node?, _ name: String, _ reader: YAMLReader
  ) throws(Diagnostic) -> [MailAddress] {
    guard let node else { return [] }
    var addresses: [MailAddress] = []
    for item in node.sequence.map(Array.init) ?? [node] {
      guard let address = item.string.flatMap(MailAddress.init) else {
        throw reader.fault(
          "«\(Printable.text(item.string ?? "", limit: 80))» is no mail address", item,
          hint: "one address a line, such as `Growth team <growth@example.org>`")
      }
      addresses.append(address)
    }
    return addresses
  }

  /// The server with the secrets of the environment.
  /// - Throws: `configuration.invalid` for a variable that is not set.
  func serverWithSecrets() throws(Diagnostic) -> SMTPServer? {
    guard var server else { return nil }
    func value(_ name: String?) throws(Diagnostic) -> String? {
      guard let name else { return nil }
      guard let value = World.environment(name), !value.isEmpty else {
        throw Diagnostic(
          .configurationInvalid, "the environment has no \(name), which `mail.smtp` names",
          hint: "set it for this command; it is kept nowhere")
      }
      return value
    }
    server.username = try value(usernameVariable)
    server.password = try value(passwordVariable)
    return server
  }
}
