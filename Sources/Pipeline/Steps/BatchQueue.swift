import Diagnostics
import Dispatch
import Ingest
import Synchronization

/// Reads an export on a thread of its own while its rows are written on the caller's: a few batches
/// wait between the two, never more.
final class BatchQueue: Sendable {
  private enum Item {
    case batch(ExportBatch)
    case end(Result<ExportSummary, Diagnostic>)
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
    _ reader: ExportReader, _ body: (ExportBatch) throws -> Void
  ) throws -> ExportSummary {
    let queue = BatchQueue()
    let finished = DispatchSemaphore(value: 0)
    DispatchQueue(label: "broadsheet.read").async {
      let result: Result<ExportSummary, Diagnostic>
      do throws(Diagnostic) {
        result = .success(try reader.read { batch throws(Diagnostic) in try queue.put(batch) })
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
  private func put(_ batch: ExportBatch) throws(Diagnostic) {
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
