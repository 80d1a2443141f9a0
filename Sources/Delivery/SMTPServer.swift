/// The server that mail is handed to.
public struct SMTPServer: Sendable {
  public enum Security: String, Sendable, CaseIterable {
    /// Upgraded to TLS before anything is said; refused when the server does not offer it.
    case starttls
    /// TLS from the first byte.
    case tls
    /// Plain text, to this machine only.
    case none
  }

  public var host: String
  public var port: Int
  public var security: Security
  public var username: String?
  public var password: String?
  /// Seconds that the server may take to answer; four times that for a whole message.
  public var timeout: Int
  /// Certificates to trust instead of the system's.
  public var certificates: String?

  public init(
    host: String, port: Int, security: Security, username: String? = nil, password: String? = nil,
    timeout: Int = 30, certificates: String? = nil
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.username = username
    self.password = password
    self.timeout = timeout
    self.certificates = certificates
  }

  /// Whether a host is this machine.
  public static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host == "[::1]"
      || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
  }
}
