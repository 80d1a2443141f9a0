import Pack

/// How a table stands on a phone: two lines a row, three where it is very wide, with a change under its
/// figure and a channel under its campaign, and most pictures left out. It stays a table, so that heads belong to their cells for
/// the eye and for screen readers alike.
struct TableFold {
  /// The line of the row that a column's cells take; a class of theirs, but for those that take both.
  enum Line: String {
    case both = ""
    case over, under
    /// Under what stands under another.
    case last
    /// A line of its own before the row.
    case lead
  }

  private(set) var lines: [Line]
  /// Columns after the one that names the rows.
  private(set) var count = 0
  /// Whether there are too many columns for one line beside a name, and whether even for three.
  private(set) var isWide = false
  var isTooWide: Bool { count + badges > Self.most }
  /// A badge with its word is as wide as two figures.
  private let badges: Int
  private let isRanked: Bool
  private static let most = 4

  /// - Parameter head: the column that names the rows.
  init(_ columns: [Table.Column], head: Int) {
    lines = columns.map { _ in .both }
    badges = columns.count { $0.kind == .badge }
    isRanked = head > 0 && columns[head - 1].kind == .number
    for index in columns.indices.prefix(head) where columns[index].isLead { lines[index] = .lead }
    /// What has nothing under it yet.
    var open: Int?
    for index in columns.indices.dropFirst(head) {
      let column = columns[index]
      if let above = open, column.isVariance || above == head && column.isDetail {
        lines[above] = .over
        lines[index] = .under
        open = nil
      } else if column.isPlot {
        // Its head may be half of the next one's: "Conversions" and "vs expected".
        guard !column.head.isEmpty, index + 1 < columns.count, columns[index + 1].isVariance
        else { continue }
        open = index
        count += 1
      } else if !column.isOptional {
        open = column.isVariance ? nil : index
        count += index == head ? 0 : 1
      }
    }
    isWide = count > Self.most
    let flat = (lines: lines, count: count)
    for places in [[Line.over, .under], [.over, .under, .last]] where isTooWide {
      (lines, count) = flat
      stack(columns, after: head, in: places)
    }
  }

  /// Neighbours share a column.
  private mutating func stack(
    _ columns: [Table.Column], after head: Int, in places: [Line]
  ) {
    var stacked: [Int] = []
    for index in columns.indices.dropFirst(head + 1) where !columns[index].isPlot {
      guard columns[index].kind == .number, lines[index] == .both else {
        stacked = []
        continue
      }
      if stacked.count == places.count { stacked = [] }
      stacked.append(index)
      guard stacked.count > 1 else { continue }
      count -= 1
      for (place, index) in zip(places, stacked) { lines[index] = place }
    }
  }

  var classes: String {
    "fold\(isRanked ? " ranked" : "")\(lines.contains(.last) ? " deep" : "") n-\(count)"
  }
}

extension Table.Column {
  fileprivate var isLead: Bool { kind == .text || kind == .group }
  /// Of the name before it.
  fileprivate var isDetail: Bool { kind == .channel || kind == .text && isOptional }
}
