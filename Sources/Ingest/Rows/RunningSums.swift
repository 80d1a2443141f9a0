import Metrics

/// What the rows that count sum to, of the day at hand and of the file so far: a row that says just
/// that, and is called a total, is one, whatever day stands in it.
struct RunningSums {
  private struct Sums {
    var rows = 0
    var amounts = Amounts()

    /// They may wrap: a file whose sums do is refused at its end.
    @inline(__always)
    mutating func add(_ other: Amounts) {
      rows += 1
      for measure in Measure.allCases { amounts[measure] &+= other[measure] }
    }

    func equal(_ mask: PresenceMask, _ other: Amounts) -> Bool {
      rows > 1 && Measure.allCases.allSatisfy { !mask.has($0) || amounts[$0] == other[$0] }
    }
  }

  private var day: CalendarDay?
  private var ofDay = Sums()
  private var ofFile = Sums()

  @inline(__always)
  mutating func add(_ day: CalendarDay?, _ amounts: Amounts) {
    if day != self.day {
      self.day = day
      ofDay = Sums()
    }
    ofDay.add(amounts)
    ofFile.add(amounts)
  }

  /// Whether amounts are the sums of two rows or more.
  func equal(_ mask: PresenceMask, _ amounts: Amounts) -> Bool {
    !mask.isEmpty && (ofDay.equal(mask, amounts) || ofFile.equal(mask, amounts))
  }
}
