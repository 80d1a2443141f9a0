import Testing

@testable import Ingest

@Suite struct CellTableTests {
  /// Cells that begin and end alike, around every length a key can hold, among other bytes.
  @Test func distinctCellsHaveDistinctCodes() {
    var random = SplitMix(state: 3)
    var table = CellTable()
    var codes: [[UInt8]: Int] = [:]
    for _ in 0..<4000 {
      let count = Int.random(in: 0...70, using: &random)
      var bytes = [UInt8](repeating: 0x61, count: count)
      if count > 0 {
        bytes[Int.random(in: 0..<count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let buffer = ByteBuffer(capacity: 128)
      let before = Int.random(in: 0...9, using: &random)
      (Array(repeating: 0x62, count: before) + bytes + [0x63, 0x61]).withUnsafeBufferPointer {
        buffer.append($0)
      }
      let cell = Cell(buffer, before..<(before + count))
      #expect(table.code(cell) == codes[bytes])
      if codes[bytes] == nil {
        table.add(cell)
        codes[bytes] = table.count - 1
      }
    }
    #expect(table.count == codes.count)
    #expect(codes.count > 1000)
  }
}
