import Testing

@testable import Metrics

@Suite struct MetricTests {
  /// Three rows: both amounts, cost alone, revenue alone.
  private var tally: Tally {
    var tally = Tally()
    func add(cost: Int64?, revenue: Int64?, conversions: Int64?) {
      var mask = PresenceMask()
      var amounts = Amounts()
      for (measure, value) in [
        (Measure.cost, cost), (.saleAmount, revenue), (.conversions, conversions),
      ] {
        guard let value else { continue }
        mask.insert(PresenceMask(measure))
        amounts[measure] = value * 1_000_000
      }
      tally.add(mask: mask, rows: 1, sums: amounts)
    }
    add(cost: 10, revenue: 40, conversions: 2)
    add(cost: 30, revenue: nil, conversions: nil)
    add(cost: nil, revenue: 100, conversions: 0)
    return tally
  }

  @Test func ratiosUseRowsWithBothSides() {
    let roas = Metric.roas.value(of: tally)
    #expect(roas.value == Rational(4))
    #expect(roas.rowsUsed == 1)
    #expect(roas.rowsMissing == 2)
    #expect(roas.coverage == 0.25)
  }

  @Test func profitUsesRowsWithBothSides() {
    #expect(Metric.profit.value(of: tally).value == Rational(30))
  }

  @Test func marginScalesRevenueOnly() {
    let value = Metric.profit.value(of: tally, MetricContext(margin: 500_000))
    #expect(value.value == Rational(10))
  }

  @Test func totalsAreLowerBounds() {
    let spend = Metric.spend.value(of: tally)
    #expect(spend.value == Rational(40))
    #expect(spend.rowsMissing == 1)
    #expect(spend.isPartial)
  }

  @Test func absenceHasAReason() {
    #expect(Metric.roas.value(of: Tally()).absence == .noRows)
    #expect(Metric.cpl.value(of: tally).absence == .neverReported(.leads))
    var zero = Tally()
    zero.add(mask: .all, rows: 1, sums: Amounts())
    #expect(Metric.cac.value(of: zero).absence == .zero(.conversions))
    #expect(Metric.blended.value(of: tally).absence == .noShopSales)
  }

  /// Credits beyond the spend, refunds beyond the sales.
  @Test func nothingIsReturnedOnACredit() {
    func tally(cost: Int64, revenue: Int64) -> Tally {
      var tally = Tally()
      var amounts = Amounts()
      amounts[.cost] = cost * 1_000_000
      amounts[.saleAmount] = revenue * 1_000_000
      amounts[.conversions] = 9_000_000
      tally.add(mask: .all, rows: 1, sums: amounts)
      return tally
    }
    let credit = tally(cost: -50, revenue: 130)
    for metric in [Metric.roas, .cac] {
      #expect(metric.value(of: credit).absence == .belowZero(.cost))
      #expect(metric.value(of: credit).absence?.reason == "spend below zero")
    }
    #expect(Metric.profit.value(of: credit).value == Rational(180))
    #expect(Metric.orderValue.value(of: credit).value != nil)
    // A refund is a loss on what was spent, and says so.
    #expect(Metric.roas.value(of: tally(cost: 40, revenue: -20)).value == Rational(-1, 2))
  }

  @Test func coverageIsAShareWhateverIsCredited() {
    let value = { (used: Int64, all: Int64) in
      MetricValue(
        value: Rational(1), absence: nil, rowsUsed: 3, rowsMissing: 1, spendUsed: used,
        spendAll: all)
    }
    #expect(value(50, 100).coverage == 0.5)
    for (used, all) in [(150, 100), (-50, 100), (50, -100), (0, 0)] as [(Int64, Int64)] {
      #expect(value(used, all).coverage == 0.75)
    }
  }

  /// A refund without its cost is in revenue and not in profit: its share is of amounts, not of spend.
  @Test func whatRevenueIsLeftOutIsCountedWhateverItsSign() {
    var tally = Tally()
    var sale = Amounts()
    sale[.cost] = 1_000_000_000
    sale[.saleAmount] = 4_000_000_000
    sale[.conversions] = 9_000_000
    tally.add(mask: .all, rows: 1, sums: sale)
    var refund = Amounts()
    refund[.saleAmount] = -1_000_000_000
    tally.add(mask: PresenceMask(.saleAmount), rows: 1, sums: refund)
    let profit = Metric.profit.value(of: tally)
    #expect(profit.coverage == 1 && profit.revenueCoverage == 0.8)
    #expect(Metric.revenue.value(of: tally).revenueCoverage == 1)
    #expect(Metric.cac.value(of: tally).revenueCoverage == 1)
  }

  @Test func costPerThousandImpressions() {
    var tally = Tally()
    var amounts = Amounts()
    amounts[.cost] = 5_000_000
    amounts[.impressions] = 2_000_000_000
    tally.add(mask: .all, rows: 1, sums: amounts)
    #expect(Metric.cpm.value(of: tally).value?.decimal(4) == "2.5000")
  }

  @Test func partsSumToTheWhole() {
    var generator = SplitMix(state: 7)
    for _ in 0..<200 {
      var whole = Tally()
      var parts = Tally()
      for _ in 0..<20 {
        var amounts = Amounts()
        let mask = PresenceMask(rawValue: UInt8(generator.next() & 0x3F))
        for measure in Measure.allCases where mask.has(measure) {
          amounts[measure] = Int64(generator.next() & 0xFFFFFF)
        }
        var part = Tally()
        part.add(mask: mask, rows: 1, sums: amounts)
        parts += part
        whole.add(mask: mask, rows: 1, sums: amounts)
      }
      #expect(whole == parts)
    }
  }

  @Test func idsAreUnique() {
    #expect(Set(Metric.all.map(\.id)).count == Metric.all.count)
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
