/// Additive sums of fact rows, kept apart by which measures the rows had.
///
/// Because the presence mask is part of the key, "both sides known" is exact for any pair of
/// measures, from sums alone; so is how many rows a figure rests on.
public struct Tally: Sendable, Hashable {
  public struct Cell: Sendable, Hashable {
    public let mask: PresenceMask
    public var rows: Int64
    public var sums: Amounts
  }

  /// Ordered by mask; at most 64.
  public private(set) var cells: [Cell] = []

  public init() {}

  public mutating func add(mask: PresenceMask, rows: Int64, sums: Amounts) {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].mask.rawValue < mask.rawValue { low = middle + 1 } else { high = middle }
    }
    if low < cells.count, cells[low].mask == mask {
      cells[low].rows += rows
      cells[low].sums += sums
    } else {
      cells.insert(Cell(mask: mask, rows: rows, sums: sums), at: low)
    }
  }

  public static func += (left: inout Tally, right: Tally) {
    for cell in right.cells { left.add(mask: cell.mask, rows: cell.rows, sums: cell.sums) }
  }

  /// What is left when some of the rows go.
  public func without(_ part: Tally) -> Tally {
    var rest = self
    for cell in part.cells {
      var sums = Amounts()
      for measure in Measure.allCases { sums[measure] = -cell.sums[measure] }
      rest.add(mask: cell.mask, rows: -cell.rows, sums: sums)
    }
    rest.cells.removeAll { $0.rows == 0 }
    return rest
  }

  public var rows: Int64 { cells.reduce(0) { $0 + $1.rows } }
  public var isEmpty: Bool { cells.isEmpty }

  /// Sum of a measure over the rows that have every measure of `required`, and how many they are.
  public func sum(_ measure: Measure, over required: PresenceMask) -> (sum: Int64, rows: Int64) {
    var sum: Int64 = 0
    var rows: Int64 = 0
    for cell in cells where cell.mask.isSuperset(of: required) {
      sum += cell.sums[measure]
      rows += cell.rows
    }
    return (sum, rows)
  }

  /// Sum over the rows that have the measure.
  public func total(_ measure: Measure) -> Int64 {
    sum(measure, over: PresenceMask(measure)).sum
  }

  public func rowsMissing(_ measure: Measure) -> Int64 {
    cells.reduce(0) { $0 + ($1.mask.has(measure) ? 0 : $1.rows) }
  }
}
