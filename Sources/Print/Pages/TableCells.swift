import Charts
import Marks
import Pack

/// Draws the cells of one row, each in a group of its own for the document structure.
struct TableCells {
  let table: Table
  let columns: TableColumns
  let flow: TextFlow

  private struct Place {
    var column: TableColumns.Column
    var kind: Table.Kind
    var alignment: Table.Alignment
    var style: Table.RowStyle
    var isStrong: Bool
    var height: Double
    /// How far zero lines reach up, to join those of the row before.
    var reach: Double
    var middle: Double { height / 2 }
    var background: Ink { TableStyle.background(style) }
  }

  func row(
    _ row: Table.Row, texts: [Int: [TextFlow.Line]], height: Double, reach: Double
  ) -> [Mark] {
    columns.columns.map { column in
      let cell = column.index < row.cells.count ? row.cells[column.index] : .blank
      let place = Place(
        column: column, kind: table.columns[column.index].kind,
        alignment: table.columns[column.index].alignment, style: row.style,
        isStrong: table.columns[column.index].isStrong, height: height, reach: reach)
      let marks = marks(cell, texts[column.index] ?? [], place)
      let isHead = column.index == columns.columns.first?.index && Self.isName(cell)
      return .group(
        GroupMark(
          isHead ? .headCell : .cell,
          marks.isEmpty ? [Self.blank(x: column.x, y: place.middle, place.background)] : marks))
    }
  }

  /// "27 more in the data file" over the width of the table.
  func noteRow(_ lines: [TextFlow.Line], height: Double) -> [Mark] {
    wide(
      lines, .cell, x: 4, y: TableStyle.note.baseline(middle: height / 2), height: height, .panel)
  }

  /// The label of a group over its rows; it stands nearer to them than to those before.
  func headingRow(_ line: TextFlow.Line, height: Double) -> [Mark] {
    wide([line], .headCell, x: 0, y: height - 3, height: height, .paper)
  }

  private func wide(
    _ lines: [TextFlow.Line], _ role: GroupMark.Role, x: Double, y: Double, height: Double,
    _ background: Ink
  ) -> [Mark] {
    columns.columns.enumerated().map { index, column in
      .group(
        GroupMark(
          index == 0 ? role : .cell,
          index == 0
            ? flow.marks(lines, x: x, y: y, leading: 10, background: background)
            : [Self.blank(x: column.x, y: height / 2, background)]))
    }
  }

  /// A cell without ink would be left out of the structure, and the row lack a column.
  static func blank(x: Double, y: Double, _ background: Ink) -> Mark {
    .rect(RectMark(x: x, y: y, width: 0.1, height: 0.1, fill: .solid(background)))
  }

  private static func isName(_ cell: Table.Cell) -> Bool {
    switch cell {
    case .name, .text, .channel: true
    case .blank, .figure, .bar, .dot, .badge: false
    }
  }

  private func marks(_ cell: Table.Cell, _ lines: [TextFlow.Line], _ place: Place) -> [Mark] {
    switch cell {
    case .blank: return zeroLine(place)
    case .text: return text(lines, place)
    case .name(let name):
      let style = TableStyle.name(place.style)
      let words = flow.fit.cut(name, to: place.column.width, style)
      let isRight = place.alignment == .right
      return [
        .text(
          TextMark(
            words, x: isRight ? place.column.right : place.column.x,
            y: style.baseline(middle: place.middle), style,
            place.style == .summed ? .ink2 : .ink, anchor: isRight ? .end : .start,
            background: place.background, isName: true))
      ]
    case .figure(let figure, let valence): return number(figure, valence, place)
    case .bar(let value, let target, let valence): return bar(value, target, valence, place)
    case .dot(let value, let interval, let valence):
      return dot(value, interval, valence, place)
    case .badge(let badge):
      return StatusMark.mark(badge, x: place.column.x + 4.3, y: place.middle) + [
        .text(
          TextMark(
            badge.word, x: place.column.x + TableStyle.badgeIndent,
            y: TableStyle.badge.baseline(middle: place.middle), TableStyle.badge,
            StatusMark.ink(badge), background: place.background))
      ]
    case .channel(let role, let name):
      let style = TableStyle.cell(place.style)
      let words = flow.fit.cut(
        name, to: place.column.width - TableStyle.channelIndent, style)
      return [
        ChannelMarks.shape(role, x: place.column.x + 2.8, y: place.middle, scale: 0.95),
        .text(
          TextMark(
            words, x: place.column.x + TableStyle.channelIndent,
            y: style.baseline(middle: place.middle), style, .ink2, background: place.background,
            isName: true)),
      ]
    }
  }

  // MARK: Words and numbers

  private func text(_ lines: [TextFlow.Line], _ place: Place) -> [Mark] {
    let size = TextStyle(TableStyle.size)
    let first =
      size.baseline(middle: place.middle) - Double(max(0, lines.count - 1)) * TableStyle.leading / 2
    return lines.enumerated().flatMap { index, line in
      flow.marks(
        [place.alignment == .right ? line.trimmed : line],
        x: place.alignment == .right ? place.column.right - line.width : place.column.x,
        y: first + Double(index) * TableStyle.leading, leading: TableStyle.leading,
        background: place.background)
    }
  }

  private func number(_ figure: Figure, _ valence: Valence, _ place: Place) -> [Mark] {
    let (style, ink) = TableStyle.figure(
      figure, valence, row: place.style, isStrong: place.isStrong)
    let hasCue = valence != .none && figure.value != nil
    let room = place.column.width - (hasCue ? TableStyle.cueRoom : 0)
    let words = Missing.fitting(figure.display, room: room + 0.1, style, flow)
    let isRight = place.alignment == .right
    let width = flow.width(words, style)
    let left = isRight ? place.column.right - width : place.column.x + (hasCue ? 8 : 0)
    var marks: [Mark] = []
    if hasCue {
      marks.append(ValenceMarks.head(valence, x: left - 5.4, y: place.middle, scale: 0.78))
    }
    marks.append(
      .text(
        TextMark(
          words, x: isRight ? place.column.right : left, y: style.baseline(middle: place.middle),
          style, ink, anchor: isRight ? .end : .start, background: place.background)))
    return marks
  }

  // MARK: Plots

  private static let thickness = 6.6

  private func zeroLine(_ place: Place) -> [Mark] {
    let stroke = Stroke(.axis, 0.6)
    switch place.kind {
    case .bar(let domain) where domain.lowerBound < 0 && place.style != .total:
      let x = scale(domain, place)(0)
      return [.path(.line(x, -place.reach, x, place.height, stroke))]
    case .dot(let axis) where place.style != .total:
      let x = Self.scale(axis, place.column).clamped(axis.place(axis.reference))
      return [.path(.line(x, -place.reach, x, place.height, stroke))]
    default: return []
    }
  }

  private func scale(_ domain: ClosedRange<Double>, _ place: Place) -> LinearScale {
    LinearScale(domain, from: place.column.x, to: place.column.right)
  }

  /// Dots at its ends keep inside the column.
  private static func scale(_ axis: DotAxis, _ column: TableColumns.Column) -> LinearScale {
    axis.scale(from: column.x + inset, to: column.right - inset)
  }
  private static let inset = 2.5

  /// The ticks of dots, in the head of their column.
  func ticks(_ axis: DotAxis, _ column: TableColumns.Column, y: Double) -> [Mark] {
    axis.tickMarks(
      from: column.x + Self.inset, to: column.right - Self.inset,
      in: column.x - 4...column.right + 3, y: y, TableStyle.head, flow.fit.measurer)
  }

  private func bar(
    _ value: Double?, _ target: Double?, _ valence: Valence, _ place: Place
  ) -> [Mark] {
    guard case .bar(let given) = place.kind else { return [] }
    let domain = min(given.lowerBound, 0)...max(given.upperBound, 0)
    let scale = scale(domain, place)
    let zero = scale(0)
    let top = place.middle - Self.thickness / 2
    var marks: [Mark] = []
    if let value, value.isFinite {
      let end = scale.clamped(value)
      marks.append(
        .rect(
          RectMark(
            x: min(zero, end), y: top, width: abs(end - zero), height: Self.thickness,
            fill: .solid(valence.barInk(on: domain)))))
      if !domain.contains(value) {
        // Cut: the number beside it tells the rest.
        let x = end - (end > zero ? 7 : -7)
        marks.append(
          .path(
            .line(
              x - 1.5, top + Self.thickness + 1, x + 1.5, top - 1, Stroke(place.background, 2))))
      }
    }
    marks += zeroLine(place)
    if let target, target.isFinite, domain.contains(target) {
      let x = scale(target)
      let ends = (top: place.middle - 5.4, foot: place.middle + 5.4)
      marks.append(.path(.line(x, ends.top, x, ends.foot, Stroke(place.background, 3))))
      marks.append(.path(.line(x, ends.top, x, ends.foot, Stroke(.plan, 1.2))))
    }
    return marks
  }

  private func dot(
    _ value: Double?, _ interval: ClosedRange<Double>?, _ valence: Valence, _ place: Place
  ) -> [Mark] {
    guard case .dot(let axis) = place.kind else { return [] }
    var marks = zeroLine(place)
    guard let value, value.isFinite else { return marks }
    let scale = Self.scale(axis, place.column)
    if let interval, interval.lowerBound.isFinite, interval.upperBound.isFinite {
      let ink: Ink = valence == .none ? .prior : valence.ink
      marks.append(
        .path(
          .line(
            scale.clamped(axis.place(interval.lowerBound)), place.middle,
            scale.clamped(axis.place(interval.upperBound)), place.middle, Stroke(ink, 1.2))))
    }
    return marks
      + ValenceMarks.on(scale, valence, axis.place(value), y: place.middle, scale: 0.75)
  }
}
