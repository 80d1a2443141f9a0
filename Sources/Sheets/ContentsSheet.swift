/// The first sheet of a workbook: what it is of, and every other sheet with a link.
struct ContentsSheet {
  struct Entry {
    /// As the workbook calls it.
    let name: String
    let sheet: DataSheet
  }

  let title: String
  let facts: [(name: String, value: String)]
  let entries: [Entry]

  func fill(_ book: WorkbookWriter, _ target: WorkbookWriter.Sheet) {
    book.text(target, 0, 0, title, .head)
    for (index, fact) in facts.enumerated() {
      book.text(target, index + 1, 0, fact.name, .text)
      book.text(target, index + 1, 1, fact.value, .text)
    }
    let top = facts.count + 2
    for (column, head) in ["Sheet", "Title", "Page"].enumerated() {
      book.text(target, top, column, head, .head)
    }
    for (index, entry) in entries.enumerated() {
      let row = top + 1 + index
      book.link(target, row, 0, to: entry.name)
      book.text(target, row, 1, entry.sheet.title, .text)
      if !entry.sheet.page.isEmpty { book.text(target, row, 2, entry.sheet.page, .text) }
    }
    book.freeze(target, rows: top + 1)
    for (column, width) in [24.0, 80, 24].enumerated() { book.width(target, column, width) }
  }
}
