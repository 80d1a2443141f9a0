import Charts
import Marks
import Pack

/// Where the columns of a table lie: the widths asked for, in proportion, but never less than numbers need.
/// Where words would be broken or names cut, the gaps give way first, then names, then bars, whose numbers
/// stand beside them.
struct TableColumns {
  struct Column: Hashable {
    /// In the table.
    var index: Int
    var x: Double
    var width: Double
    var right: Double { x + width }
  }

  private(set) var columns: [Column] = []
  /// Some columns found no room.
  private(set) var isCut = false

  private static let leastName = 36.0
  /// Names that are shorter can hardly be told apart.
  private static let legibleName = 84.0
  private static let leastGap = 8.0

  init(_ table: Table, width: Double, flow: TextFlow) {
    var shown = table.columns.indices.filter { table.columns[$0].kind != .group }
    let needs = table.columns.indices.map { Need(table, column: $0, flow: flow) }
    func gaps(_ shown: [Int]) -> [Double] {
      zip(shown, shown.dropFirst()).map { Self.gap(table.columns[$0], table.columns[$1]) }
    }
    func tightest(_ shown: [Int], _ need: (Need) -> Double) -> Double {
      shown.reduce(0) { $0 + need(needs[$1]) }
        + gaps(shown).reduce(0) { $0 + min($1, Self.leastGap) }
    }
    while shown.count > 1, tightest(shown, \.floor) > width {
      let position = shown.lastIndex { table.columns[$0].isOptional } ?? shown.count - 1
      shown.remove(at: position)
      isCut = true
    }
    while tightest(shown, \.legible) > width,
      let bar = shown.lastIndex(where: { table.columns[$0].isBar && table.columns[$0].isOptional })
    {
      shown.remove(at: bar)
    }
    let wide = gaps(shown)
    let over = shown.reduce(0) { $0 + needs[$1].whole } + wide.reduce(0, +) - width
    let slack = wide.reduce(0) { $0 + max(0, $1 - Self.leastGap) }
    let part = slack > 0 ? min(1, max(0, over / slack)) : 0
    let gaps = wide.map { $0 - max(0, $0 - Self.leastGap) * part }
    let room = max(1, width - gaps.reduce(0, +))
    let widths = Self.shared(
      shown.map { needs[$0] },
      wishes: shown.enumerated().map { position, index in
        max(4, table.columns[index].width - (position < gaps.count ? gaps[position] : 0))
      }, room: room)
    var x = 0.0
    for (position, index) in shown.enumerated() {
      columns.append(Column(index: index, x: x, width: widths[position]))
      x += widths[position] + (position < gaps.count ? gaps[position] : 0)
    }
  }

  /// A bar without a head belongs to the number before it, as a rank to its name; other columns
  /// stand 12 apart (VS-10).
  private static func gap(_ left: Table.Column, _ right: Table.Column) -> Double {
    if right.isPlot { return right.head.isEmpty ? 8 : 14 }
    let isRank = left.kind == .number && left.head.isEmpty && right.kind == .name
    return left.isPlot || isRank ? 8 : 12
  }

  private static func shared(_ needs: [Need], wishes: [Double], room: Double) -> [Double] {
    let sum = wishes.reduce(0, +)
    var widths = zip(wishes, needs).map { max($0 * room / sum, $1.floor) }
    let over = widths.reduce(0, +) - room
    let spare = zip(widths, needs).map { $0 - $1.floor }
    let allSpare = spare.reduce(0, +)
    if over > 0, allSpare > 0 {
      widths = zip(widths, spare).map { $0 - $1 * min(1, over / allSpare) }
    }
    // What some columns do not need goes to words that would be broken, where it saves all of them, and
    // then to names, which would be cut; where it does not, both have their part of it. Names themselves
    // give what they do not need to be known by.
    let least = zip(widths, needs).map { max($1.ideal, $1.isPlot ? $0 * 0.85 : 0) }
    let known = zip(least, needs).map { $1.isName ? $1.legible : $0 }
    let broken = zip(widths, needs).reduce(0) { $0 + ($1.1.isName ? 0 : max(0, $1.1.ideal - $1.0)) }
    let sparing = [least, known].first { least in
      broken <= zip(widths, least).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    }
    if let sparing { give(&widths, needs, sparing) { !$0.isName } }
    give(&widths, needs, least) { _ in true }
    return widths
  }

  /// Moves what columns have beyond their least to some that want more.
  private static func give(
    _ widths: inout [Double], _ needs: [Need], _ least: [Double], to isMeant: (Need) -> Bool
  ) {
    let wanting = zip(widths, needs).map { isMeant($1) ? max(0, $1.ideal - $0) : 0 }
    let giving = zip(widths, least).map { max(0, $0 - $1) }
    let wanted = wanting.reduce(0, +)
    let given = giving.reduce(0, +)
    let moved = min(wanted, given)
    guard moved > 0 else { return }
    widths = widths.indices.map {
      widths[$0] + wanting[$0] / wanted * moved - giving[$0] / given * moved
    }
  }

  /// What the cells of a column need.
  private struct Need {
    /// Nothing is cut but names, and those not below a legible rest.
    var floor = 0.0
    /// As `floor`, with enough of each name to know it by.
    var legible: Double { isName ? max(floor, min(ideal, TableColumns.legibleName)) : floor }
    /// As `ideal`, but no name so long that it would narrow the gaps of a whole table by itself.
    var whole: Double { isName ? max(floor, min(ideal, 120)) : ideal }
    /// Everything on one line.
    var ideal = 0.0
    var isPlot: Bool
    /// Cut where there is no room, while words are broken.
    var isName: Bool

    init(_ table: Table, column index: Int, flow: TextFlow) {
      let column = table.columns[index]
      isPlot = column.isPlot
      isName = column.kind == .name || column.kind == .channel
      let head = flow.width(column.head, TableStyle.head)
      let longest = column.head.split(separator: " ")
        .reduce(0) { max($0, flow.width(String($1), TableStyle.head)) }
      for row in table.sizing.isEmpty ? table.rows : table.sizing
      where index < row.cells.count {
        let (least, full) = Self.width(
          row.cells[index], row.style, isFirst: index == 0, flow: flow)
        floor = max(floor, least)
        ideal = max(ideal, full)
      }
      if isPlot {
        let least = column.isBar ? 26.0 : 50
        (floor, ideal) = (max(floor, least), max(ideal, least))
      }
      floor = max(floor, longest)
      ideal = max(ideal, isPlot ? longest : head)
    }

    private static func width(
      _ cell: Table.Cell, _ style: Table.RowStyle, isFirst: Bool, flow: TextFlow
    ) -> (least: Double, full: Double) {
      switch cell {
      case .blank, .bar, .dot: return (0, 0)
      case .name(let name):
        let full = flow.width(name, TableStyle.name(style))
        return (min(full, TableColumns.leastName), full)
      case .channel(_, let name):
        let full = TableStyle.channelIndent + flow.width(name, TableStyle.cell(style))
        // A table names few channels, again and again: none is cut for a campaign's sake.
        return (min(full, TableColumns.legibleName), full)
      case .badge(let badge):
        let full = TableStyle.badgeIndent + flow.width(badge.word, TableStyle.badge)
        return (full, full)
      case .figure(let figure, let valence):
        let text = TableStyle.figure(figure, valence, row: style)
        let cue = valence == .none ? 0 : TableStyle.cueRoom
        // The reason of what is missing is said where there is room for it.
        let words = Missing(figure.display)?.word ?? figure.display
        let width = flow.width(words, text.style) + cue
        return (width, width)
      case .text(let prose):
        let pieces = TableStyle.pieces(prose, row: style, isFirst: isFirst, flow: flow)
        let full = flow.lines(pieces, width: 10_000).first?.width ?? 0
        let least = pieces.reduce(0) { widest, piece in
          if piece.isName {
            return max(
              widest, min(flow.width(piece.text, piece.style), TableColumns.leastName))
          }
          return piece.text.split(separator: " ")
            .reduce(widest) { max($0, flow.width(String($1), piece.style)) }
        }
        return (min(least, 160), full)
      }
    }
  }
}

extension Table.Column {
  var isPlot: Bool {
    switch kind {
    case .bar, .dot: true
    case .text, .group, .name, .number, .badge, .channel: false
    }
  }

  fileprivate var isBar: Bool { if case .bar = kind { true } else { false } }
}
