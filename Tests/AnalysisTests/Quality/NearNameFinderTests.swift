import Testing

@testable import Analysis

@Suite struct NearNameFinderTests {
  private func groups(_ names: [String], reviewed: Set<String> = []) -> [[String]] {
    NearNameFinder("campaign", reviewed: reviewed).groups(
      names.enumerated().map { ($0.element, Int64(names.count - $0.offset), 1) }
    ).map(\.names)
  }

  @Test(arguments: [
    ("Data Analytics Course", "DataAnalyticsCourse"),
    ("Data Analytics Course", "Data Anlytics Corse"),
    ("Data Analytics Course", "Data Analytcis Course"),
    ("Data Analytics Course", "Course – Data Analytics"), ("Brand US", "us_brand"),
    ("Spring Sale Shoes", "Shoes Sprng Sale"), ("Düsseldorf", "DÜSSELDORF"), ("Q1 2024", "2024-q1"),
  ])
  func theseAreAsked(_ first: String, _ second: String) {
    #expect(groups([first, second]) == [[first, second]])
  }

  @Test(arguments: [
    ("Test 1", "Test 2"), ("Brand", "Brind"), ("Summer 2024 Sale", "Summer 2025 Sale"),
    ("Search Shoes", "Social Shoes"), ("2024 Q1", "2021 Q4"), ("", "A"),
  ])
  func theseAreNot(_ first: String, _ second: String) {
    #expect(groups([first, second]) == [])
  }

  @Test func oneNameOfSeveralMembersIsOne() {
    let found = NearNameFinder("campaign").groups([
      ("Brand Shoes", 5, 1), ("Brand Shoes", 6, 2), ("Brand Shoe", 3, 4),
    ])
    #expect(found.map(\.names) == [["Brand Shoes", "Brand Shoe"]])
    #expect(found.map(\.spend) == [3] && found.map(\.rows) == [4])
    #expect(groups(["Brand Shoes", "Brand Shoes"]) == [])
  }

  @Test func spellingsThatDifferByCaseVoteTogether() {
    let found = NearNameFinder("location").groups([
      ("Hyderbad", 10, 1), ("Hyderabad", 8, 1), ("HYDERABAD", 7, 1), ("hyderabad", 6, 1),
    ])
    #expect(found.map(\.names) == [["Hyderabad", "Hyderbad", "HYDERABAD", "hyderabad"]])
    #expect(found.map(\.spend) == [23])
  }

  @Test func whatWasReviewedIsNotAskedAgain() {
    let names = ["Flights Paris London", "Flights London Paris", "Flihgts London Paris"]
    #expect(groups(names) == [names])
    #expect(groups(Array(names[..<2]), reviewed: Set(names[..<2])) == [])
    // Another one is near to both.
    #expect(groups(names, reviewed: Set(names[..<2])).count == 1)
  }
}
