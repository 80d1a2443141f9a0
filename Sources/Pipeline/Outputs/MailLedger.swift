import Diagnostics
import Foundation
import Glibc

/// What went to whom, with which bytes: `output/mail/ledger.jsonl`, one line an event, only added to.
///
/// A line is written and forced to disk before a message is handed over, and another when its outcome
/// is known: a run that dies in between leaves "sending", which counts as unknown.
struct MailLedger {
  struct Entry: Codable {
    enum State: String, Codable {
      case sending, accepted, deferred, refused, unknown
    }

    /// UTC, `2024-12-02T06:00:00Z`.
    let at: String
    let edition, to: String
    let sha256: String
    let messageID: String
    let state: State
    /// The server's words; empty when it took the message.
    let reply: String

    enum CodingKeys: String, CodingKey {
      case at, edition, to, sha256, state, reply
      case messageID = "message_id"
    }
  }

  let path: String

  init(_ folder: ProjectFolder) { path = "\(folder.output)/mail/ledger.jsonl" }

  /// The last state of each recipient of some bytes. A line that cannot be read was cut by a crash.
  func states(of sha256: String) throws(Diagnostic) -> [String: Entry.State] {
    var states: [String: Entry.State] = [:]
    for line in (try FileSystem.read(path) ?? []).split(separator: 0x0A) {
      guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)),
        entry.sha256 == sha256
      else { continue }
      states[entry.to] = entry.state
    }
    return states
  }

  func add(_ entry: Entry) throws(Diagnostic) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(entry) else {
      throw Diagnostic(.fault, "the mail ledger cannot be encoded")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw FileSystem.failed("cannot be written", path, .diskFailed)
    }
    defer { close(descriptor) }
    // A line that a crash has cut must not swallow this one.
    let bytes = (try endsOpen() ? [0x0A] : []) + Array(line) + [0x0A]
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count, fsync(descriptor) == 0 else {
      throw FileSystem.failed("cannot be written", path, .diskFailed)
    }
  }

  private func endsOpen() throws(Diagnostic) -> Bool {
    guard let last = try FileSystem.read(path)?.last else { return false }
    return last != 0x0A
  }
}
