import Metrics

/// What a day holds for one campaign, and the rows drawn around that.
struct CampaignDay {
  private let index: Int
  private let campaign: Campaign
  private let day: CalendarDay
  private let key: UInt64
  /// Expected clicks of the whole day.
  private let clicks: Double
  private let costPerClick: Double
  private let leadRate: Double
  private let purchaseRate: Double
  private let mobileLeadFactor: Double

  init(campaign index: Int, day: CalendarDay, market: Market, seed: UInt64) {
    let campaign = Campaign.all[index]
    let campaignKey = RandomStream.key(seed, index + 1)
    // Budgets are set for a week. A larger one buys dearer clicks: returns diminish.
    let weekKey = RandomStream.key(campaignKey, Int(day.monday.number))
    var week = RandomStream(key: weekKey, .budget)
    let budget = week.gamma(variation: 0.10)
    key = RandomStream.key(campaignKey, Int(day.number))
    var stream = RandomStream(key: key, .campaignDay)
    let channel = Channel.allCases.firstIndex(of: campaign.channel) ?? 0
    clicks =
      campaign.clicks / 7 * market.volume[channel]
      * Elementary.power(budget, 0.65) * stream.gamma(variation: 0.06)
    costPerClick = campaign.costPerClick * Elementary.power(budget, 0.35)
    leadRate = campaign.leadRate * stream.gamma(variation: 0.03)
    purchaseRate = campaign.purchaseRate * market.purchaseLift * stream.gamma(variation: 0.04)
    mobileLeadFactor = market.mobileLeadFactor
    self.index = index
    self.campaign = campaign
    self.day = day
  }

  /// - Parameters:
  ///   - number: the index of the combination, which with the device makes the row's key.
  ///   - share: of the device's clicks of the day; above 1 when the row stands for other days too.
  func row(
    _ combination: CampaignPlan.Combination, number: Int, device deviceIndex: Int, share: Double
  ) -> FactRow {
    let device = Device.all[deviceIndex]
    let key = RandomStream.key(key, deviceIndex * 1_000 + number)
    var stream = RandomStream(key: key, .volume)
    let expected = clicks * device.share * share
    let impressions = stream.count(mean: expected / campaign.clickThrough, variation: 0.15)
    let clicks = min(
      impressions,
      stream.count(mean: Double(impressions) * campaign.clickThrough, variation: 0.07))
    let price = costPerClick * device.price * combination.price * stream.gamma(variation: 0.08)
    let phone = deviceIndex == Device.mobile ? mobileLeadFactor : 1
    let leadRate = leadRate * device.leadFactor * combination.leadFactor * phone
    let leads = min(
      clicks, stream.count(mean: Double(clicks) * leadRate, variation: 0.08))
    let purchaseRate = purchaseRate * device.purchaseFactor * combination.purchaseFactor
    let orders = min(
      leads, stream.count(mean: Double(leads) * purchaseRate, variation: 0.08))
    return FactRow(
      day: day, campaign: index, creative: combination.creative, device: deviceIndex,
      city: combination.city, spelling: spelling(key), trailingBlank: trailingBlank(key),
      missing: missing(key), impressions: impressions, clicks: clicks, leads: leads,
      orders: orders, costCents: Int((Double(clicks) * price * 100).rounded()), key: key)
  }

  private func spelling(_ key: UInt64) -> Int {
    var stream = RandomStream(key: key, .spelling)
    guard !campaign.spellings.isEmpty, stream.uniform() < 0.08 else { return 0 }
    return 1 + Int(stream.uniform() * Double(campaign.spellings.count))
  }

  private func trailingBlank(_ key: UInt64) -> FactRow.TrailingBlank {
    var stream = RandomStream(key: key, .trailingBlank)
    let chance = stream.uniform()
    return chance < 0.004 ? .city : chance < 0.008 ? .keyword : .none
  }

  private func missing(_ key: UInt64) -> PresenceMask {
    var stream = RandomStream(key: key, .blanks)
    var missing: PresenceMask = []
    for measure in Measure.allCases where stream.uniform() < Self.missingShare(measure) {
      missing.insert(PresenceMask(measure))
    }
    return missing
  }

  private static func missingShare(_ measure: Measure) -> Double {
    switch measure {
    case .impressions: 0.020
    case .clicks: 0.035
    case .leads: 0.020
    case .conversions: 0.030
    case .cost: 0.035
    case .saleAmount: 0.045
    }
  }
}
