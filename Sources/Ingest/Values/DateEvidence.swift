import Diagnostics
import Metrics

/// What the dates of a file prove about the order of day, month and year, shape by shape.
struct DateEvidence: Sendable {
  private(set) var tallies: [DateShape: DateTally] = [:]

  mutating func add(_ parts: DateParts, line: Int, text: @autoclosure () -> String) {
    tallies[parts.shape, default: DateTally(parts.shape, line: line, text: text())]
      .add(parts, line: line, text: text())
  }

  /// A row's first and last day; the length of its period may tell the order of their numbers.
  mutating func add(from start: DateParts, to end: DateParts) {
    if start.shape == end.shape { tallies[start.shape]?.add(from: start, to: end) }
  }

  /// Whether every shape seen so far has an order; when not, more of the file must be read.
  var isConclusive: Bool { tallies.values.allSatisfy { $0.open.count <= 1 } }

  /// Decides every shape.
  /// - Parameters:
  ///   - forced: what the user has said.
  ///   - documented: the one order that this kind of report is documented to have; it decides where
  ///     no date of the file tells.
  ///   - range: the days that the report names before its header.
  ///   - areDays: the dates are those of daily rows.
  /// - Throws: `ingest.date-ambiguous`, `ingest.date-conflict`.
  func decide(
    path: String, forced: ReadingOptions.DateOrder?,
    documented: DocumentedDates? = nil, within range: ClosedRange<CalendarDay>? = nil,
    areDays: Bool = false
  ) throws(Diagnostic) -> DateDecision {
    var decision = DateDecision()
    let ordered = tallies.sorted { ($1.value.values, $0.key) < ($0.value.values, $1.key) }
    for (shape, tally) in ordered {
      // Beside written dates they are those that a spreadsheet took for its own, maybe in another order.
      if shape == .serial, ordered.count > 1 { continue }
      if let forced {
        // Left out: rows of such a shape are set aside one by one.
        guard let order = shape.reading(forced: forced) else { continue }
        decision.add(shape, order, "\(tally.values) dates")
      } else {
        let (order, proof) = try order(
          of: shape, tally, documented: documented, range, areDays: areDays, path: path)
        decision.add(shape, order, "\(tally.values) dates\(proof)")
      }
    }
    if decision.orders.isEmpty, let tally = ordered.first?.value {
      throw Diagnostic(
        .dateConflict,
        "\(Printable.text(tally.example.text)) does not begin with the year, as `date_format` says",
        at: Place(file: path, line: tally.example.line),
        hint: "correct `date_format` of the source, or leave it out")
    }
    return decision
  }

  private func order(
    of shape: DateShape, _ tally: DateTally, documented: DocumentedDates?,
    _ range: ClosedRange<CalendarDay>?, areDays: Bool, path: String
  ) throws(Diagnostic) -> (ReadingOptions.DateOrder, proof: String) {
    let distinct = tally.distinct
    if tally.readings.count == 1 { return (tally.readings[0].order, "") }
    if distinct.count == 1 {
      return (
        distinct[0].order,
        tally.open.count > 1 ? ", the same in any order" : ", \(tally.proofs) prove it"
      )
    }
    if let range, let reading = tally.within(range) {
      return (reading.order, ", among the days that the report names before its header")
    }
    if let close = tally.close { return (close.order, ", years apart in any other order") }
    if let documented = documented?.order(of: shape),
      distinct.contains(where: { $0.order == documented })
    {
      let denser = areDays ? tally.denser(than: documented) : nil
      if let other = denser ?? tally.shorter(than: documented) {
        throw Diagnostic(
          .dateAmbiguous,
          "is \(Printable.text(tally.example.text)) \(documented.words), as the platform documents it, or \(other.order.words)? Only in the latter \(denser == nil ? "all periods of the file are of a month or less" : "the dates of the file follow each other")",
          at: Place(file: path, line: tally.example.line),
          hint:
            "set `date_format: \(shape.pattern(other.order))` or `date_format: \(shape.pattern(documented))` of the source"
        )
      }
      return (documented, ", as the platform documents it")
    }
    guard distinct.isEmpty else {
      let orders = distinct.map(\.order)
      throw Diagnostic(
        .dateAmbiguous,
        "is \(Printable.text(tally.example.text)) \(orders.map(\.words).joined(separator: " or "))? No date of the file tells",
        at: Place(file: path, line: tally.example.line),
        hint:
          "set \(orders.map { "`date_format: \(shape.pattern($0))`" }.joined(separator: " or ")) of the source"
      )
    }
    let faults = tally.readings.compactMap { reading in
      reading.exclusion.map { (order: reading.order, line: $0.line, text: $0.text) }
    }
    throw Diagnostic(
      .dateConflict,
      faults.map {
        "\(Printable.text($0.text)) (line \($0.line)) cannot be \(shape.pattern($0.order))"
      }.joined(separator: ", "),
      at: Place(file: path, line: faults.map(\.line).max()),
      hint:
        "split the file, or set `date_format` of the source; rows it does not fit are quarantined"
    )
  }
}

/// How each shape of a file is read, and why.
struct DateDecision: Sendable {
  private(set) var orders: [DateShape: ReadingOptions.DateOrder] = [:]
  private(set) var evidence: [String] = []

  fileprivate mutating func add(
    _ shape: DateShape, _ order: ReadingOptions.DateOrder, _ evidence: String
  ) {
    orders[shape] = order
    self.evidence.append("\(shape.pattern(order)): \(evidence)")
  }

  /// Day-month and month-day stand side by side, as when a spreadsheet has re-read half the dates.
  var mixesOrders: Bool {
    Set(orders.values).isSuperset(of: [.dayFirst, .monthFirst])
  }

  var pattern: String? {
    let patterns = orders.sorted { $0.key < $1.key }.map { $0.key.pattern($0.value) }
    return patterns.isEmpty ? nil : patterns.joined(separator: ", ")
  }

  /// Nil when the shape was not part of the evidence, or there is no such day.
  func day(_ parts: DateParts) -> CalendarDay? {
    orders[parts.shape].flatMap(parts.day)
  }
}
