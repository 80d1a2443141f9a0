import Diagnostics
import Dispatch
import Metrics
import Synchronization

/// Makes many independent things on all cores, in their order and in the language of the caller.
enum ParallelMap {
  /// - Throws: the fault of the first item that has one.
  static func of<Item: Sendable, Made: Sendable>(
    _ items: [Item], _ make: @Sendable (Item) throws(Diagnostic) -> Made
  ) throws(Diagnostic) -> [Made] {
    let made = Mutex([Result<Made, Diagnostic>?](repeating: nil, count: items.count))
    let language = Language.current
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let result = Language.$current.withValue(language) {
        Result { () throws(Diagnostic) in try make(items[index]) }
      }
      made.withLock { $0[index] = result }
    }
    var all: [Made] = []
    all.reserveCapacity(items.count)
    for result in made.withLock({ $0 }) {
      if let value = try result?.get() { all.append(value) }
    }
    return all
  }
}
