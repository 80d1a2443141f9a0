import Charts
import Metrics

/// A table of a page: columns that know their scale, rows of cells.
public struct Table: Sendable, Hashable {
  public enum Alignment: String, Sendable, Hashable {
    case left, right
  }

  /// What the cells of a column hold, with the scale they share.
  public enum Kind: Sendable, Hashable {
    case text
    /// The label of the group that begins at a row; print sets it over its rows, so that names have its room.
    case group
    /// A name from the data: cut in the middle when it does not fit, escaped everywhere.
    case name
    case number
    /// Bars from a common zero; the largest positive and the smallest negative value.
    case bar(domain: ClosedRange<Double>)
    /// Dots with intervals on one axis; in the head of its column stand its ticks.
    case dot(DotAxis)
    case badge
    case channel
  }

  /// Bars of some values on a scale made of the same numbers. One that is more than three times as long as
  /// any other is cut (VS-9), or the others could not be told from nothing; of two it is the larger, and
  /// stays whole.
  /// - Parameters:
  ///   - least: where the scale ends at least.
  ///   - isDiverging: both sides are equally long.
  static func bars(_ values: [Double?], least: Double = 0, isDiverging: Bool = false) -> Kind {
    let known = values.compactMap { $0 }.filter(\.isFinite)
    let sizes = known.map(abs).sorted(by: >)
    let isCut = sizes.count > 2 && sizes[1] > 0 && sizes[0] > 3 * max(sizes[1], least)
    let most = isCut ? 1.25 * max(sizes[1], least) : max(sizes.first ?? 0, least)
    if isDiverging { return .bar(domain: most > 0 ? -most...most : -1...1) }
    let low = max(min(known.min() ?? 0, 0), -most)
    let high = min(max(known.max() ?? 0, least), most)
    return .bar(domain: low...(low < high ? high : 1))
  }

  /// What a caption says more where a bar ends before its value.
  var cutWords: Prose? {
    let isCut = rows.contains { row in
      zip(columns, row.cells).contains { column, cell in
        guard case .bar(let domain) = column.kind, case .bar(let value?, _, _) = cell else {
          return false
        }
        return value.isFinite && !domain.contains(value)
      }
    }
    return isCut ? "A bar with a slash is longer than drawn." : nil
  }

  public struct Column: Sendable, Hashable {
    public var head: String
    public var kind: Kind
    public var alignment: Alignment
    /// Points in print, at the width the table is designed for; columns share what is left over
    /// in proportion.
    public var width: Double
    /// A change of the figure before it.
    public var isVariance: Bool
    /// Left out on narrow screens.
    public var isOptional: Bool
    /// The figures that count, beside others for comparison.
    public var isStrong: Bool

    public init(
      _ head: Phrase, _ kind: Kind, _ alignment: Alignment = .left, width: Double,
      isOptional: Bool = false, isVariance: Bool = false, isStrong: Bool = false
    ) {
      self.head = head.text
      self.kind = kind
      self.alignment = alignment
      self.width = width
      self.isOptional = isOptional
      self.isStrong = isStrong
      self.isVariance = isVariance
    }
  }

  public enum Badge: String, Sendable, Hashable {
    case pass, caution, fail, note

    /// The word beside the sign.
    public var word: String {
      switch self {
      case .pass: Phrase("Pass").text
      case .caution: Phrase("Caution").text
      case .fail: Phrase("Fail").text
      case .note: Phrase("Note").text
      }
    }
  }

  public enum Cell: Sendable, Hashable {
    case blank
    case text(Prose)
    case name(String)
    case figure(Figure, valence: Valence)
    /// Nil draws nothing; `target` is an upright tick.
    case bar(Double?, target: Double?, valence: Valence)
    case dot(Double?, interval: ClosedRange<Double>?, valence: Valence)
    case badge(Badge)
    case channel(ChannelRole, String)
  }

  public enum RowStyle: String, Sendable, Hashable {
    case plain
    /// "11 other campaigns": on a panel.
    case summed
    /// Ink rules above and below, semibold.
    case total
  }

  public struct Row: Sendable, Hashable {
    public var cells: [Cell]
    public var style: RowStyle
    /// A rule and a gap stand before the row: a new group begins.
    public var startsGroup: Bool

    public init(_ cells: [Cell], style: RowStyle = .plain, startsGroup: Bool = false) {
      self.cells = cells
      self.style = style
      self.startsGroup = startsGroup
    }
  }

  /// File name of the CSV.
  public var id: String
  public var columns: [Column]
  public var rows: [Row]
  /// The rows that columns are made wide for, where these are a part of a longer table; empty for its own.
  public var sizing: [Row] = []
  /// Points a row in print.
  public var rowHeight: Double
  /// Rows at most on a page of print, where the rest is counted in one row more; nil for all that fit.
  public var printed: Int?
  /// Lines under the table.
  public var notes: [Prose]
  /// One sentence for those who do not see it.
  public var summary: String

  public init(
    id: String, columns: [Column], rows: [Row], rowHeight: Double = 13.2, printed: Int? = nil,
    notes: [Prose] = [], summary: Phrase
  ) {
    self.id = id
    self.columns = columns
    self.rows = rows
    self.rowHeight = rowHeight
    self.printed = printed
    self.notes = notes
    self.summary = summary.text
  }
}
