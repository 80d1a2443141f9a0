import Foundation
import Testing

@testable import Analysis
@testable import Pack
@testable import Pipeline

/// Colours, marks and titles claim no more than was tested; bars are on a scale that shows them.
@Suite(.serialized) struct TestedColourTests {
  private func html(_ pack: Printed) throws -> String {
    try #require(try FileSystem.text("\(pack.folder)/index.html"))
  }

  /// One device in one city differs from all others: by chance, or beyond noise.
  @Test func titlesOfHeatMapsCountWhatIsBeyondNoise() throws {
    func pack(_ value: @escaping (Int) -> Int) throws -> Printed {
      try printed("Campaign,Device,City,Clicks,Cost,Conversions,Conv. value") { day in
        ["Mobile", "Desktop"].flatMap { device in
          ["Pune", "Delhi", "Mumbai"].map { city in
            let odd = device == "Mobile" && city == "Pune"
            return "Alpha,\(device),\(city),100,100.00,9,\(odd ? value(day) : 295 + day % 7).00"
          }
        }
      }
    }
    let chance = try pack { $0 % 2 == 0 ? 700 : 0 }
    #expect(chance.words.contains("No segment is 7% or more off the average beyond noise"))
    let proven = try pack { $0 % 2 == 0 ? 400 : 420 }
    #expect(proven.words.contains("Mobile beats the average beyond noise in 1 of 3 locations"))
    #expect(!proven.words.contains("misses it"))
  }

  /// One location that misses on every device is named, and none of its devices alone; devices that tie are
  /// all named.
  @Test func titlesOfHeatMapsNameWhatTies() throws {
    func pack(_ value: @escaping (_ device: String, _ city: String, _ day: Int) -> Int) throws
      -> Printed
    {
      try printed("Campaign,Device,City,Clicks,Cost,Conversions,Conv. value") { day in
        ["Mobile", "Desktop", "Tablet"].flatMap { device in
          ["Pune", "Delhi", "Mumbai", "Agra"].map { city in
            "Alpha,\(device),\(city),100,100.00,9,\(value(device, city, day)).00"
          }
        }
      }
    }
    let one = try pack { _, city, day in (city == "Pune" ? 210 : 290) + day % 7 }
    #expect(one.words.contains("Pune misses the average beyond noise on every device"))
    let two = try pack { device, city, day in
      (city == "Pune" && device != "Tablet" ? 210 : 290) + day % 7
    }
    #expect(
      two.words.contains(
        "Desktop and Mobile each miss the average beyond noise in 1 of 4 locations")
        || two.words.contains(
          "Mobile and Desktop each miss the average beyond noise in 1 of 4 locations")
    )
  }

  /// A title that counts seven keywords over a list of five says what is not listed.
  @Test func listsSayWhatTheyLeaveOut() throws {
    let pack = try printed("Campaign,Keyword,Clicks,Cost,Conversions,Conv. value") { day in
      (0..<14).map { place in
        "Alpha,word \(place),100,100.00,9,\((place < 7 ? 500 : 200) + place + day % 7).00"
      }
    }
    #expect(pack.words.contains("Seven keywords beat the average beyond noise"))
    #expect(pack.words.contains("Not listed: 2 that beat the average"))
    #expect(pack.words.contains("1 campaign, 28 Oct to 24 Nov: ROAS with 95% interval"))
    #expect(pack.words.contains("28 Oct to 24 Nov. Rank by profit"))
  }

  /// A week's loss of a campaign that earns its costs over four weeks is printed, and not coloured.
  @Test func lossesWithinNoiseHaveNoColour() throws {
    let pack = try printed("Campaign,Clicks,Cost,Conversions,Conv. value") { day in
      [
        "Alpha,100,100.00,9,\(300 + day % 7).00",
        "Chance,100,100.00,9,\(day % 2 == 0 ? 0 : 210).00",
        "Sure,100,100.00,9,\(70 + day % 5).00",
      ]
    }
    let page = try html(pack)
    func row(_ name: String) throws -> Substring {
      let table = try #require(page.split(separator: "ranked by profit. Coloured").last)
      let start = try #require(table.firstRange(of: "<bdi>\(name)</bdi>"))
      return table[start.upperBound...].prefix(1600)
        .split(separator: "</tr>")[0]
    }
    #expect(try row("Sure").contains("n worse"))
    let chance = try row("Chance")
    #expect(chance.contains("−70") && !chance.contains("worse") && !chance.contains("var(--bad)"))
  }

  /// Where profit fell out of its range, what rose is no good news that was tested.
  @Test func stepsAreColouredToTheSideOfProfit() throws {
    let pack = try printed("Campaign,Clicks,Cost,Conversions,Conv. value", days: 1...105) { day in
      let isLast = day > 98
      return [
        "Alpha,100,100.00,9,\((isLast ? 120 : 300) + day % 7).00",
        "Beta,100,100.00,9,\((isLast ? 330 : 300) + day % 5).00",
      ]
    }
    #expect(pack.words.contains("below its normal range"))
    let svg = try #require(try FileSystem.text("\(pack.folder)/charts/bridge.svg"))
    #expect(svg.contains("#B53C0D") && !svg.contains("#007A65"))
  }

  /// The change of profit stands beside profit.
  @Test func changesStandBesideTheirFigure() throws {
    let pack = try printed("Campaign,Clicks,Cost,Conversions,Conv. value") { day in
      (0..<3).map { "Campaign \($0),100,100.00,9,\(300 + day % 7).00" }
    }
    let head = try #require(try pack.data("campaigns").first)
    #expect(head.suffix(4) == ["Spend", "Profit", "vs PW", "ROAS"])
  }

  /// One campaign of a thousand times the others leaves their bars to be seen, and the caption says so.
  @Test func outliersAreCut() throws {
    let pack = try printed("Campaign,Clicks,Cost,Conversions,Conv. value") { day in
      (0..<4).map { "Campaign \($0),100,100.00,9,\($0 == 0 ? 300_000 : 300 + $0 + day % 7).00" }
    }
    #expect(pack.words.contains("noise. A bar with a slash is longer than drawn."))
    func domain(_ values: [Double?], _ least: Double = 0) -> ClosedRange<Double>? {
      guard case .bar(let domain) = Table.bars(values, least: least) else { return nil }
      return domain
    }
    #expect(domain([1000, 8, nil, -4]) == -4...10)
    #expect(domain([-1000, 8, 4]) == -10...8)
    #expect(domain([1000, 8]) == 0...1000)
    #expect(domain([20, 8, 4]) == 0...20)
    #expect(domain([0.9, 0.01, 0], 0.06) == 0...0.075)
    #expect(domain([1000, 0, 0]) == 0...1000)
  }
}
