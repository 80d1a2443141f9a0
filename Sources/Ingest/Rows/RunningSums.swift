import Metrics

/// What the rows that count sum to, of the day at hand and of the file so far: a row that says just
/// that, and is called a total, is one, whatever day stands in it.
///
/// Spend and impressions are enough to tell, and every row is added.
struct RunningSums {
  private struct Sums {
    var rows = 0
    var cost: Int64 = 0
    var impressions: Int64 = 0

    /// They may wrap: a file whose sums do is refused at its end.
    @inline(__always)
    mutating func add(_ cost: Int64, _ impressions: Int64) {
      rows += 1
      self.cost &+= cost
      self.impressions &+= impressions
    }

    @inline(__always)
    func equal(_ cost: Int64, _ impressions: Int64) -> Bool {
      self.cost == cost && self.impressions == impressions && rows > 1
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
    ofDay.add(amounts[.cost], amounts[.impressions])
    ofFile.add(amounts[.cost], amounts[.impressions])
  }

  /// Whether amounts are the sums of two rows or more.
  @inline(__always)
  func equal(_ mask: PresenceMask, _ amounts: Amounts) -> Bool {
    let (cost, impressions) = (amounts[.cost], amounts[.impressions])
    return (ofDay.equal(cost, impressions) || ofFile.equal(cost, impressions))
      && (mask.has(.cost) || mask.has(.impressions))
  }
}
