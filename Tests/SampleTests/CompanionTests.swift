import Metrics
import Sample
import Testing

/// The small files beside the exports.
struct CompanionTests {
  private func lines(_ path: String, _ options: SampleOptions) throws -> [[String]] {
    let file = try #require(SampleExports.companions(options).first { $0.path == path })
    return ParsedSample.records(file.bytes)
  }

  @Test func salesHaveEveryDayAndExceedWhatIsClaimed() throws {
    let options = SampleOptions(weeks: 8)
    let sales = try lines("data/sales.csv", options)
    #expect(sales[0] == ["date", "orders", "revenue", "new_customers"])
    #expect(sales.count == 1 + 56)
    let shop = sales.dropFirst().reduce(0.0) { $0 + (Double($1[2]) ?? 0) }
    let claimed = ParsedSample(options).facts.values.reduce(0) {
      $0 + ($1.values[Measure.saleAmount.rawValue] ?? 0)
    }
    #expect((1.25...1.5).contains(shop / (Double(claimed) / 100)))
    #expect(sales.dropFirst().allSatisfy { (Int($0[3]) ?? 0) < (Int($0[1]) ?? 0) })
  }

  @Test func eachWeekHasOneTargetAMetricAndMember() throws {
    let targets = try lines("data/targets.csv", SampleOptions(rows: 500))
    #expect(targets[0] == ["metric", "from", "to", "value", "dimension", "member"])
    let day = "2024-11-25"
    let now = targets.dropFirst().filter { $0[1] <= day && day <= $0[2] }
    #expect(Set(now.map { [$0[0], $0[5]] }).count == now.count)
    #expect(now.count == 4 * 5 + 3)
    for row in targets.dropFirst() {
      #expect(CalendarDay(iso: row[1])?.weekday == 1)
      #expect(CalendarDay(iso: row[2])?.weekday == 7)
    }
  }

  @Test func eventsNameTheFestivePeakOrNothing() throws {
    let events = try lines("data/events.csv", SampleOptions(rows: 500))
    #expect(
      events == [
        ["date_from", "date_to", "name"],
        ["2023-10-23", "2023-11-05", "Diwali"],
        ["2024-10-21", "2024-11-03", "Diwali"],
        ["2024-11-18", "2024-11-18", "New enquiry form on phones"],
      ])
    #expect(try lines("data/events.csv", SampleOptions(rows: 500, effects: .none)).count == 1)
  }
}
