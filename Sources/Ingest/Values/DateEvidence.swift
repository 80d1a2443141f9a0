import Diagnostics
import Metrics

/// What the dates of a file prove about the order of day and month, shape by shape.
struct DateEvidence: Sendable {
  struct Tally: Sendable {
    var values = 0
    /// Values whose first or second number is over 12: only a day can be.
    var dayFirst: (count: Int, line: Int, text: String) = (0, 0, "")
    var monthFirst: (count: Int, line: Int, text: String) = (0, 0, "")
    var example: (line: Int, text: String) = (0, "")
  }

  private(set) var tallies: [DateShape: Tally] = [:]

  mutating func add(_ parts: DateParts, line: Int, text: @autoclosure () -> String) {
    var tally = tallies[parts.shape, default: Tally()]
    if tally.values == 0 { tally.example = (line, text()) }
    tally.values += 1
    if parts.shape.order == .yearLast {
      if parts.first > 12, parts.second <= 12 {
        if tally.dayFirst.count == 0 { tally.dayFirst = (0, line, text()) }
        tally.dayFirst.count += 1
      } else if parts.second > 12, parts.first <= 12 {
        if tally.monthFirst.count == 0 { tally.monthFirst = (0, line, text()) }
        tally.monthFirst.count += 1
      }
    }
    tallies[parts.shape] = tally
  }

  /// Whether every shape seen so far has an order; when not, more of the file must be read.
  var isConclusive: Bool {
    tallies.allSatisfy { shape, tally in
      shape.order != .yearLast || tally.dayFirst.count > 0 || tally.monthFirst.count > 0
    }
  }

  /// Decides every shape.
  /// - Parameters:
  ///   - forced: what the user has said.
  ///   - documented: the one order that this kind of report is documented to have; it decides where
  ///     no date of the file tells.
  /// - Throws: `ingest.date-ambiguous`, `ingest.date-conflict`.
  func decide(
    path: String, forced: ReadingOptions.DateOrder?,
    documented: ReadingOptions.DateOrder? = nil
  ) throws(Diagnostic) -> DateDecision {
    var decision = DateDecision()
    let ordered = tallies.sorted {
      ($0.value.values, $1.key.separator) > ($1.value.values, $0.key.separator)
    }
    for (shape, tally) in ordered {
      // Left out: rows of such a shape are set aside one by one.
      if forced == .yearFirst, shape.order == .yearLast || shape.order == .named { continue }
      var dayFirst = true
      var isProven = true
      if shape.order == .yearLast {
        if let forced {
          dayFirst = forced == .dayFirst
        } else if tally.dayFirst.count > 0, tally.monthFirst.count > 0 {
          throw Diagnostic(
            .dateConflict,
            "\(Printable.text(tally.dayFirst.text)) (line \(tally.dayFirst.line)) can only be day-month, "
              + "\(Printable.text(tally.monthFirst.text)) (line \(tally.monthFirst.line)) only month-day",
            at: Place(file: path, line: max(tally.dayFirst.line, tally.monthFirst.line)),
            hint:
              "split the file, or set `date_format` of the source; rows it does not fit are quarantined"
          )
        } else if tally.dayFirst.count + tally.monthFirst.count > 0 {
          dayFirst = tally.dayFirst.count > 0
        } else if let documented {
          dayFirst = documented == .dayFirst
          isProven = false
        } else {
          let mark = String(Unicode.Scalar(shape.separator))
          throw Diagnostic(
            .dateAmbiguous,
            "is \(Printable.text(tally.example.text)) day-month or month-day? No date of the file tells",
            at: Place(file: path, line: tally.example.line),
            hint:
              "set `date_format: dd\(mark)mm\(mark)yyyy` or `date_format: mm\(mark)dd\(mark)yyyy` of the source"
          )
        }
      }
      decision.dayFirst[shape] = dayFirst
      var proof = ""
      if !isProven {
        proof = ", as the platform documents it"
      } else if shape.order == .yearLast, forced == nil {
        proof = ", \(dayFirst ? tally.dayFirst.count : tally.monthFirst.count) prove it"
      }
      decision.evidence.append(
        "\(shape.pattern(dayFirst: dayFirst)): \(tally.values) dates\(proof)")
    }
    if decision.dayFirst.isEmpty, let tally = ordered.first?.value {
      throw Diagnostic(
        .dateConflict,
        "\(Printable.text(tally.example.text)) does not begin with the year, as `date_format` says",
        at: Place(file: path, line: tally.example.line),
        hint: "correct `date_format` of the source, or leave it out")
    }
    let shapes = decision.dayFirst.filter { $0.key.order == .yearLast }
    decision.mixesOrders = Set(shapes.values).count > 1
    return decision
  }
}

/// How each shape of a file is read, and why.
struct DateDecision: Sendable {
  fileprivate(set) var dayFirst: [DateShape: Bool] = [:]
  fileprivate(set) var evidence: [String] = []
  /// Day-month and month-day stand side by side, as when a spreadsheet has re-read half the dates.
  fileprivate(set) var mixesOrders = false

  var pattern: String? {
    let patterns = dayFirst.sorted { $0.key.separator < $1.key.separator }
      .map { $0.key.pattern(dayFirst: $0.value) }
    return patterns.isEmpty ? nil : patterns.joined(separator: ", ")
  }

  /// Nil when the shape was not part of the evidence, or there is no such day.
  func day(_ parts: DateParts) -> CalendarDay? {
    dayFirst[parts.shape].flatMap { parts.day(dayFirst: $0) }
  }

  func knows(_ shape: DateShape) -> Bool { dayFirst[shape] != nil }
}
