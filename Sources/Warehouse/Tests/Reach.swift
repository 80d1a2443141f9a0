import Metrics

/// Which figures a test speaks of, by lineage: a test of a column speaks of the measure or the
/// dimension that the column holds, and of nothing else.
public struct Reach: Sendable, Hashable {
  public let measures: PresenceMask
  /// Dimensions by their ids, such as "device".
  public let dimensions: Set<String>

  /// The test names neither: it speaks of all figures.
  public var isEverything: Bool { measures.isEmpty && dimensions.isEmpty }

  init(_ test: DataTest) {
    // The table a key is looked up in is named by the question, not asked about.
    let text =
      test.kind == "singular" || test.kind == "expression_is_true" ? SelectText.code(test.sql) : ""
    let words = Set(
      text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) + [test.column])
    // A test that says whose value is at fault reads other columns only to judge it.
    let plain = SelectText.plain(text)
    let named = Measure.allCases.filter { plain.contains("'\($0.id)' as measure") }
    guard named.isEmpty else {
      measures = named.reduce(into: PresenceMask()) { $0.insert(PresenceMask($1)) }
      dimensions = []
      return
    }
    let own = test.model.hasPrefix("dim_") ? [String(test.model.dropFirst(4))] : []
    measures = Measure.allCases.reduce(into: PresenceMask()) { mask, measure in
      if words.contains(measure.column) { mask.insert(PresenceMask(measure)) }
    }
    // Every row is of an export: its source tells no figure from others.
    dimensions = Set(Dimension.allCases.filter { $0 != .source }.map(\.rawValue)).filter { id in
      own.contains(id) || words.contains("\(id)_key") || words.contains("\(id)_name")
    }
  }

  /// Whether a figure of some measures, by some dimensions, may be touched.
  public func touches(_ required: PresenceMask, by dimensions: some Collection<String>) -> Bool {
    isEverything || !measures.isDisjoint(with: required)
      || dimensions.contains(where: self.dimensions.contains)
  }
}
