import Metrics
import Sample
import Testing

/// What the exports promise as files: the same every time, in real forms, with sums that fit.
struct ExportTests {
  static let sample = ParsedSample(SampleOptions(weeks: 12))

  @Test func sameOptionsGiveSameBytes() {
    let options = SampleOptions(weeks: 3, seed: 7)
    #expect(SampleExports.files(options) == SampleExports.files(options))
    #expect(SampleExports.companions(options) == SampleExports.companions(options))
    let other = SampleOptions(weeks: 3, seed: 8)
    #expect(SampleExports.files(options) != SampleExports.files(other))
  }

  @Test func moreWeeksLeaveTheLaterExportsAlone() {
    let short = SampleExports.files(SampleOptions(weeks: 9)).map { $0.path }
    let long = Dictionary(
      uniqueKeysWithValues: SampleExports.files(SampleOptions(weeks: 20)).map { ($0.path, $0) })
    let same = SampleExports.files(SampleOptions(weeks: 9)).filter { long[$0.path] == $0 }
    #expect(short.count == 21)
    // All but the long export of each platform.
    #expect(same.count == 18)
  }

  @Test func formsBeginAndEndAsThePlatformsWriteThem() throws {
    let files = SampleExports.files(SampleOptions(weeks: 2))
    func text(_ folder: String) throws -> String {
      let file = try #require(files.first { $0.path.contains(folder) })
      return String(decoding: file.bytes, as: UTF8.self)
    }
    let google = try text("google_ads")
    #expect(
      google.hasPrefix(
        """
        Ad performance report
        "November 18, 2024 - November 24, 2024"
        Day,Campaign,Campaign type,Ad group,Ad ID,Keyword,Match type,Device,City,Currency code,\
        Impr.,Clicks,Cost,Leads,Conversions,Conv. value

        """))
    #expect(google.contains("\nTotal: Account,,,,,,,,,USD,\""))
    #expect(google.contains("\nTotal: Display,,Display,,,,,,,USD,\""))
    #expect(google.contains(", --,"))
    let meta = try text("meta")
    #expect(meta.hasPrefix("\u{FEFF}\"Campaign name\",Day,"))
    #expect(meta.contains("Reporting ends\"\n,,,,,,,"))
    let microsoft = try text("microsoft")
    #expect(microsoft.hasPrefix("\"Report Name: "))
    #expect(microsoft.contains("\r\n\r\n\"GregorianDate\",\"AccountName\","))
    #expect(
      microsoft.hasSuffix("\r\n\r\n\"©2024 Microsoft Corporation. All rights reserved. \"\r\n"))
  }

  @Test func totalRowsAreTheSumsOfTheRows() {
    var checked = 0
    for file in Self.sample.files {
      for (label, totals) in file.totals {
        let channel = label.hasPrefix("Total: ") ? String(label.dropFirst(7)) : ""
        let display = Set(Campaigns.display)
        let rows = file.rows.filter { row in
          switch channel {
          case "Search": !display.contains(row.identity.campaign)
          case "Display": display.contains(row.identity.campaign)
          default: true
          }
        }
        for measure in Measure.allCases {
          let sum = rows.reduce(0) { $0 + ($1.values[measure.rawValue] ?? 0) }
          #expect(totals[measure.rawValue] == sum, "\(file.path) \(label) \(measure)")
          checked += 1
        }
      }
    }
    // Seven exports: three totals of Google's, one of Meta's, six measures.
    #expect(checked == 7 * 4 * 6)
  }

  @Test func laterExportsOnlyAddOutcomes() {
    var grown = 0
    var seen: [ParsedSample.Identity: ParsedSample.Row] = [:]
    for file in Self.sample.files {
      #expect(Set(file.rows.map { $0.identity }).count == file.rows.count)
      for row in file.rows {
        if let before = seen[row.identity] {
          #expect(before.campaignText == row.campaignText)
          for measure in Measure.allCases {
            let (old, new) = (before.values[measure.rawValue], row.values[measure.rawValue])
            #expect((old == nil) == (new == nil))
            guard let old, let new, old != new else { continue }
            #expect(new > old && [.leads, .conversions, .saleAmount].contains(measure))
            grown += measure == .saleAmount ? 1 : 0
          }
        }
        seen[row.identity] = row
      }
    }
    #expect(grown > 500)
  }

  @Test func exportsWithoutLateConversionsAgree() {
    let files = ParsedSample(SampleOptions(weeks: 8, effects: .none)).files
    var seen: [ParsedSample.Identity: [Int?]] = [:]
    for row in files.flatMap({ $0.rows }) {
      if let before = seen[row.identity] { #expect(before == row.values) }
      seen[row.identity] = row.values
    }
  }

  @Test(arguments: [1, 2, 6, 7])
  func fewWeeksStillCoverEveryDay(weeks: Int) throws {
    let saturday = try #require(CalendarDay(iso: "2023-03-04"))
    let sample = ParsedSample(SampleOptions(weeks: weeks, end: saturday))
    let days = Set(sample.facts.keys.map { $0.day })
    #expect(days.count == weeks * 7 + 6)
    #expect(days.max() == "2023-03-04")
    #expect(days.min().flatMap { CalendarDay(iso: $0) }?.weekday == 1)
  }
}

/// Names that the tests know by themselves.
enum Campaigns {
  static let display = [
    "Prospecting – Broad", "Video pre-roll", "Native articles", "Seasonal – Festive banner",
    "In-market – Upskilling", "Contextual – Tech blogs", "Remarketing – Course viewers",
  ]
}
