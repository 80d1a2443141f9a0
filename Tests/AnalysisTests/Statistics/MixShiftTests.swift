import Testing

@testable import Analysis

@Suite struct MixShiftTests {
  private func side(_ parts: [(Int64, Double, Double)]) -> [Int64: DayTotals] {
    Dictionary(
      uniqueKeysWithValues: parts.map {
        ($0.0, DayTotals(numerator: $0.1, denominator: $0.2))
      })
  }

  /// Every part keeps its rate and the whole falls: all of it is the mix. By hand: 275 of 10,000 becomes
  /// 305 of 16,000, −0.84375 points; shares of 0.5 and 0.5 become 0.3125 and 0.6875 at 5 % and 0.5 %.
  @Test func ratesThatStandStillAreAllMix() throws {
    let shift = try #require(
      MixShift(
        before: side([(1, 250, 5000), (2, 25, 5000)]), now: side([(1, 250, 5000), (2, 55, 11000)])))
    #expect(abs(shift.mix - -0.0084375) < 1e-12 && abs(shift.within) < 1e-15)
    #expect(shift.leads && shift.channel == 2)
  }

  @Test func sharesThatStandStillAreAllWithin() throws {
    let shift = try #require(
      MixShift(
        before: side([(1, 250, 5000), (2, 25, 5000)]), now: side([(1, 200, 5000), (2, 25, 5001)])))
    #expect(!shift.leads)
    let whole = 225.0 / 10001 - 275.0 / 10000
    #expect(abs(shift.mix + shift.within - whole) < 1e-12)
  }

  /// Mix and rates that pull apart: the whole moves as the rates do, and the mix is no reason for it.
  @Test func aMixThatPullsTheOtherWayDoesNotLead() throws {
    let shift = try #require(
      MixShift(
        before: side([(1, 250, 5000), (2, 25, 5000)]), now: side([(1, 180, 6000), (2, 20, 4000)])))
    #expect(shift.mix > 0 && shift.within < 0 && !shift.leads)
    #expect(abs(shift.mix + shift.within - (200.0 / 10000 - 275.0 / 10000)) < 1e-12)
  }

  /// A channel that is new, or gone, is all share.
  @Test func aNewChannelIsMix() throws {
    let shift = try #require(
      MixShift(before: side([(1, 250, 5000)]), now: side([(1, 250, 5000), (2, 5, 5000)])))
    #expect(shift.leads && shift.channel == 2 && abs(shift.within) < 1e-15)
    #expect(abs(shift.mix - (255.0 / 10000 - 0.05)) < 1e-12)
    #expect(MixShift(before: side([(1, 1, 2)]), now: side([(1, 1, 3)])) == nil)
    #expect(MixShift(before: side([(1, 0, 0)]), now: side([(1, 1, 3), (2, 1, 1)])) == nil)
  }
}
