import Metrics
import Testing

@testable import Pipeline

/// Conversions that platforms credit days after the click: a week that has just ended is lower than it
/// will be, every week.
@Suite(.serialized) struct LateReportTests {
  /// The share of a day's conversions that an export knows so many days after it.
  private static let known = [0.6, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99]
  private static let first = CalendarDay(iso: "2024-07-01") ?? CalendarDay(number: 0)

  /// An export of some days that reaches to the last of them.
  private func export(_ days: ClosedRange<Int>, fall: Double = 1) -> String {
    var text = "Day,Campaign,Impressions,Clicks,Leads,Cost,Conversions,Conv. value\n"
    for day in days {
      let age = days.upperBound - day
      let share = age < Self.known.count ? Self.known[age] : 1
      // Weeks differ a little, each in its own way.
      let wave = 1 + 0.01 * Double((day / 7 * 5) % 7 - 3)
      let conversions = 200 * share * wave * (day >= 98 ? fall : 1)
      text +=
        "\(Self.first + day),Brand,100000,4000,800,2000.00,\(Rational(micros: Int64(conversions * 1e6)).decimal(2)),\(Rational(micros: Int64(conversions * 5e7)).decimal(2))\n"
    }
    return text
  }

  private func pack(_ project: Project) throws -> (headline: String, growth: String?) {
    let outcome = try project.run().outcome
    let folder = "\(project.path)/output/site/editions/\(outcome.edition)"
    let bytes = try #require(try FileSystem.read("\(folder)/figures.json"))
    let file = try #require(FiguresFile.read(bytes))
    let said = try #require(try FileSystem.read("\(folder)/manifest.json"))
    let manifest = try #require(EditionManifest.read(said))
    return (
      manifest.headline, file.figures.first { $0.id == "fact.late.conversions" }?.display
    )
  }

  /// Twelve weeks that are settled, then three weekly exports that restate the week before, the last of
  /// them of the week that is reported.
  private func weekly(fall: Double = 1) throws -> Project {
    let project = try Project()
    try project.write("data/raw/a.csv", export(0...83))
    for week in 12...14 {
      try project.write(
        "data/raw/w\(week).csv", export((week * 7 - 7)...(week * 7 + 6), fall: fall))
    }
    return project
  }

  @Test func aWeekIsJudgedAsItWillBe() throws {
    let pack = try pack(try weekly())
    #expect(pack.headline.hasSuffix("every measure is within its normal range"), "\(pack)")
    // Of seven days with 0.6 … 0.99 of their conversions: 7 / 6.19 − 1.
    #expect(pack.growth == "13.1%")
  }

  /// Nor is a target missed by what is still to come: CAC is 11.3 as reported, and will be 10.
  @Test func aTargetIsHeldAgainstWhatWillBe() throws {
    let project = try weekly()
    try project.write(
      "data/targets.csv",
      "metric,from,to,value,dimension,member\ncac,2024-07-01,2024-12-31,10.6,,\n")
    let outcome = try project.run().outcome
    let page = String(
      decoding: try #require(
        try FileSystem.read("\(project.path)/output/site/editions/\(outcome.edition)/index.html")),
      as: UTF8.self)
    #expect(page.contains("CAC meets target after late reports") && !page.contains("misses target"))
  }

  /// One that is missed either way: the headline has the gap of the tile, and what is left of it.
  @Test func aMissSaysWhatIsStillToCome() throws {
    let project = try weekly()
    try project.write(
      "data/targets.csv",
      "metric,from,to,value,dimension,member\ncac,2024-07-01,2024-12-31,9,,\n")
    let outcome = try project.run().outcome
    let folder = "\(project.path)/output/site/editions/\(outcome.edition)"
    let said = try #require(try FileSystem.read("\(folder)/manifest.json"))
    let bytes = try #require(try FileSystem.read("\(folder)/figures.json"))
    let manifest = try #require(EditionManifest.read(said))
    let file = try #require(FiguresFile.read(bytes))
    let tile = try #require(
      file.figures.first { $0.id.hasPrefix("cac.2024") && $0.id.hasSuffix(".AC-PL") }?.display
        .dropFirst())
    #expect(manifest.headline.contains("but CAC is \(tile) over target so far, "))
    #expect(manifest.headline.hasSuffix(" after late reports"))
  }

  @Test func aFallIsFoundAllTheSame() throws {
    let pack = try pack(try weekly(fall: 0.8))
    #expect(pack.headline.contains("below its normal range"), "\(pack)")
    #expect(pack.growth == "13.1%")
  }

  /// The same export at once: nothing was ever restated, so nothing is known, and the week is judged as
  /// it stands.
  @Test func withoutEarlierExportsNothingIsAssumed() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(0...104))
    let pack = try pack(project)
    #expect(pack.growth == nil)
    #expect(pack.headline.contains("below its normal range"), "\(pack)")
  }
}
