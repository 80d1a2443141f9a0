import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation
import Glibc

/// Shows a folder to browsers on this machine, and makes them load a page again when it changes.
public struct PreviewServer: Sendable {
  private let folder: PreviewFolder
  private let server: HTTPServer
  /// Host names that a request may be addressed to: another one is a page elsewhere that had its name
  /// point here.
  private let hosts: Set<String>

  /// - Parameters:
  ///   - host: an address of this machine, 127.0.0.1 unless somebody else shall see the pages.
  ///   - port: 0 for any that is free.
  /// - Throws: `usage` for what is no address.
  public init(folder: String, host: String, port: UInt16) throws(Diagnostic) {
    self.folder = PreviewFolder(root: folder)
    let logger: any Logging = .disabled
    if host == "::1" {
      server = HTTPServer(
        address: sockaddr_in6.loopback(port: port), timeout: Self.patience, logger: logger)
    } else {
      do {
        server = HTTPServer(
          address: try sockaddr_in.inet(ip4: host, port: port), timeout: Self.patience,
          logger: logger)
      } catch {
        throw Diagnostic(
          .usage, "«\(Printable.text(host, limit: 80))» is no address of this machine",
          hint: "such as 127.0.0.1, or 0.0.0.0 for everybody who reaches it")
      }
    }
    hosts = ["localhost", "127.0.0.1", "[::1]", host]
  }

  /// Answers until the task is cancelled.
  /// - Parameter ready: called once with the address that pages have.
  /// - Throws: `disk.failed` when the port is taken.
  public func run(ready: @escaping @Sendable (String) -> Void) async throws {
    await server.appendRoute("*") { request in answer(request) }
    let announce = Task {
      try await server.waitUntilListening(timeout: Self.patience)
      if case .ip4(let host, let port)? = await server.listeningAddress {
        ready("http://\(host == "0.0.0.0" ? "localhost" : host):\(port)/")
      } else if case .ip6(_, let port)? = await server.listeningAddress {
        ready("http://[::1]:\(port)/")
      }
    }
    defer { announce.cancel() }
    do {
      try await server.run()
    } catch let error as SocketError {
      throw Diagnostic(
        .diskFailed, "the preview cannot listen: \(error.localizedDescription)",
        hint: "another program may have the port: choose one with `--port`")
    }
  }

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    guard request.method == .GET || request.method == .HEAD else {
      let allowed: HTTPHeaders = [.init("Allow"): "GET, HEAD"]
      return HTTPResponse(statusCode: .methodNotAllowed, headers: allowed)
    }
    if let host = request.headers[.host] {
      // An address of version 6 ends with a bracket, and has colons of its own.
      let colon = host.utf8.last == 0x5D ? nil : host.lastIndex(of: ":")
      guard hosts.contains(String(host[..<(colon ?? host.endIndex)])) else {
        return HTTPResponse(statusCode: .badRequest)
      }
    }
    var headers: HTTPHeaders = [
      .init("Cache-Control"): "no-store", .init("X-Content-Type-Options"): "nosniff",
    ]
    if request.path == Self.versionPath {
      return HTTPResponse(statusCode: .ok, headers: headers, body: Data(folder.version.utf8))
    }
    if folder.needsSlash(request.path) {
      headers[.init("Location")] = request.path + "/"
      return HTTPResponse(statusCode: .movedPermanently, headers: headers)
    }
    guard let file = folder.file(request.path) else {
      headers[.contentType] = "text/plain; charset=utf-8"
      return HTTPResponse(
        statusCode: .notFound, headers: headers, body: Data("There is no such file here.\n".utf8))
    }
    headers[.contentType] = file.type
    let body = file.type.hasPrefix("text/html") ? Reloading.page(file.bytes) : file.bytes
    return HTTPResponse(statusCode: .ok, headers: headers, body: body)
  }

  /// Seconds that an answer may take. What stands on this machine's disk always comes; the library would
  /// answer with an empty page after 15, which a machine at work on the next pack does reach.
  private static let patience = 600.0

  static let versionPath = "/.version"
}

/// What the preview adds to a page, and to nothing that is published: a script that asks whether
/// something has changed, and leave for it in the page's policy.
enum Reloading {
  static let script =
    "let v;setInterval(()=>fetch('\(PreviewServer.versionPath)').then(r=>r.text()).then(t=>{if(v&&v!==t)location.reload();v=t}).catch(()=>{}),1000)"
  private static let policy = "default-src &#39;none&#39;; "
  private static let leave = "script-src &#39;unsafe-inline&#39;; connect-src &#39;self&#39;; "

  static func page(_ bytes: Data) -> Data {
    guard var text = String(data: bytes, encoding: .utf8),
      let place = text.range(of: policy),
      let end = text.range(of: "</body>", options: .backwards)
    else { return bytes }
    text.insert(contentsOf: "<script>\(script)</script>\n", at: end.lowerBound)
    text.insert(contentsOf: leave, at: place.upperBound)
    return Data(text.utf8)
  }
}
