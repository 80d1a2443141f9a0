import FlyingFox
import Foundation
import FoundationNetworking
import Testing

@testable import Preview

@Suite struct PreviewTests {
  /// A folder for one test, gone with it.
  private final class Site {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("preview-\(UUID().uuidString)").path

    init() throws {
      for (name, text) in [
        ("site/index.html", "<meta content=\"default-src &#39;none&#39;; x\"></body>"),
        ("site/editions/a b/pack.pdf", "%PDF"), ("site/.hidden", "h"), ("secret", "s"),
      ] {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/site/link", withDestinationPath: "../secret")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func answer(
      _ path: String, method: HTTPMethod = .GET, host: String = "localhost:8080"
    ) throws -> HTTPResponse {
      try PreviewServer(folder: "\(self.path)/site", host: "127.0.0.1", port: 0).answer(
        HTTPRequest(
          method: method, version: .http11, path: path, query: [], headers: [.host: host],
          body: Data()))
    }
  }

  @Test(arguments: [
    ("/", 200), ("/index.html", 200), ("/editions/a%20b/pack.pdf", 200), ("/editions", 301),
    ("/none", 404), ("/../secret", 404), ("/%2e%2e/secret", 404), ("/..%2fsecret", 404),
    ("/link", 404), ("/.hidden", 404), ("//etc/passwd", 404), ("/index.html/x", 404),
    ("/%00", 404), ("/%zz", 404),
  ])
  func onlyFilesOfTheFolderAreShown(path: String, code: Int) throws {
    #expect(try Site().answer(path).statusCode.code == code)
  }

  @Test func otherMethodsAndNamesOfOtherHostsAreRefused() throws {
    let site = try Site()
    #expect(try site.answer("/", method: .POST).statusCode == .methodNotAllowed)
    #expect(try site.answer("/", host: "evil.example:8080").statusCode == .badRequest)
    #expect(try site.answer("/", host: "evil.example").statusCode == .badRequest)
    for host in ["127.0.0.1:8080", "localhost", "[::1]:8080", "[::1]"] {
      #expect(try site.answer("/", host: host).statusCode == .ok, "\(host)")
    }
  }

  @Test func aPageAsksWhetherItHasChanged() async throws {
    let site = try Site()
    let page = String(decoding: try await site.answer("/").bodyData, as: UTF8.self)
    #expect(page.contains("<script>") && page.contains("connect-src &#39;self&#39;; x"))
    let before = try await site.answer("/.version").bodyData
    #expect(try await site.answer("/.version").bodyData == before)
    try Data("new".utf8).write(to: URL(fileURLWithPath: "\(site.path)/site/new.txt"))
    #expect(try await site.answer("/.version").bodyData != before)
  }

  @Test func aRealServerAnswersAndStops() async throws {
    let site = try Site()
    let server = try PreviewServer(folder: "\(site.path)/site", host: "127.0.0.1", port: 0)
    let (addresses, announce) = AsyncStream<String>.makeStream()
    let task = Task { try await server.run { announce.yield($0) } }
    // Beside tests that keep every core busy for minutes, an answer takes as long.
    let patient = URLSessionConfiguration.ephemeral
    patient.timeoutIntervalForRequest = 600
    let session = URLSession(configuration: patient)
    for await address in addresses {
      #expect(address.hasPrefix("http://127.0.0.1:"))
      let (data, response) = try await session.data(from: try #require(URL(string: address)))
      #expect((response as? HTTPURLResponse)?.statusCode == 200)
      #expect(String(decoding: data, as: UTF8.self).contains("<script>"))
      break
    }
    task.cancel()
    _ = try? await task.value
    withExtendedLifetime(site) {}
  }
}
