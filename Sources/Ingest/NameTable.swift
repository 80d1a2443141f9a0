/// Codes of the distinct names of one column: a name seen before costs a lookup, no string.
struct NameTable {
  private var cells = CellTable()
  private(set) var names: [String] = []

  /// Code of a name, 1-based; 0 for a blank one, or for the `--` that Google Ads writes where there is
  /// none, such as the keyword of a Display campaign. `isNew` when it was not seen before.
  @inline(__always)
  mutating func code(_ cell: Cell) -> (code: Int32, isNew: Bool) {
    if cell.isEmpty || (cell.count == 2 && cell.allSatisfy { $0 == 0x2D }) {
      return (0, false)
    }
    if let code = cells.code(cell) { return (Int32(code + 1), false) }
    cells.add(cell)
    names.append(String(decoding: cell, as: UTF8.self))
    return (Int32(names.count), true)
  }
}
