/// Which combinations of city and creative a campaign's rows are of, and how they pay.
///
/// A day shows a few of them on each device, drawn with chances in proportion to their clicks. One
/// that was certain to be drawn stands for itself alone, one that was not for the others too: so a
/// city's share of clicks is right however many rows there are.
struct CampaignPlan {
  struct Combination {
    let city: Int
    let creative: Creative
    let share: Double
    /// Cost of a click against the campaign's.
    let price: Double
    let leadFactor: Double
    let purchaseFactor: Double
  }

  let campaign: Campaign
  let combinations: [Combination]
  /// Rows of an average day, by device; under one a row stands for several days.
  let rowsPerDay: [Double]
  /// By number of rows wanted, the chance of each combination to be among them.
  private var chances: [[Double]]

  init(campaign: Campaign, rowsPerDay: [Double]) {
    self.campaign = campaign
    self.rowsPerDay = rowsPerDay
    combinations = Self.combinations(of: campaign)
    chances = Array(repeating: [], count: combinations.count + 1)
  }

  /// How many combinations a campaign has, and so how many rows on a device a day at most.
  static func capacity(of campaign: Campaign) -> Int { combinations(of: campaign).count }

  /// Draws combinations without repetition: systematic sampling with unequal chances.
  /// - Parameters:
  ///   - count: how many, at most all.
  ///   - start: from 0 to 1, where in the list the sampling begins.
  /// - Returns: indices into `combinations`, and their shares of the clicks, which add up to 1.
  mutating func draw(_ count: Int, start: Double) -> [(index: Int, share: Double)] {
    guard count > 0 else { return [] }
    if chances[count].isEmpty { chances[count] = inclusionChances(count) }
    let chances = chances[count]
    var drawn: [(index: Int, share: Double)] = []
    drawn.reserveCapacity(count)
    var next = start
    var sum = 0.0
    for (index, chance) in chances.enumerated() {
      sum += chance
      guard sum > next || (drawn.isEmpty && index == chances.count - 1) else { continue }
      drawn.append((index, combinations[index].share / chance))
      next += 1
    }
    let total = drawn.reduce(0) { $0 + $1.share }
    return drawn.map { ($0.index, $0.share / total) }
  }

  /// In proportion to the shares, but none above one.
  private func inclusionChances(_ count: Int) -> [Double] {
    var result = combinations.map { $0.share }
    var certain = Array(repeating: false, count: result.count)
    while true {
      let sure = certain.count { $0 }
      var rest = 0.0
      for (index, combination) in combinations.enumerated() where !certain[index] {
        rest += combination.share
      }
      var changed = false
      for (index, combination) in combinations.enumerated() where !certain[index] {
        result[index] = combination.share * Double(count - sure) / rest
        if result[index] >= 1 {
          result[index] = 1
          certain[index] = true
          changed = true
        }
      }
      if !changed { return result }
    }
  }

  private static func combinations(of campaign: Campaign) -> [Combination] {
    let meanPrice = campaign.keywords.reduce(0) { $0 + $1.weight * $1.price }
    let meanWorth = campaign.keywords.reduce(0) { $0 + $1.weight * $1.worth }
    let meanCity = City.all.reduce(0) { $0 + $1.share * $1.purchaseFactor }
    var creatives: [(creative: Creative, share: Double, price: Double, worth: Double)] = []
    for (number, keyword) in campaign.keywords.enumerated() {
      for (ad, share) in keywordAdShares.enumerated() {
        let ad = number / 2 * Creative.adsOfGroup + ad
        creatives.append(
          (
            Creative(ad: ad, keyword: number), keyword.weight * share,
            keyword.price / meanPrice, keyword.worth / meanWorth
          ))
      }
    }
    if creatives.isEmpty {
      creatives = adShares.enumerated().map { (Creative(ad: $0, keyword: nil), $1, 1, 1) }
    }
    // By city first: `draw` spreads successive days most evenly over what stands furthest apart.
    return City.all.enumerated().flatMap { index, city in
      creatives.map { creative, share, price, worth in
        Combination(
          city: index, creative: creative, share: share * city.share, price: price,
          // Half of what a keyword is worth shows in its leads, half in what they buy.
          leadFactor: worth.squareRoot(),
          purchaseFactor: worth.squareRoot() * city.purchaseFactor / meanCity)
      }
    }
  }

  /// Of the ads of a campaign without keywords, and of the ads of a keyword.
  private static let adShares = [0.20, 0.16, 0.13, 0.12, 0.10, 0.09, 0.08, 0.07, 0.05]
  private static let keywordAdShares = [0.45, 0.33, 0.22]
}
