import Diagnostics
import Metrics
import Testing

@testable import Pipeline

/// Exports nobody would believe: every sheet and picture of their packs can still be read. `render`
/// itself refuses a pack with a text that overlaps, is clipped, cut, too small or too faint.
@Suite(.serialized) struct FuzzedPackTests {
  struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    mutating func pick(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }
    mutating func of<Item>(_ items: [Item]) -> Item { items[pick(items.count)] }
  }

  private static let names = [
    "Brand", String(repeating: "Long name ", count: 30), "حملة البيانات – تحليل", "डेटा कोर्स हैदराबाद",
    "🛍️🎉 Sale", "a", "W W W W W W W W W W W W W W W W W W", "<b>bold</b>",
    "IN_SRCH_NonBrand_Exact_Generic_Tablet_Remarketing_2024_v7_FINAL",
  ]

  /// A few weeks of rows whose kind is drawn once a seed: how many names, how large, how often blank.
  static func export(_ seed: Int) -> String {
    var dice = Dice(state: UInt64(seed + 1) &* 0x9E37_79B9)
    let campaigns = dice.of([1, 2, 5, 30, 200])
    let places = dice.of([1, 3, 40])
    let devices = dice.of([1, 3, 7])
    let days = dice.of([1, 6, 7, 15, 70])
    let size = dice.of([1, 1000, 1_000_000_000])
    let blanks = dice.of([0, 0, 10, 60])
    let sign = dice.of(["", "", "-"])
    func name(_ index: Int, _ kind: String) -> String {
      index < names.count ? names[index] : "\(kind) \(index)"
    }
    var lines = ["Day,Campaign,Keyword,Device,City,Impr.,Clicks,Cost,Leads,Conversions,Conv. value"]
    let first = CalendarDay(iso: "2024-09-02") ?? CalendarDay(number: 0)
    for day in 0..<days {
      for row in 0..<max(3, min(campaigns, 60)) {
        func amount(_ most: Int) -> String {
          dice.pick(100) < blanks ? "" : String(dice.pick(max(1, most)))
        }
        let clicks = dice.pick(100) < blanks ? "" : String(dice.pick(90) * min(size, 1000))
        let money =
          amount(900).isEmpty ? "" : "\(sign)\(dice.pick(900) * size).\(10 + dice.pick(89))"
        let value = amount(900).isEmpty ? "" : "\(dice.pick(2000) * size).00"
        let campaign = name((day + row * 7) % campaigns, "Campaign")
        let city = name(dice.pick(places), "City")
        let keyword = name(dice.pick(40), "word")
        lines.append(
          "\(first + day),\"\(campaign)\",\"\(keyword)\",\(name(dice.pick(devices), "Device")),\"\(city)\","
            + "\(dice.pick(9000) * min(size, 1000)),\(clicks),\(money),\(amount(40)),\(amount(20)),\(value)"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: 0..<24)
  func everySheetCanBeRead(_ seed: Int) throws {
    let project = try Project()
    try project.write("broadsheet.yml", "version: 1\nappendix: [campaigns, keywords]\n")
    try project.write("data/raw/a.csv", Self.export(seed))
    do {
      try project.run()
    } catch let error as Diagnostic {
      // Only what the data itself deserves.
      #expect(error.code != .renderFailed && error.code != .fault, "\(error.message)")
    }
  }
}
