import Metrics

/// Spreads the rows asked for over campaigns and devices.
enum RowBudget {
  /// - Parameter density: rows of an average campaign on an average day.
  static func plans(density: Double) -> [CampaignPlan] {
    let campaigns = Campaign.all
    let spend = campaigns.reduce(0) { $0 + $1.spend }
    let clicks = campaigns.reduce(0) { $0 + $1.clicks }
    // The larger a campaign, the more rows; but each enough to be seen every week.
    let weights = campaigns.map { campaign in
      let size = (campaign.spend / spend + campaign.clicks / clicks) / 2
      return 0.3 + 0.7 * size * Double(campaigns.count)
    }
    let capacities = campaigns.map { Double(CampaignPlan.capacity(of: $0)) }
    let wanted = density * Double(campaigns.count)
    var level = density
    // A device has no more rows than combinations; what does not fit raises the others.
    for _ in 0..<40 {
      let given = zip(weights, capacities).reduce(0) { sum, pair in
        sum + rows(weight: pair.0, capacity: pair.1, level: level).reduce(0, +)
      }
      guard given < wanted * 0.999_999, level < 10_000 else { break }
      level *= wanted / given
    }
    return zip(campaigns, zip(weights, capacities)).map { campaign, pair in
      CampaignPlan(
        campaign: campaign,
        rowsPerDay: rows(weight: pair.0, capacity: pair.1, level: level))
    }
  }

  private static func rows(weight: Double, capacity: Double, level: Double) -> [Double] {
    Device.all.map { min(capacity, weight * level * $0.rowShare) }
  }
}

/// On which days how many rows fall, so that any number a day comes out on the average.
struct RowSchedule {
  let rowsPerDay: Double
  /// From 0 to 1, so that campaigns with rare rows do not have them on the same days.
  let phase: Double

  /// The rows of a day, numbered through all days.
  func slots(_ day: CalendarDay) -> Range<Int> { slots(from: day, days: 1) }

  /// How many days' clicks the rows of a day stand for. With less than a row a day, those of a
  /// week share the week, whether they are three or four.
  func daysForRow(_ day: CalendarDay) -> Double {
    rowsPerDay < 1 ? 7 / Double(max(1, slots(from: day.monday, days: 7).count)) : 1
  }

  private func slots(from day: CalendarDay, days: Int) -> Range<Int> {
    let first = rowsPerDay * Double(day.number) + phase
    let end = rowsPerDay * Double(Int(day.number) + days) + phase
    return Int(first.rounded(.down))..<Int(end.rounded(.down))
  }
}
