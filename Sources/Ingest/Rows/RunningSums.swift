import Metrics

/// What the rows that count sum to, of the day at hand, since the last total and of the file so far:
/// a row that says just that, and is called a total, is one, whatever day stands in it.
///
/// Rows are added to one sum; the others are what it was when they began.
struct RunningSums {
  private struct Mark {
    var rows = 0
    var amounts = Amounts()
  }

  private var all = Mark()
  private var beforeDay = Mark()
  private var beforeGroup = Mark()
  private var day: CalendarDay?

  @inline(__always)
  mutating func add(_ day: CalendarDay?, _ amounts: Amounts) {
    if day != self.day {
      self.day = day
      beforeDay = all
    }
    all.rows += 1
    all.amounts &+= amounts
  }

  /// A total has closed the group of rows before it.
  mutating func closeGroup() { beforeGroup = all }

  /// How many rows the amounts of a row are the sum of, in every measure that it has; 0 when they are
  /// no sum, and of a row with neither spend nor impressions, for nothing hangs on it.
  /// - Parameter day: of the row; rows of another day are none of its own.
  @inline(__always)
  func rows(summingTo mask: PresenceMask, _ amounts: Amounts, on day: CalendarDay?) -> Int {
    let lead: Measure = amounts[.cost] != 0 ? .cost : .impressions
    let amount = amounts[lead]
    if amount == 0 { return 0 }
    let sum = all.amounts[lead]
    guard
      sum == amount || sum &- beforeGroup.amounts[lead] == amount
        || sum &- beforeDay.amounts[lead] == amount
    else { return 0 }
    return compare(mask, amounts, on: day)
  }

  private func compare(_ mask: PresenceMask, _ amounts: Amounts, on day: CalendarDay?) -> Int {
    var starts = [Mark(), beforeGroup]
    if day == self.day { starts.append(beforeDay) }
    let fitting = starts.filter { start in
      Measure.allCases.allSatisfy {
        !mask.has($0) || all.amounts[$0] &- start.amounts[$0] == amounts[$0]
      }
    }
    return fitting.map { all.rows - $0.rows }.max() ?? 0
  }
}
