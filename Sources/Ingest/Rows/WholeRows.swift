import Diagnostics
import Metrics

/// Tells whether a file with a breakdown holds each sum beside its parts: rows whose age, country or
/// device is "All" or blank among rows of single ones, as in a pivot table of Meta's, or in one report
/// of several levels; and rows of a day whose campaign is "All" or blank, wherever they stand. They bear the names and
/// the days of the rows that they sum, so that nothing else tells them.
struct WholeRows {
  private static let words =
    ["tutti", "tutte", "すべて"] + TotalWords.everywhere + TotalWords.ofSums
  /// Campaigns on days that are compared; further ones tell nothing new.
  private static let most = 1 << 14

  private struct Column {
    let index: Int
    /// What tells rows that are compared from others.
    let keys: [Int]
    /// The names of campaigns: a row of one may be called the sum of all on its day.
    var areNames = false
    /// Some are no word for a sum, but nothing at all.
    var hasBlanks = false
    /// By the campaign and the days of a row.
    var sums: [UInt64: (wholes: Amounts, parts: Amounts)] = [:]
  }

  private let layout: Layout
  private var columns: [Column]
  /// Names as they were met, and whether they are of a sum.
  private var names: [UInt64: Bool] = [:]

  /// - Parameter first: the first records of the file.
  init(layout: Layout, first: [[[UInt8]]]) {
    self.layout = layout
    let campaigns = [layout.name(.campaign), layout.name(.campaignID)].filter { $0 >= 0 }
    let keys = layout.dates + campaigns
    let read = Set(layout.measures.joined() + layout.dates + layout.ratios.values + keys)
    func holdsBoth(_ column: Int, _ isWhole: ([UInt8]) -> Bool) -> Bool {
      let cells = first.compactMap { column < $0.count ? $0[column] : nil }
      return cells.contains(where: isWhole) && cells.contains { !isWhole($0) && !$0.isEmpty }
    }
    columns = layout.header.indices.filter { column in
      !read.contains(column) && holdsBoth(column) { Self.isWhole($0) }
    }.map { Column(index: $0, keys: keys) }
    let campaign = layout.name(.campaign)
    if campaign >= 0, holdsBoth(campaign, { Self.isSum($0) }) {
      let groups = [layout.name(.channel), layout.name(.account)].filter { $0 >= 0 }
      columns.append(Column(index: campaign, keys: layout.dates, areNames: true))
      if !groups.isEmpty {
        columns.append(Column(index: campaign, keys: layout.dates + groups, areNames: true))
      }
    }
  }

  var isEmpty: Bool { columns.isEmpty }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    for index in columns.indices {
      let column = columns[index].index
      guard column < record.count else { continue }
      var key = CellHash.seed
      for column in columns[index].keys where column < record.count {
        key = key &* 31 ^ CellHash.of(record.trimmed(column))
      }
      let isKnown = columns[index].sums[key] != nil
      guard isKnown || columns[index].sums.count < Self.most else { continue }
      let cell = record.trimmed(column)
      if isSum(cell, areNames: columns[index].areNames) {
        columns[index].sums[key, default: (Amounts(), Amounts())].wholes &+= reading.amounts
        if !cell.contains(where: { Optional($0).isOfWord }) { columns[index].hasBlanks = true }
      } else {
        columns[index].sums[key, default: (Amounts(), Amounts())].parts &+= reading.amounts
      }
    }
  }

  private mutating func isSum(_ name: Cell, areNames: Bool) -> Bool {
    let hash = CellHash.joined(CellHash.of(name), areNames ? 1 : 0)
    if let known = names[hash] { return known }
    let isSum = areNames ? Self.isSum(name) : Self.isWhole(name)
    if names.count < Self.most { names[hash] = isSum }
    return isSum
  }

  /// - Throws: `ingest.report-unsuitable` where both sum to the same.
  func check(path: String) throws(Diagnostic) {
    for column in columns where isTwice(column) {
      let header = Printable.text(layout.header[column.index])
      throw Diagnostic(
        .reportUnsuitable,
        "the rows whose «\(header)» is all of them sum to the others: each amount stands twice",
        at: Place(file: path, line: layout.headerLine, column: column.index + 1),
        hint: "export the report without those rows, or remove them")
    }
  }

  /// In every campaign and on all its days that have both, and in most there are. Two breakdowns side by
  /// side have the sums of each: one side is then a multiple of the other. Where but few are compared, two
  /// measures have to agree.
  private func isTwice(_ column: Column) -> Bool {
    if column.areNames, isTwiceInAll(column) { return true }
    var equal = 0
    var measures: Set<Measure> = []
    for (wholes, parts) in column.sums.values {
      func inBoth(_ measures: [Measure]) -> [Measure] {
        let own = measures.filter { wholes[$0] != 0 }
        return own.allSatisfy { parts[$0] == 0 } ? [] : own
      }
      var own = inBoth([.impressions, .clicks, .cost])
      // Of conversions by action the parts have no spend.
      if own.isEmpty { own = inBoth([.conversions, .saleAmount]) }
      if own.isEmpty { continue }
      let most: Int64 = !column.areNames && columns.count { !$0.areNames } > 1 ? 3 : 1
      // What is called a sum may be rounded, or leave out what is counted twice.
      let isCalled = column.areNames && !column.hasBlanks && column.sums.count > 1
      let isEqual =
        isCalled && own.count > 1 && own.allSatisfy { Self.isNear(wholes[$0], parts[$0]) }
        || (1...most).contains { times in
          own.allSatisfy {
            parts[$0] == wholes[$0] &* times || wholes[$0] == parts[$0] &* times
          }
        }
      guard isEqual else { return false }
      equal += 1
      measures.formUnion(own)
    }
    return equal * 2 > column.sums.count && (equal > 2 || measures.count > 1)
      && !measures.isDisjoint(with: [.impressions, .cost, .conversions])
  }

  private static func isNear(_ whole: Int64, _ part: Int64) -> Bool {
    abs(Double(whole) - Double(part)) <= 0.05 * Double(abs(part))
  }

  /// A total of the file stands on one of its days.
  private func isTwiceInAll(_ column: Column) -> Bool {
    let (wholes, parts) = column.sums.values.reduce(into: (Amounts(), Amounts())) { sum, side in
      sum.0 &+= side.wholes
      sum.1 &+= side.parts
    }
    let own = [Measure.impressions, .clicks, .cost].filter { wholes[$0] != 0 }
    return own.count > 1 && own.allSatisfy { wholes[$0] == parts[$0] }
  }

  /// "All campaigns", "Google Total", "(blank)", nothing: what a sum of campaigns is called. That a name is
  /// such is no proof: the amounts are.
  private static func isSum(_ cell: some Collection<UInt8>) -> Bool {
    let text = TotalWords.key(String(decoding: cell, as: UTF8.self))
      .drop { $0 == "(" || $0 == " " }
    let name = text.hasSuffix(")") ? String(text.dropLast()) : String(text)
    if name.allSatisfy({ "-–—*Σσ ".contains($0) }) { return true }
    if ["blank", "n/a", "na", "null", "none", "summary", "worldwide"].contains(name) {
      return true
    }
    return (TotalWords.everywhere + TotalWords.ofSums).contains { word in
      name == word || name.hasPrefix("\(word) ") || name.hasSuffix(" \(word)")
        || name.hasSuffix("-\(word)")
    }
  }

  /// "All", "All devices", nothing at all, or the level of campaigns.
  private static func isWhole(_ cell: some Collection<UInt8>) -> Bool {
    let text = TotalWords.key(String(decoding: cell, as: UTF8.self))
    if text.allSatisfy({ $0 == "-" || $0 == " " }) || text == "campaign" { return true }
    let name = text.hasPrefix("(") && text.hasSuffix(")") ? text.dropFirst().dropLast() : text[...]
    return words.contains { name == $0 || name.hasPrefix("\($0) ") }
  }
}
