import Marks
import Metrics

/// Values of two dimensions in coloured cells: which segment pays. Colour is the distance from a
/// reference in nine steps; the value is always printed, totals stand outside the colours. A round
/// mark is over the reference and a square one under it, for the ramp's ends are equally dark; it is
/// hollow where noise alone may have put the cell there.
public struct HeatMap: Sendable, Hashable {
  public enum Evidence: String, Sendable, Hashable {
    case beyondNoise, withinNoise
    /// It was not asked: the cell has no mark.
    case untested
  }

  public struct Cell: Sendable, Hashable {
    /// Nil where it is withheld, or where there is nothing.
    public var value: Double?
    /// "4.84×"; "n=37" where it is withheld; empty where there is nothing.
    public var display: String
    /// Relative distance from the reference; nil is hatched.
    public var distance: Double?
    /// The best and the worst are set strong.
    public var isStrong: Bool
    /// What its mark says.
    public var evidence: Evidence

    public init(
      _ value: Double?, display: String, distance: Double?, isStrong: Bool = false,
      evidence: Evidence = .beyondNoise
    ) {
      self.evidence = evidence
      self.value = value
      self.display = display
      self.distance = distance
      self.isStrong = isStrong
    }

    public static let nothing = Cell(nil, display: "", distance: nil)
  }

  public struct Row: Sendable, Hashable {
    public var name: String
    /// One for each column.
    public var cells: [Cell]
    /// Of the whole row; its colour is none.
    public var total: Cell
    /// How many places it sums.
    public var members: Int

    public init(name: String, cells: [Cell], total: Cell, members: Int = 1) {
      self.members = members
      self.name = name
      self.cells = cells
      self.total = total
    }
  }

  /// Head of the names, for the data table: "Location".
  public var rowHead: String
  /// Names from the data.
  public var columns: [String]
  public var rows: [Row]
  /// "All cities", each column's total, and the whole.
  public var totalName: String
  public var totals: [Cell]
  public var whole: Cell
  /// "vs target".
  public var legend: String
  /// What the hatch means: "n < 50".
  public var withheld: String
  /// Of all values.
  public var unit: Metric.Unit
  public var empty: EmptyState

  public init(
    rowHead: String, columns: [String], rows: [Row], totalName: String, totals: [Cell],
    whole: Cell, legend: String, withheld: String, unit: Metric.Unit,
    empty: EmptyState = .noValues
  ) {
    self.rowHead = rowHead
    self.columns = columns
    self.rows = rows
    self.totalName = totalName
    self.totals = totals
    self.whole = whole
    self.legend = legend
    self.withheld = withheld
    self.unit = unit
    self.empty = empty
  }

  /// Between the steps of the ramp, as relative distances (VS-4.3).
  static let breaks = [-0.6, -0.35, -0.2, -0.07, 0.07, 0.2, 0.35, 0.6]

  /// Far enough from the reference for a colour.
  public static func isOver(_ distance: Double) -> Bool { distance > breaks[4] }
  public static func isUnder(_ distance: Double) -> Bool { distance <= breaks[3] }

  static func ink(_ distance: Double) -> Ink { Ink.heat[breaks.count { distance > $0 }] }

  /// Over the reference is better.
  static func valence(of ink: Ink) -> Valence {
    guard let step = Ink.heat.firstIndex(of: ink), step != 4 else { return .none }
    return step > 4 ? .better : .worse
  }

  /// White and near-black swap with the theme, and so do the ramp's ends.
  static func textInk(on ink: Ink) -> Ink { ink == .heat1 || ink == .heat9 ? .paper : .ink }
}

extension HeatMap: Chart {
  public var data: ChartData {
    func line(_ name: String, _ cells: [Cell], _ total: Cell) -> [ChartData.Cell] {
      [.text(name)] + (cells + [total]).map { .value($0.value, unit, $0.display) }
    }
    return ChartData(
      head: [rowHead] + columns + [Phrase("All").text],
      cells: rows.map { line($0.name, $0.cells, $0.total) } + [line(totalName, totals, whole)])
  }

  public func preferredHeight(_ style: ChartStyle) -> Double {
    guard !rows.isEmpty, !columns.isEmpty else { return 60 * style.textScale }
    return HeatMapGrid.headHeight(style) + Double(rows.count + 1) * 15.5 * style.textScale
      + HeatMapGrid.legendHeight(style)
  }

  public func leastHeight(_ style: ChartStyle) -> Double {
    HeatMapGrid.headHeight(style) + HeatMapGrid.legendHeight(style)
      + Double(rows.count + 1) * HeatMapGrid.leastRow(style)
  }

  public func mostHeight(_ style: ChartStyle) -> Double {
    guard !rows.isEmpty, !columns.isEmpty else { return .infinity }
    return leastHeight(style)
      + Double(rows.count + 1) * (HeatMapGrid.mostRow(style) - HeatMapGrid.leastRow(style))
  }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    guard !rows.isEmpty, !columns.isEmpty else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let grid = HeatMapGrid(
      self, width: width, height: height, style: style, text: TextFit(measurer))
    return Scene(width: width, height: height, marks: grid.marks)
  }
}
