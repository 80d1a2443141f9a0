import Diagnostics

/// Compares columns that one measure may mean: those that must agree, and those of which a difference
/// is worth a word.
struct TwinColumns {
  private let layout: Layout
  private let grammars: AmountGrammars
  private let path: String
  /// Compared until they differ.
  private var twins: [Layout.Twin]
  private(set) var warnings: [Diagnostic] = []

  init(layout: Layout, grammars: AmountGrammars, path: String) {
    self.layout = layout
    self.grammars = grammars
    self.path = path
    twins = layout.twins
  }

  var isEmpty: Bool { twins.isEmpty }

  /// - Throws: `ingest.column-ambiguous` where two columns differ that must say the same.
  mutating func compare(_ record: Record) throws(Diagnostic) {
    for twin in twins where twin.second < record.count {
      let cells = (record.trimmed(twin.first), record.trimmed(twin.second))
      if cells.0.elementsEqual(cells.1) { continue }
      var marks: (Currency.ID?, Currency.ID?)
      let amounts = (
        grammars[twin.first].read(cells.0, currency: &marks.0),
        grammars[twin.first].read(cells.1, currency: &marks.1)
      )
      if amounts.0 == amounts.1, amounts.0 != .invalid,
        marks.0 == marks.1 || marks.0 == nil || marks.1 == nil
      {
        continue
      }
      let texts =
        "«\(Printable.bytes(Array(cells.0), limit: 40))», «\(Printable.bytes(Array(cells.1), limit: 40))»"
      let place = Place(file: path, line: record.line, column: twin.second + 1)
      if twin.mustAgree { throw refusal(twin, texts, place) }
      guard case .value = amounts.0, case .value = amounts.1 else { continue }
      twins.removeAll { $0.second == twin.second && $0.measure == twin.measure }
      warnings.append(warning(twin, texts, place))
    }
  }

  private func refusal(_ twin: Layout.Twin, _ texts: String, _ place: Place) -> Diagnostic {
    let heads = (layout.header[twin.first], layout.header[twin.second])
    return Diagnostic(
      .columnAmbiguous,
      (heads.0 == heads.1
        ? "columns \(twin.first + 1) and \(twin.second + 1) are both called \(Printable.text(heads.0)) and differ"
        : "columns \(twin.first + 1) and \(twin.second + 1), \(Printable.text(heads.0)) and \(Printable.text(heads.1)), both say the \(twin.measure.id) and differ")
        + ": \(texts)",
      at: place,
      hint:
        "name the one that counts under `columns:` of the source, or remove the other: it must be clear which is \(twin.measure.id)"
    )
  }

  private func warning(_ twin: Layout.Twin, _ texts: String, _ place: Place) -> Diagnostic {
    .warning(
      .columnAmbiguous,
      "\(Printable.text(layout.header[twin.first])) is read as \(twin.measure.id); \(Printable.text(layout.header[twin.second])) says something else: \(texts)",
      at: place,
      hint: "name the other under `columns:` of the source if that is the one that counts")
  }
}

extension Layout {
  /// - Throws: `ingest.column-ambiguous` where two columns that may be the day hold different dates.
  func askForDay(
    _ rows: some Sequence<(line: Int, cells: [[UInt8]])>, path: String
  ) throws(Diagnostic) {
    guard !otherDays.isEmpty else { return }
    for (line, cells) in rows {
      for other in otherDays where max(day, other) < cells.count {
        let texts = (Blanks.trim(cells[day][...]), Blanks.trim(cells[other][...]))
        guard let one = DateParts(texts.0), let two = DateParts(texts.1), one.shape == two.shape,
          (one.year, one.first, one.second) != (two.year, two.first, two.second)
        else { continue }
        throw Diagnostic(
          .columnAmbiguous,
          "columns \(day + 1) and \(other + 1), \(Printable.text(header[day])) and \(Printable.text(header[other])), both say the day and differ: «\(Printable.bytes(Array(texts.0), limit: 40))», «\(Printable.bytes(Array(texts.1), limit: 40))»",
          at: Place(file: path, line: line, column: other + 1),
          hint:
            "name the one that counts under `columns:` of the source: `columns: {day: \(Printable.text(header[day]))}`"
        )
      }
    }
  }
}
