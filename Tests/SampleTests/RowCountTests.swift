import Metrics
import Testing

@testable import Sample

/// How many rows come of how many were asked for.
struct RowCountTests {
  private func count(_ options: SampleOptions) -> Int {
    var generator = RowGenerator(options: options)
    return Platform.allCases.reduce(0) { sum, platform in
      sum + generator.rows(of: platform, from: options.start, to: options.end).count
    }
  }

  @Test(arguments: [
    (1, 100), (1, 2_000), (4, 500), (4, 20_000), (4, 60_000), (78, 1_000), (60, 30_000),
  ])
  func rowsAreAboutTheNumberAskedFor(weeks: Int, rows: Int) {
    let counted = count(SampleOptions(weeks: weeks, rows: rows))
    #expect(abs(counted - rows) <= max(36, rows / 50), "\(counted)")
  }

  @Test func moreThanThereIsGivesAllThereIs() {
    let all = Campaign.all.reduce(0) { $0 + CampaignPlan.capacity(of: $1) } * 3 * 7
    #expect(count(SampleOptions(weeks: 1, rows: .max)) == all)
  }

  @Test func oddOptionsAreBroughtIntoRange() {
    #expect(count(SampleOptions(weeks: 0, rows: 0)) < 40)
    #expect(SampleOptions(weeks: -3).start == SampleOptions(weeks: 1).start)
    #expect(SampleOptions.usualEnd.description == "2024-12-01")
  }

  @Test func sharesOfCitiesHoldHoweverManyRows() {
    for rows in [3_000, 40_000] {
      var generator = RowGenerator(options: SampleOptions(weeks: 6, rows: rows))
      var clicks = Array(repeating: 0, count: City.all.count)
      for platform in Platform.allCases {
        let options = SampleOptions(weeks: 6)
        for row in generator.rows(of: platform, from: options.start, to: options.end) {
          clicks[row.city] += row.clicks
        }
      }
      let sum = Double(clicks.reduce(0, +))
      for (city, count) in zip(City.all, clicks) {
        #expect(abs(Double(count) / sum - city.share) < 0.03, "\(city.name) \(rows)")
      }
    }
  }
}
