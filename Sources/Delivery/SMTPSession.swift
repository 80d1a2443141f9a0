import CCurl
import Diagnostics

/// Hands messages to a server, one recipient at a time, so that each one's outcome is known.
///
/// libcurl speaks SMTP, TLS and authentication, and doubles dots; its connection is kept between
/// recipients.
public final class SMTPSession {
  public enum Outcome: Sendable, Hashable {
    /// The server has taken it.
    case accepted
    /// Nothing was taken; another attempt may succeed.
    case deferred(String)
    /// The server will not take it.
    case refused(String)
    /// The message was sent whole and the answer is lost: it may have been taken.
    case unknown(String)
  }

  private let server: SMTPServer
  private let curl: UnsafeMutableRawPointer

  /// - Throws: `delivery.failed` when libcurl cannot be set up.
  public init(_ server: SMTPServer) throws(Diagnostic) {
    guard let curl = curl_easy_init() else {
      throw Diagnostic(.deliveryFailed, "libcurl cannot be set up")
    }
    self.server = server
    self.curl = curl
  }

  deinit { curl_easy_cleanup(curl) }

  /// What a transfer reads and hears.
  private final class Transfer {
    let message: [UInt8]
    var offset = 0
    /// The last lines of the server, cut.
    var replies: [UInt8] = []

    init(_ message: [UInt8]) { self.message = message }
  }

  public func send(_ message: [UInt8], from: String, to recipient: String) -> Outcome {
    let transfer = Transfer(message)
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    let recipients = curl_slist_append(nil, "<\(recipient)>")
    defer { curl_slist_free_all(recipients) }
    curl_easy_reset(curl)
    let scheme = server.security == .tls ? "smtps" : "smtp"
    let bracketed = server.host.contains(":") && !server.host.hasPrefix("[")
    let host = bracketed ? "[\(server.host)]" : server.host
    broadsheet_curl_text(curl, CURLOPT_URL, "\(scheme)://\(host):\(server.port)/broadsheet")
    broadsheet_curl_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // No proxy of the environment comes between.
    broadsheet_curl_text(curl, CURLOPT_PROXY, "")
    if server.security == .starttls {
      broadsheet_curl_number(curl, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    }
    if let certificates = server.certificates {
      broadsheet_curl_text(curl, CURLOPT_CAINFO, certificates)
    }
    if let username = server.username {
      broadsheet_curl_text(curl, CURLOPT_USERNAME, username)
      broadsheet_curl_text(curl, CURLOPT_PASSWORD, server.password ?? "")
    }
    broadsheet_curl_number(curl, CURLOPT_CONNECTTIMEOUT, server.timeout)
    broadsheet_curl_number(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, server.timeout)
    broadsheet_curl_number(curl, CURLOPT_TIMEOUT, server.timeout * 4)
    broadsheet_curl_number(curl, CURLOPT_NOSIGNAL, 1)
    broadsheet_curl_text(curl, CURLOPT_MAIL_FROM, "<\(from)>")
    broadsheet_curl_list(curl, CURLOPT_MAIL_RCPT, recipients)
    broadsheet_curl_number(curl, CURLOPT_UPLOAD, 1)
    broadsheet_curl_size(curl, CURLOPT_INFILESIZE_LARGE, curl_off_t(message.count))
    broadsheet_curl_callback(curl, CURLOPT_READFUNCTION) { buffer, size, count, context in
      guard let buffer, let context else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let length = min(size * count, transfer.message.count - transfer.offset)
      transfer.message.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        buffer.withMemoryRebound(to: UInt8.self, capacity: length) {
          UnsafeMutableRawPointer($0).copyMemory(
            from: base + transfer.offset, byteCount: length)
        }
      }
      transfer.offset += length
      return length
    }
    broadsheet_curl_pointer(curl, CURLOPT_READDATA, context)
    broadsheet_curl_callback(curl, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
      guard let buffer, let context else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let length = size * count
      buffer.withMemoryRebound(to: UInt8.self, capacity: length) {
        transfer.replies += UnsafeBufferPointer(start: $0, count: min(length, 512))
      }
      transfer.replies.removeFirst(max(0, transfer.replies.count - 512))
      return length
    }
    broadsheet_curl_pointer(curl, CURLOPT_HEADERDATA, context)
    let code = curl_easy_perform(curl)
    return outcome(code, transfer)
  }

  private func outcome(_ code: CURLcode, _ transfer: Transfer) -> Outcome {
    if code == CURLE_OK { return .accepted }
    let status = broadsheet_curl_status(curl)
    let last = transfer.replies.split(separator: 0x0A).last.map { Printable.bytes($0, limit: 160) }
    let words = String(cString: curl_easy_strerror(code))
    let reply = (last ?? "").split(separator: "\\u{d}").joined()
    let reason = reply.isEmpty ? words : "\(words) («\(reply)»)"
    switch status {
    case 400..<500: return .deferred(reason)
    case 500..<600: return .refused(reason)
    default: break
    }
    switch code {
    case CURLE_LOGIN_DENIED, CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR, CURLE_WEIRD_SERVER_REPLY:
      return .refused(reason)
    default:
      return transfer.offset == transfer.message.count ? .unknown(reason) : .deferred(reason)
    }
  }
}
