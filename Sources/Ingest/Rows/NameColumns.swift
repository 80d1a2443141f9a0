/// Turns the name cells of rows into codes: a name seen before costs a lookup, no string.
struct NameColumns {
  private struct Column {
    let field: Field
    /// Of the field in `Field.names`.
    let place: Int
    let column: Int
    /// The names of the column seen so far.
    var names = CellTable()
  }

  /// The columns that a file has.
  private var columns: [Column]

  init(layout: Layout) {
    columns = Field.names.indices.filter { layout.names[$0] >= 0 }.map {
      Column(field: Field.names[$0], place: $0, column: layout.names[$0])
    }
  }

  /// The codes of a row's names in the order of `Field.names`, 1-based; 0 for an absent or blank one,
  /// and for the `--` that Google Ads writes where there is none, such as the keyword of a Display
  /// campaign. Names seen for the first time are added to the batch.
  mutating func codes(_ record: Record, into batch: inout ExportBatch) -> ExportRow.NameCodes {
    var codes = ExportRow.NameCodes(repeating: 0)
    columns.withUnsafeMutableBufferPointer { columns in
      for index in columns.indices where columns[index].column < record.count {
        let cell = record.trimmed(columns[index].column)
        if cell.isEmpty { continue }
        let place = columns[index].place
        if let code = columns[index].names.code(cell) {
          codes[place] = Int32(code + 1)
        } else if !cell.elementsEqual([0x2D, 0x2D]) {
          columns[index].names.add(cell)
          codes[place] = Int32(columns[index].names.count)
          batch.newNames.append(
            (columns[index].field, codes[place], String(decoding: cell, as: UTF8.self)))
        }
      }
    }
    return codes
  }
}
