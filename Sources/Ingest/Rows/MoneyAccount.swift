import Diagnostics
import Metrics

/// The account of what became of every amount of a file, in sums that cannot overflow.
struct MoneyAccount {
  enum Fate { case accepted, quarantined, repeated, footer }

  private struct Trail {
    var read: Int128 = 0
    var accepted: Int128 = 0
    var quarantined: Int128 = 0
    var repeated: Int128 = 0
    var footer: Int128 = 0
    /// Of the negative amounts.
    var negative: Int128 = 0
    var missing: Int64 = 0

    var magnitude: Int128 { read - 2 * negative }

    /// - Parameter amount: nil when the row does not have the measure.
    @inline(__always)
    mutating func add(_ amount: Int64?, _ fate: Fate) {
      guard let amount else {
        if fate == .accepted { missing += 1 }
        return
      }
      read += Int128(amount)
      if amount < 0 { negative += Int128(amount) }
      switch fate {
      case .accepted: accepted += Int128(amount)
      case .quarantined: quarantined += Int128(amount)
      case .repeated: repeated += Int128(amount)
      case .footer: footer += Int128(amount)
      }
    }
  }

  private var trails = InlineArray<6, Trail>(repeating: Trail())
  private var grandTotal: FooterRow?

  mutating func add(_ mask: PresenceMask, _ amounts: Amounts, _ fate: Fate) {
    for measure in Measure.allCases {
      trails[measure.rawValue].add(mask.has(measure) ? amounts[measure] : nil, fate)
    }
  }

  /// Rows that were told whether they repeat others; one measure at a time, so that its sums stay in
  /// registers.
  mutating func add(_ rows: [ExportRow]) {
    for measure in Measure.allCases {
      var trail = trails[measure.rawValue]
      rows.withUnsafeBufferPointer { rows in
        for index in rows.indices {
          trail.add(
            rows[index].mask.has(measure) ? rows[index].amounts[measure] : nil,
            rows[index].isRepeat ? .repeated : .accepted)
        }
      }
      trails[measure.rawValue] = trail
    }
  }

  mutating func add(_ footer: FooterRow) {
    add(footer.mask, footer.amounts, .footer)
    if footer.isGrandTotal, grandTotal == nil { grandTotal = footer }
  }

  /// Whether amounts are, in every measure that they have, the sum of the rows that count, or of all
  /// rows that are no totals.
  func sum(to mask: PresenceMask, _ amounts: Amounts) -> Bool {
    let measures = Measure.allCases.filter(mask.has)
    guard measures.contains(where: { trails[$0.rawValue].accepted != 0 }) else { return false }
    return measures.allSatisfy { trails[$0.rawValue].accepted == Int128(amounts[$0]) }
      || measures.allSatisfy {
        trails[$0.rawValue].read - trails[$0.rawValue].footer == Int128(amounts[$0])
      }
  }

  /// - Throws: `ingest.amount-too-large`.
  func trail(_ measure: Measure, path: String) throws(Diagnostic) -> MeasureTrail {
    let trail = trails[measure.rawValue]
    guard trail.magnitude < Int128(Int64.max / 2) else {
      throw Diagnostic(
        .amountTooLarge, "the sum of \(measure.id) is too large to be exact",
        at: Place(file: path), hint: "look for a column that is not \(measure.id)")
    }
    return MeasureTrail(
      read: Int64(trail.read), accepted: Int64(trail.accepted),
      quarantined: Int64(trail.quarantined), repeated: Int64(trail.repeated),
      footer: Int64(trail.footer), missing: trail.missing)
  }

  /// - Throws: `ingest.report-unsuitable` where the rows that count sum to the report's own total several
  /// times over, in every measure that it has.
  func checkMultiple(path: String) throws(Diagnostic) {
    guard let total = grandTotal else { return }
    let measures = Measure.allCases.filter { total.mask.has($0) && total.amounts[$0] != 0 }
    let times = (2...4).first { times in
      measures.allSatisfy {
        trails[$0.rawValue].accepted == Int128(times) * Int128(total.amounts[$0])
      }
    }
    guard let times, measures.count > 1 else { return }
    let words = ["twice", "three times", "four times"][times - 2]
    throw Diagnostic(
      .reportUnsuitable,
      "its rows sum to exactly \(words) what its own total says: each amount stands \(words)",
      at: Place(file: path, line: total.line),
      hint: "export it with one breakdown, or remove the rows that sum others")
  }

  /// The platform's own grand total against what was loaded, and what became of the rest.
  func difference(path: String) -> Diagnostic? {
    guard let total = grandTotal else { return nil }
    var gaps: [String] = []
    for measure in Measure.allCases where total.mask.has(measure) {
      let trail = trails[measure.rawValue]
      let theirs = Int128(total.amounts[measure])
      guard trail.accepted != theirs, let mine = Rational(trail.accepted, 1_000_000),
        let other = Rational(theirs, 1_000_000)
      else { continue }
      let others = [(trail.repeated, "repeat earlier rows"), (trail.quarantined, "are set aside")]
        .compactMap { amount, fate in
          amount == 0 ? nil : Rational(amount, 1_000_000).map { "\($0.decimal(2)) \(fate)" }
        }
      gaps.append(
        "\(measure.id) \(other.decimal(2)), loaded are \(mine.decimal(2))"
          + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"))
    }
    guard !gaps.isEmpty else { return nil }
    return .warning(
      .totalsDiffer, "the report's own total says \(gaps.joined(separator: "; "))",
      at: Place(file: path, line: total.line),
      hint: "platforms total what they do not list too, such as removed campaigns and rare searches"
    )
  }
}
