import Metrics

/// Draws the fact rows of a platform, day by day, each from random streams of its own.
struct RowGenerator {
  private let options: SampleOptions
  private let seed: UInt64
  private var plans: [CampaignPlan]

  init(options: SampleOptions) {
    self.options = options
    seed = RandomStream.mix(options.seed &+ 0x5DEE_CE66_D015_3A5B)
    plans = RowBudget.plans(density: options.density)
  }

  /// The rows of a platform from a day to a day, by day, then by campaign.
  mutating func rows(
    of platform: Platform, from first: CalendarDay, to last: CalendarDay
  ) -> [FactRow] {
    var rows: [FactRow] = []
    var day = first
    while day <= last {
      let market = Market(day: day, options: options, seed: seed)
      for index in plans.indices where plans[index].campaign.platform == platform {
        addRows(campaign: index, day: day, market: market, to: &rows)
      }
      day = day + 1
    }
    return rows
  }

  private mutating func addRows(
    campaign index: Int, day: CalendarDay, market: Market, to rows: inout [FactRow]
  ) {
    let campaignDay = CampaignDay(campaign: index, day: day, market: market, seed: seed)
    for device in Device.all.indices {
      let schedule = RowSchedule(
        rowsPerDay: plans[index].rowsPerDay[device],
        phase: Double(index * Device.all.count + device) / Double(plans.count * Device.all.count))
      let slots = schedule.slots(day)
      guard !slots.isEmpty else { continue }
      let scale = schedule.daysForRow(day)
      // The golden ratio spreads successive starts evenly.
      let start = 0.618_033_988_749_895 * Double(slots.lowerBound + index * 7 + device * 3)
      let drawn = plans[index].draw(slots.count, start: start - start.rounded(.down))
      for (number, share) in drawn {
        rows.append(
          campaignDay.row(
            plans[index].combinations[number], number: number, device: device,
            share: share * scale))
      }
    }
  }
}
