import Metrics

/// One day of one campaign's ad on a device in a city, with what finally came of it.
struct FactRow {
  let day: CalendarDay
  /// Index into `Campaign.all`.
  let campaign: Int
  let creative: Creative
  /// Index into `Device.all`.
  let device: Int
  /// Index into `City.all`.
  let city: Int
  /// 0 is the campaign's name, the others its other spellings.
  let spelling: Int
  /// A blank after the city or the keyword, as hands leave it.
  let trailingBlank: TrailingBlank
  let missing: PresenceMask
  let impressions: Int
  let clicks: Int
  let leads: Int
  let orders: Int
  let costCents: Int
  /// The key of the row's random streams.
  let key: UInt64

  enum TrailingBlank {
    case none, city, keyword
  }

  /// Leads and conversions, as far as a platform has credited them.
  struct Outcome {
    var leads: Int
    var orders: Int
    var revenueCents: Int
  }

  /// What an export shows of the row.
  /// - Parameter age: days since the row's day, 1 for the morning after; nil for all time.
  func outcome(age: Int?) -> Outcome {
    let campaign = Campaign.all[campaign]
    let curve = age.map { Maturity.orders(campaign.platform, age: $0) } ?? 1
    var stream = RandomStream(key: key, .orders)
    var result = Outcome(leads: leads, orders: 0, revenueCents: 0)
    for _ in 0..<orders {
      let value = campaign.orderValue * stream.gamma(variation: 0.3)
      // Each order has its own lateness, so that a later export only ever adds orders.
      guard stream.uniform() < curve else { continue }
      result.orders += 1
      result.revenueCents += Int((value * 100).rounded())
    }
    let leadCurve = age.map(Maturity.leads) ?? 1
    if leadCurve < 1 {
      var stream = RandomStream(key: key, .leads)
      var seen = 0
      for _ in 0..<leads where stream.uniform() < leadCurve { seen += 1 }
      result.leads = max(seen, result.orders)
    }
    return result
  }
}

/// The ad, and for Search the keyword that brought it up.
struct Creative: Sendable {
  /// Index within the campaign: three ads an ad group.
  let ad: Int
  /// Index into the campaign's keywords.
  let keyword: Int?

  static let adsOfGroup = 3

  var adGroup: Int { ad / Self.adsOfGroup }
  var adOfGroup: Int { ad % Self.adsOfGroup }
}

/// How much of what finally comes a platform shows some days later.
enum Maturity {
  static func orders(_ platform: Platform, age: Int) -> Double {
    let curve =
      switch platform {
      case .googleAds: [0.70, 0.85, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995, 0.997, 0.998, 0.999]
      case .microsoft: [0.70, 0.84, 0.91, 0.945, 0.965, 0.98, 0.99, 0.995, 0.998]
      // Seven days of attribution and no more.
      case .meta: [0.72, 0.86, 0.93, 0.96, 0.98, 0.99]
      }
    return age - 1 < curve.count ? curve[max(0, age - 1)] : 1
  }

  static func leads(age: Int) -> Double {
    let curve = [0.96, 0.985, 0.995]
    return age - 1 < curve.count ? curve[max(0, age - 1)] : 1
  }
}
