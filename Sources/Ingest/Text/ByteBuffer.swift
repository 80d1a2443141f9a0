/// A run of bytes that cells point into: it stays where it is until it grows.
final class ByteBuffer {
  /// Readable bytes behind the last one, so that the scanner may look at 64 from any place.
  static let slack = 64

  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    start = .allocate(capacity: capacity + Self.slack)
    start.initialize(repeating: 0, count: capacity + Self.slack)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Moves what follows the first bytes to the front.
  func removeFirst(_ removed: Int) {
    count -= removed
    start.update(from: start + removed, count: count)
  }

  func removeLast(_ removed: Int) { count -= removed }

  func removeAll() { count = 0 }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
    grown.update(from: start, count: count)
    (grown + count).initialize(repeating: 0, count: capacity + Self.slack - count)
    start.deallocate()
    start = grown
  }
}
