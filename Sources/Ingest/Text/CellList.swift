/// The cells of one record, filled anew for each: a list that only grows, so that adding a cell is a
/// comparison and a store.
final class CellList: RandomAccessCollection {
  private var start: UnsafeMutablePointer<Cell>
  private var capacity = 256
  private(set) var count = 0

  init() { start = .allocate(capacity: capacity) }

  deinit { start.deallocate() }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  @inline(__always)
  subscript(index: Int) -> Cell {
    get {
      precondition(index >= 0 && index < count)
      return start[index]
    }
    set {
      precondition(index >= 0 && index < count)
      start[index] = newValue
    }
  }

  @inline(__always)
  func append(_ cell: Cell) {
    if count == capacity { grow() }
    start[count] = cell
    count += 1
  }

  /// Adds the cells of a text that end at delimiters, which stand at the bits of `marks` from a place
  /// on; the first begins at `cell`.
  /// - Returns: where the cell behind them begins.
  @inline(__always)
  func append(_ buffer: ByteBuffer, from cell: Int, at window: Int, _ marks: UInt64) -> Int {
    if count + 64 > capacity { grow() }
    let text = UnsafePointer(buffer.start)
    var (cell, marks, place) = (cell, marks, start + count)
    while marks != 0 {
      let end = window &+ marks.trailingZeroBitCount
      place.initialize(to: Cell(text, cell..<end))
      place += 1
      cell = end &+ 1
      marks &= marks &- 1
    }
    count = place - start
    return cell
  }

  func removeAll() { count = 0 }

  private func grow() {
    let grown = UnsafeMutablePointer<Cell>.allocate(capacity: capacity * 2)
    grown.update(from: start, count: count)
    start.deallocate()
    start = grown
    capacity *= 2
  }
}
