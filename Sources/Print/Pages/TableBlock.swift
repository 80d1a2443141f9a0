import Charts
import Marks
import Metrics
import Pack

/// A table: head over a rule, rows, sums, notes. What is too much is counted in a last row.
struct TableBlock: PanelBlock {
  let table: Table
  let flow: TextFlow

  private static let groupGap = 4.0
  private static let noteGap = 5.0
  private static let noteLeading = 10.5

  /// A row as it will be set.
  private struct SetRow {
    var row: Table.Row
    /// Of the table's rows that it stands for.
    var count = 1
    /// Whether it is a check that passes, or stands for such alone.
    var isPassed: Bool
    /// Broken texts by column; other cells draw themselves.
    var texts: [Int: [TextFlow.Line]] = [:]
    /// Lines beyond the first of its longest cell.
    var extra = 0
    var isNote = false
    /// The label of the group that it begins.
    var heading: TextFlow.Line?

    /// Rows of one line that it takes.
    var rows: Double { heading == nil ? 1 : 2 }
    /// Height beyond that of a row of one line.
    var extraHeight: Double { extra == 0 ? 0 : Double(extra) * TableStyle.leading + 2.4 }
  }

  private struct Plan {
    var columns: TableColumns
    var heads: [[TextFlow.Line]]
    var rows: [SetRow]
    var notes: [[TextFlow.Line]]

    var headHeight: Double {
      let lines = heads.map(\.count).max() ?? 0
      return lines == 0 ? 0.5 : 12.5 + Double(lines - 1) * 9
    }

    var notesHeight: Double {
      notes.isEmpty
        ? 0
        : noteGap + notes.reduce(0) { $0 + Double($1.count) * noteLeading }
    }

    func height(_ rows: [SetRow], rowHeight: Double) -> Double {
      rows.enumerated().reduce(0) { sum, entry in
        sum + entry.element.rows * rowHeight + entry.element.extraHeight
          + (entry.offset > 0 && entry.element.row.startsGroup ? groupGap : 0)
      }
    }
  }

  func extent(width: Double, wish: Double) -> Extent {
    let plan = plan(width)
    let fixed = plan.headHeight + plan.notesHeight + 1
    func height(_ rowHeight: Double) -> Double {
      fixed + plan.height(plan.rows, rowHeight: rowHeight)
    }
    let least = height(min(table.rowHeight, TableStyle.leastRow))
    return Extent(
      floor: min(least, plan.headHeight + 1 + 4 * TableStyle.leastRow), least: least,
      natural: height(table.rowHeight), most: height(mostRow))
  }

  /// The table cut into parts that fit a height at the height its rows are designed for: as few as can be,
  /// about as long as each other, with columns in one place. A group does not end with its first row, and
  /// the total does not stand alone.
  func parts(width: Double, height: Double) -> [Table] {
    let plan = plan(width)
    let room = height - plan.headHeight - 1 - plan.notesHeight
    let full = parts(plan, room: room, most: plan.rows.count)
    let each = (plan.rows.count + full.count - 1) / max(1, full.count)
    let even = parts(plan, room: room, most: each)
    return even.count == full.count ? even : full
  }

  private func parts(_ plan: Plan, room: Double, most: Int) -> [Table] {
    var parts: [Table] = []
    var rest = plan.rows[...]
    while !rest.isEmpty {
      var count = 1
      while count < min(rest.count, most),
        plan.height(Array(rest.prefix(count + 1)), rowHeight: table.rowHeight) <= room
      {
        count += 1
      }
      let next = rest.dropFirst(count).first
      let isTotalAlone = next?.row.style == .total && rest.count == count + 1
      let startsGroup = count < rest.count && rest.prefix(count).last?.row.startsGroup == true
      if count > 1, isTotalAlone || startsGroup { count -= 1 }
      var part = table
      part.rows = rest.prefix(count).map(\.row)
      part.sizing = table.rows
      rest = rest.dropFirst(count)
      if !rest.isEmpty { part.notes = [] }
      parts.append(part)
    }
    return parts
  }

  private var mostRow: Double { max(table.rowHeight, min(17, table.rowHeight * 1.3)) }

  func marks(width: Double, height: Double) -> [Mark] {
    var plan = plan(width)
    var room = height - plan.headHeight - 1 - plan.notesHeight
    let extras = plan.height(plan.rows, rowHeight: 0)
    let least = min(table.rowHeight, TableStyle.leastRow)
    if plan.height(plan.rows, rowHeight: least) > room + 0.01, !plan.notes.isEmpty {
      room += plan.notesHeight
      plan.notes = []
    }
    guard room >= least else { return [] }
    let count = max(1, plan.rows.reduce(0) { $0 + $1.rows })
    let rowHeight = min(mostRow, max(least, (room - extras) / count))
    plan.rows = fitting(plan, rowHeight: rowHeight, room: room)
    var marks: [Mark] = [.group(GroupMark(.table, id: table.id, rows(plan, width, rowHeight)))]
    var y =
      plan.headHeight + plan.height(plan.rows, rowHeight: rowHeight) + Self.noteGap + 8.5
    for note in plan.notes {
      marks.append(
        .group(
          GroupMark(.paragraph, flow.marks(note, x: 0, y: y, leading: Self.noteLeading))))
      y += Double(note.count) * Self.noteLeading
    }
    return marks
  }

  // MARK: Plan

  private func plan(_ width: Double) -> Plan {
    let columns = TableColumns(table, width: width, flow: flow)
    let heads = columns.columns.map { column in
      let head = table.columns[column.index].head
      let room = table.columns[column.index].isPlot ? max(column.width, 1) : column.width
      return flow.lines(
        [TextFlow.Piece(text: head, style: TableStyle.head, ink: .ink2)], width: room + 0.1)
    }
    let rows = table.rows.map { row in
      var set = SetRow(row: row, isPassed: row.cells.contains(.badge(.pass)))
      set.heading = heading(row, width)
      for column in columns.columns where column.index < row.cells.count {
        guard case .text(let prose) = row.cells[column.index] else { continue }
        let isFirst = column.index == 0
        let pieces = TableStyle.pieces(prose, row: row.style, isFirst: isFirst, flow: flow)
        let lines = flow.lines(pieces, width: column.width + 0.1, limit: 2)
        set.texts[column.index] = lines
        set.extra = max(set.extra, lines.count - 1)
      }
      return set
    }
    var notes = table.notes.map {
      flow.lines(flow.pieces($0, TableStyle.note, .ink2), width: width)
    }
    if columns.isCut {
      notes.append(
        flow.lines(
          [
            TextFlow.Piece(
              text: Phrase("Columns without room here are in the data file.").text,
              style: TableStyle.note,
              ink: .ink2)
          ], width: width))
    }
    return Plan(columns: columns, heads: heads, rows: printed(rows), notes: notes)
  }

  private func heading(_ row: Table.Row, _ width: Double) -> TextFlow.Line? {
    guard let index = table.columns.firstIndex(where: { $0.kind == .group }),
      index < row.cells.count, case .text(let prose) = row.cells[index]
    else { return nil }
    let pieces = TableStyle.pieces(prose, row: row.style, isFirst: true, flow: flow)
    return flow.lines(pieces, width: width, limit: 1).first
  }

  /// The rows that a page shows at most.
  private func printed(_ rows: [SetRow]) -> [SetRow] {
    guard let most = table.printed, rows.count > most + 1 else { return rows }
    return rows.prefix(most) + [note(rows.dropFirst(most))]
  }

  /// The rows that find room; in place of the others one that counts them, before a total or the sum of
  /// those that the table does not name.
  private func fitting(_ plan: Plan, rowHeight: Double, room: Double) -> [SetRow] {
    guard plan.height(plan.rows, rowHeight: rowHeight) > room + 0.01 else { return plan.rows }
    let last = plan.rows.last.flatMap { $0.row.style == .plain ? nil : $0 }
    let body = last == nil ? plan.rows : Array(plan.rows.dropLast())
    for hasTotal in [true, false] {
      let tail = hasTotal ? last.map { [$0] } ?? [] : []
      for kept in stride(from: body.count - 1, through: 0, by: -1) {
        let rows = body.prefix(kept) + [note(body.dropFirst(kept))] + tail
        if plan.height(Array(rows), rowHeight: rowHeight) <= room + 0.01 { return Array(rows) }
      }
    }
    return []
  }

  /// Counts rows that are left out, which may be those of another such row.
  private func note(_ rows: ArraySlice<SetRow>) -> SetRow {
    let count = rows.reduce(0) { $0 + $1.count }
    let words =
      rows.allSatisfy(\.isPassed)
      ? Phrase("\(count) more pass; all are in the data file").text
      : Phrase("\(count) more in the data file").text
    var set = SetRow(
      row: Table.Row([.text(Prose([.words(words)]))], style: .summed), count: count,
      isPassed: rows.allSatisfy(\.isPassed), isNote: true)
    set.texts[0] = flow.lines(
      [TextFlow.Piece(text: words, style: TableStyle.note, ink: .ink2)], width: 400)
    return set
  }

  // MARK: Drawing

  private func rows(_ plan: Plan, _ width: Double, _ rowHeight: Double) -> [Mark] {
    var marks = head(plan, width)
    let cells = TableCells(table: table, columns: plan.columns, flow: flow)
    // Dense rows of one line each are parted by white alone.
    let isRuled = rowHeight >= 12 || plan.rows.contains { $0.extra > 0 }
    var y = plan.headHeight
    for (index, set) in plan.rows.enumerated() {
      let lead = index > 0 && set.row.startsGroup ? Self.groupGap : 0
      let head = set.heading == nil ? 0 : rowHeight
      let height = rowHeight + set.extraHeight
      if set.row.style == .summed {
        marks.append(
          .group(
            GroupMark(
              .artifact,
              [
                .rect(
                  RectMark(
                    x: 0, y: y + lead, width: width, height: height, fill: .solid(.panel)))
              ])))
      }
      if let heading = set.heading {
        marks.append(
          .group(
            GroupMark(.row, dy: y + lead, cells.headingRow(heading, height: rowHeight))))
      }
      marks.append(
        .group(
          GroupMark(
            .row, dy: y + lead + head,
            set.isNote
              ? cells.noteRow(set.texts[0] ?? [], height: height)
              : cells.row(set.row, texts: set.texts, height: height, reach: lead + head))))
      let above = index == 0 ? nil : ruleAbove(set, hasLead: lead > 0, isRuled: isRuled)
      if let above { marks.append(rule(y + lead / 2, width, above)) }
      y += lead + head + height
    }
    if let last = plan.rows.last {
      let stroke = last.row.style == .total ? Stroke(.ink, 0.7) : Stroke(.rule, 0.5)
      marks.append(rule(y, width, stroke))
    }
    return marks
  }

  private func ruleAbove(_ set: SetRow, hasLead: Bool, isRuled: Bool) -> Stroke? {
    if set.row.style == .total { return Stroke(.ink, 0.8) }
    if hasLead { return Stroke(.rule, 0.5) }
    return isRuled ? Stroke(.grid, 0.5) : nil
  }

  private func rule(_ y: Double, _ width: Double, _ stroke: Stroke) -> Mark {
    .group(GroupMark(.artifact, [.path(.line(0, y, width, y, stroke))]))
  }

  private func head(_ plan: Plan, _ width: Double) -> [Mark] {
    let rule = Mark.group(
      GroupMark(
        .artifact, [.path(.line(0, plan.headHeight, width, plan.headHeight, Stroke(.ink, 0.7)))]))
    guard plan.heads.contains(where: { !$0.isEmpty }) else { return [rule] }
    let tableCells = TableCells(table: table, columns: plan.columns, flow: flow)
    let cells = zip(plan.columns.columns, plan.heads).map { column, lines -> Mark in
      let isRight = table.columns[column.index].alignment == .right
      let first = plan.headHeight - 4.4 - Double(max(0, lines.count - 1)) * 9
      var marks = lines.enumerated().flatMap { index, line in
        flow.marks(
          [isRight ? line.trimmed : line],
          x: isRight ? column.right - line.width : column.x,
          y: first + Double(index) * 9, leading: 9)
      }
      if lines.isEmpty, case .dot(let axis) = table.columns[column.index].kind {
        marks = tableCells.ticks(axis, column, y: first)
      }
      return .group(
        GroupMark(
          .headCell, marks.isEmpty ? [TableCells.blank(x: column.x, y: first, .paper)] : marks))
    }
    return [.group(GroupMark(.row, cells)), rule]
  }
}
