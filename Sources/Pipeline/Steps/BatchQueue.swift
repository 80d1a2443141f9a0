import Diagnostics
import Dispatch
import Ingest
import Synchronization

/// Reads an export, and makes of it what is written, on a thread of its own while the caller's writes: a
/// few batches wait between the two, never more.
final class BatchQueue: Sendable {
  typealias Read = (summary: ExportSummary, members: MemberTable)

  private enum Item {
    case batch(MemberTable.Made)
    case end(Result<Read, Diagnostic>)
  }

  private struct State: ~Copyable {
    var items: [Item] = []
    var isGivenUp = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 4)
  private let filled = DispatchSemaphore(value: 0)

  /// Hands every batch of the export to `body`, in order.
  /// - Throws: what the reader refuses, or what `body` throws; either ends the other.
  static func reading(
    _ reader: ExportReader, _ options: ReadingOptions,
    _ body: (MemberTable.Made) throws -> Void
  ) throws -> Read {
    let queue = BatchQueue()
    let finished = DispatchSemaphore(value: 0)
    DispatchQueue(label: "broadsheet.read").async {
      let result: Result<Read, Diagnostic>
      do throws(Diagnostic) {
        var members = MemberTable(options: options)
        let summary = try reader.read { batch throws(Diagnostic) in
          try queue.put(members.take(batch))
        }
        result = .success((summary, members))
      } catch { result = .failure(error) }
      queue.add(.end(result))
      finished.signal()
    }
    // The reader's file is closed before anything else happens to it.
    defer { finished.wait() }
    while true {
      switch queue.take() {
      case .batch(let batch):
        do {
          try body(batch)
        } catch {
          queue.giveUp()
          throw error
        }
      case .end(let result): return try result.get()
      }
    }
  }

  /// Waits for room; throws when nobody takes batches any more.
  private func put(_ batch: MemberTable.Made) throws(Diagnostic) {
    room.wait()
    let isGivenUp = state.withLock { $0.isGivenUp }
    guard !isGivenUp else { throw Diagnostic(.warehouseFailed, "the rows could not be written") }
    add(.batch(batch))
  }

  private func add(_ item: Item) {
    state.withLock { $0.items.append(item) }
    filled.signal()
  }

  private func take() -> Item {
    filled.wait()
    let item = state.withLock { $0.items.removeFirst() }
    room.signal()
    return item
  }

  private func giveUp() {
    state.withLock { $0.isGivenUp = true }
    room.signal()
  }
}
