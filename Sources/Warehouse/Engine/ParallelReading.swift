import Diagnostics
import Dispatch
import GRDB
import Glibc
import Synchronization

extension SQLiteWarehouse {
  /// Asks several things at once, each thread on a connection of its own, of the warehouse as the last
  /// transaction left it.
  /// - Returns: the answers in the order of the items.
  /// - Throws: the fault of the first item that has one.
  public func reading<Item: Sendable, Value: Sendable>(
    each items: [Item], _ work: @Sendable (Item, Database) throws -> Value
  ) throws(Diagnostic) -> [Value] {
    let cores = min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 4, items.count)
    let connections = try (0..<max(cores, 1)).map { number throws(Diagnostic) in
      number == 0 ? queue : try beside()
    }
    let next = Atomic(0)
    let answers = Mutex([Result<Value, Diagnostic>?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: connections.count) { number in
      while case let index = next.add(1, ordering: .relaxed).oldValue, index < items.count {
        let answer = Result { () throws(Diagnostic) in
          try translating { try connections[number].read { try work(items[index], $0) } }
        }
        answers.withLock { $0[index] = answer }
      }
    }
    var all: [Value] = []
    for answer in answers.withLock({ $0 }) {
      if let value = try answer?.get() { all.append(value) }
    }
    return all
  }
}
