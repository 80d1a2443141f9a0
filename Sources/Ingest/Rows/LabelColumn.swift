import Diagnostics

/// The distinct words of a column that are kept as labels of a file and of nothing else.
struct LabelColumn {
  /// Further ones are not kept: such a column is no label.
  private static let most = 12

  /// -1 when the file has none.
  let column: Int
  private var cells = CellTable()
  private(set) var values: [String] = []

  init(column: Int) { self.column = column }

  mutating func take(_ record: Record) {
    guard column < record.count, values.count < Self.most else { return }
    let cell = record.trimmed(column)
    if cell.isEmpty || cell.elementsEqual([0x2D]) || cell.elementsEqual([0x2D, 0x2D])
      || cells.code(cell) != nil
    {
      return
    }
    cells.add(cell)
    values.append(Printable.bytes(Array(cell), limit: 80))
  }
}
