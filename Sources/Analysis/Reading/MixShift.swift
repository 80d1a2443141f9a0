import Metrics

/// Whether a rate changed because its parts did, or because more of it is now of a part that always had
/// another rate.
///
/// The change of a rate over channels is what their rates did at the mean of their shares, and what their
/// shares did at the mean of their rates; the two sum to the change exactly (Kitagawa 1955, "Components
/// of a difference between two rates"). A share is one of the rate's denominator.
public struct MixShift: Sendable {
  /// What moved shares did, and what changed rates did, in units of the rate.
  public let mix, within: Double
  /// How far the rate moved, as a share of what it was.
  public let change: Double
  /// The channel whose greater share did most of it.
  public let channel: Int64

  /// The mix is most of the change.
  public var leads: Bool { mix * (mix + within) > 0 && abs(mix) > abs(within) }

  /// - Parameters: both sides of the rate by channel.
  /// - Returns: nil of a single channel, or without anything to divide by on either side.
  public init?(before: [Int64: DayTotals], now: [Int64: DayTotals]) {
    let channels = Set(before.keys).union(now.keys).sorted()
    let whole = (
      before: before.values.reduce(0) { $0 + $1.denominator },
      now: now.values.reduce(0) { $0 + $1.denominator }
    )
    guard channels.count > 1, whole.before > 0, whole.now > 0 else { return nil }
    func rate(_ side: DayTotals?) -> Double? {
      side.flatMap { $0.denominator > 0 ? $0.numerator / $0.denominator : nil }
    }
    var mix = 0.0
    var within = 0.0
    var parts: [(channel: Int64, gain: Double, mean: Double)] = []
    for channel in channels {
      let shares = (
        before: (before[channel]?.denominator ?? 0) / whole.before,
        now: (now[channel]?.denominator ?? 0) / whole.now
      )
      // A channel of one side only has the rate that it has there.
      guard let old = rate(before[channel]) ?? rate(now[channel]),
        let new = rate(now[channel]) ?? rate(before[channel])
      else { continue }
      let (gain, mean) = (shares.now - shares.before, (old + new) / 2)
      mix += gain * mean
      within += (shares.now + shares.before) / 2 * (new - old)
      parts.append((channel, gain, mean))
    }
    // What a share does depends on what it takes the place of.
    let usual = parts.reduce(0) { $0 + $1.mean } / Double(max(parts.count, 1))
    let most = parts.filter { $0.gain > 0 }.max {
      $0.gain * ($0.mean - usual) * mix < $1.gain * ($1.mean - usual) * mix
    }
    guard let most else { return nil }
    (self.mix, self.within, channel) = (mix, within, most.channel)
    let was = before.values.reduce(0) { $0 + $1.numerator } / whole.before
    change = was > 0 ? abs(mix + within) / was : 0
  }
}

extension Market {
  /// How far channels explain what a rate did on the four periods before; nil without them.
  public func mixShift(_ metric: Metric, _ calendar: ReportCalendar) -> MixShift? {
    guard let base = calendar.fourBefore, !calendar.isPartial,
      case .ratio(let top, let bottom, _) = metric.formula
    else { return nil }
    func sides(_ tallies: [Int64: Tally]) -> [Int64: DayTotals] {
      tallies.filter { $0.key != 0 }.mapValues { tally in
        DayTotals(
          numerator: Double(tally.sum(top, over: metric.required).sum),
          denominator: Double(tally.sum(bottom, over: metric.required).sum))
      }
    }
    return MixShift(
      before: sides(devices.tallies(of: base, by: .channel)),
      now: sides(devices.tallies(calendar.days, by: .channel)))
  }
}
