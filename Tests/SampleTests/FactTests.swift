import Metrics
import Sample
import Testing

/// What the rows look like taken together: coverage, gaps, levels, and what was planted.
struct FactTests {
  typealias Row = ParsedSample.Row

  static let planted = ParsedSample(SampleOptions(weeks: 26))
  static let quiet = ParsedSample(SampleOptions(weeks: 26, effects: .none))

  @Test func everyWeekHasEveryCampaignDeviceAndCity() throws {
    var cells: [String: Set<String>] = [:]
    var cities: [String: Set<String>] = [:]
    for identity in Self.planted.facts.keys {
      let day = try #require(CalendarDay(iso: identity.day))
      let week = ISOWeek(of: day).description
      cells[week, default: []].insert("\(identity.campaign)|\(identity.device)")
      cities[week, default: []].insert(identity.city)
    }
    #expect(cells.count == 26)
    #expect(cells.values.allSatisfy { $0.count == 24 * 3 })
    #expect(cities.values.allSatisfy { $0.count == 8 })
  }

  @Test func mappingMergesEverySpelling() {
    let spellings = Set(Self.planted.facts.values.map { $0.campaignText })
    let names = Set(Self.planted.facts.keys.map { $0.campaign })
    #expect(names.count == 24)
    #expect(spellings.count == 24 + Self.planted.mapping.count)
    #expect(spellings.isSuperset(of: Self.planted.mapping.keys))
    let varied = Self.planted.facts.values.filter { row in
      Self.planted.mapping.values.contains(row.identity.campaign)
    }
    let share = Double(varied.count { $0.campaignText != $0.identity.campaign })
    #expect((0.06...0.10).contains(share / Double(varied.count)))
    let keywords = Set(Self.planted.facts.keys.map { $0.keyword }).subtracting(["", "--"])
    #expect(keywords.count == 36)
  }

  @Test func blanksAreFewAndEverywhere() {
    let rows = Self.planted.facts.values
    for measure in Measure.allCases {
      let missing = rows.count { $0.values[measure.rawValue] == nil }
      let share = Double(missing) / Double(rows.count)
      let expected = measure == .saleAmount ? 0.03...0.055 : 0.01...0.045
      #expect(expected.contains(share), "\(measure) \(share)")
    }
  }

  @Test func levelsAreThoseOfTheDesign() {
    let rows = Array(Self.planted.facts.values)
    let spend = rows.reduce(0) { $0 + ($1.values[Measure.cost.rawValue] ?? 0) } / 100
    #expect((140_000...160_000).contains(spend / 26))
    #expect((3.9...4.5).contains(ParsedSample.ratio(.saleAmount, .cost, rows)))
    let cost = ParsedSample.ratio(.cost, .conversions, rows) / 100
    #expect((34.0...39.0).contains(cost))
    let byCampaign = Dictionary(grouping: rows) { $0.identity.campaign }
      .mapValues { ParsedSample.ratio(.saleAmount, .cost, $0) }
    #expect((9.5...11.5).contains(byCampaign["Brand – Exact match"] ?? 0))
    let losing = byCampaign.filter { $0.value < 1 }.keys
    #expect((2...4).contains(losing.count))
    #expect(losing.allSatisfy(Campaigns.display.contains))
  }

  @Test func aFunnelNarrows() {
    let stages: [Measure] = [.impressions, .clicks, .leads, .conversions]
    for row in Self.planted.facts.values {
      for (wide, narrow) in zip(stages, stages.dropFirst()) {
        guard let more = row.values[wide.rawValue], let fewer = row.values[narrow.rawValue] else {
          continue
        }
        #expect(more >= fewer)
      }
    }
  }

  @Test func theFallIsOnPhonesInTheLastTwoWeeksAlone() {
    func change(_ sample: ParsedSample, _ device: String) -> Double {
      let rows = sample.facts.values.filter { $0.identity.device == device }
      let late = rows.filter { $0.identity.day >= "2024-11-18" }
      let before = rows.filter { $0.identity.day < "2024-11-18" }
      return ParsedSample.ratio(.leads, .clicks, late)
        / ParsedSample.ratio(.leads, .clicks, before) - 1
    }
    #expect((-0.13 ... -0.07).contains(change(Self.planted, "mobile")))
    #expect((-0.04...0.04).contains(change(Self.planted, "desktop")))
    #expect((-0.08...0.08).contains(change(Self.planted, "tablet")))
    #expect((-0.03...0.03).contains(change(Self.quiet, "mobile")))
    #expect((-0.04...0.04).contains(change(Self.quiet, "desktop")))
    // The same chance on both sides leaves the planted share alone, less a little lateness.
    let paired = (1 + change(Self.planted, "mobile")) / (1 + change(Self.quiet, "mobile"))
    #expect((0.88...0.92).contains(paired))
  }

  @Test func withoutEffectsWeeksAreLevel() throws {
    var spend: [String: Int] = [:]
    for row in Self.quiet.facts.values {
      let day = try #require(CalendarDay(iso: row.identity.day))
      spend[ISOWeek(of: day).description, default: 0] += row.values[Measure.cost.rawValue] ?? 0
    }
    let weeks = spend.sorted { $0.key < $1.key }.map { Double($0.value) }
    func mean(_ values: ArraySlice<Double>) -> Double {
      values.reduce(0, +) / Double(values.count)
    }
    #expect(abs(mean(weeks[..<13]) / mean(weeks[13...]) - 1) < 0.04)
    let festive = try #require(spend["2024-W43"])
    #expect(abs(Double(festive) / mean(weeks[...]) - 1) < 0.12)
  }
}
