import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Which rows are totals: by what they are called, and by what other rows sum to.
@Suite struct TotalRowTests {
  private static let header = "Date,Channel,Campaign,Impressions,Clicks,Cost\n"

  private func daily(_ rows: [String]) throws -> Reading {
    try Reading(Self.header + rows.joined(separator: "\n") + "\n")
  }

  @Test(arguments: [
    "Google Total,", "Google,Google Total", "Overall,", "Sum,", "Google,Subtotal", "All,",
    "All channels,", "Google,All campaigns", "All channels,All campaigns", "Gesamtergebnis,",
    "Google,Zwischensumme", "Google,Alle", "Todos los canales,", "Sous-total,", "Google,Tudo",
    "谷歌合计,", "全部,", "Total,",
  ])
  func aSumOfItsDayIsATotalByAnyUsualName(names: String) throws {
    let reading = try daily([
      "2024-03-01,Google,A,100,50,10", "2024-03-01,Google,B,100,50,20",
      "2024-03-01,\(names),200,100,30", "2024-03-02,Google,A,100,50,10",
      "2024-03-02,Google,B,100,50,25", "2024-03-02,\(names),200,100,35",
    ])
    #expect(reading.total(.cost) == "65.00")
    #expect(reading.footers.map(\.line) == [4, 7])
    #expect(!reading.summary.warnings.contains { $0.code == .totalsDiffer })
  }

  @Test func aPivotHasATotalAfterEachGroup() throws {
    let reading = try daily([
      "2024-03-01,Google,A,100,50,10", "2024-03-01,Google,B,90,40,20",
      "2024-03-01,Google Total,,190,90,30", "2024-03-01,Meta,A,70,5,7",
      "2024-03-01,Meta Total,,70,5,7", "2024-03-01,Total,,260,95,37",
      "2024-03-02,Google,A,100,50,10", "2024-03-02,Google Total,,100,50,10",
    ])
    #expect(reading.total(.cost) == "47.00")
    #expect(reading.footers.count == 4)
  }

  @Test func anyMeasureThatIsNoSumMakesARowData() throws {
    let rows = ["2024-03-01,Google,A,100,50,10", "2024-03-01,Google,B,100,50,20"]
    for row in ["Google,All products,200,101,30", "Google,Total Wellness,200,100,31"] {
      #expect(try daily(rows + ["2024-03-01,\(row)"]).rows.count == 3)
    }
    // The one row before it, and a name that only begins like a total.
    let alike = try daily([
      "2024-03-01,Google,A,100,50,10", "2024-03-01,Google,Total Wellness,100,50,10",
      "2024-03-02,Google,A,90,50,10", "2024-03-02,Google,Total Wellness,110,50,10",
    ])
    #expect(alike.total(.cost) == "40.00")
    // Another day's sum is none of its own.
    #expect(try daily(rows + ["2024-03-02,Google,Brand total,1,1,1"]).rows.count == 3)
  }

  @Test func aRowThatIsCalledATotalAndCountsIsNamed() throws {
    let reading = try daily([
      "2024-03-01,Google,A,100,50,10", "2024-03-01,Google,B,100,50,20",
      "2024-03-01,Total,,200,100,31",
    ])
    #expect(reading.rows.count == 3)
    let warning = reading.summary.warnings.first { $0.code == .totalsDiffer }
    #expect(warning?.place == Place(file: "export.csv", line: 4, column: 2))
    #expect(warning?.message.contains("«Total»") == true)
  }

  private func meta(_ rows: [String]) throws -> Reading {
    try Reading(
      "Campaign name,Reporting starts,Reporting ends,Amount spent (USD),Impressions,Link clicks\n"
        + rows.joined(separator: "\n") + "\n")
  }

  @Test func aRowWithItsOwnPeriodIsDataUnlessItIsASum() throws {
    let period = "2024-03-01,2024-03-31"
    let rows = ["Brand,\(period),10.00,100,5", "Other,\(period),3.00,100,5"]
    let campaigns = ["Total Wellness,\(period),500.00,100,5", "Results from test,\(period),4,9,1"]
    #expect(try meta(rows + campaigns).total(.cost) == "517.00")
    // Wherever it stands, and whatever the period is called.
    let first = try meta(campaigns + rows)
    #expect(first.total(.cost) == "517.00")
    #expect(first.rows.map(\.line).sorted() == [2, 3, 4, 5])
    #expect(first.names[.campaign]?.contains("Total Wellness") == true)
    let months = try Reading(
      "Month,Channel,Campaign,Impressions,Clicks,Cost\n2024-03,Google,A,100,50,10\n"
        + "2024-03,Google,Total Wellness,300,50,40\n2024-04,Google,Total Wellness,300,50,40\n")
    #expect(months.total(.cost) == "90.00")
    #expect(try meta(rows + ["Total Meta,\(period),13.00,200,10"]).footers.count == 1)
  }

  @Test func aTotalThatStandsFirstIsHeldAgainstWhatFollows() throws {
    let period = "2024-03-01,2024-03-31"
    let rows = ["Brand,\(period),10.00,100,5", "Other,\(period),3.00,100,5"]
    let named = try meta(["Results from test,\(period),13.00,200,10"] + rows)
    #expect(named.total(.cost) == "13.00" && named.footers.map(\.line) == [2])
    #expect(named.names[.campaign] == ["Brand", "Other"])
    // Rows that are set aside are a part of it.
    let faulty = try meta(
      ["Results from test,\(period),33.00,210,11"] + rows + ["C,2024-03-09,2024-03-07,20,10,1"])
    #expect(faulty.total(.cost) == "13.00" && faulty.footers.count == 1)
    let counted = try meta(["Results from 2 campaigns,\(period),14.00,200,10"] + rows)
    #expect(counted.total(.cost) == "13.00" && counted.footers.count == 1)
    for trail in faulty.summary.measures.values { #expect(trail.isBalanced) }
  }

  @Test func aRowWithoutANameIsDataInATableMadeByHand() throws {
    let header = "Week,Channel,Campaign,Impressions,Clicks,Cost\n"
    let rows = "2024-W09,Google,A,10,5,1\n2024-W09,Meta,B,20,5,2\n"
    #expect(try Reading(header + rows + "2024-W09,TikTok,,10,5,4\n").total(.cost) == "7.00")
    #expect(try Reading(header + "2024-W09,TikTok,,10,5,4\n" + rows).total(.cost) == "7.00")
    #expect(try Reading(header + rows + "2024-W09,,,30,10,3\n").total(.cost) == "3.00")
    #expect(try Reading(header + "2024-W09,,,30,10,3\n" + rows).total(.cost) == "3.00")
  }

  @Test func withoutDatesANameThatBeginsLikeATotalIsSetAside() throws {
    func report(_ rows: [String]) throws -> Reading {
      try Reading(
        "Campaign report\n\"March 1, 2024 - March 31, 2024\"\nCampaign,Campaign type,Currency code,Impr.,Clicks,Cost\n"
          + rows.joined(separator: "\n") + "\n")
    }
    let rows = ["Brand,Search,USD,100,5,10.00", "Totalverglasung,Search,USD,100,5,7.00"]
    let wellness = "Total Wellness,Search,USD,100,5,500.00"
    for reading in [try report(rows + [wellness]), try report([wellness] + rows)] {
      #expect(reading.total(.cost) == "17.00" && reading.footers.isEmpty)
      #expect(reading.quarantined.map(\.rule) == ["total"])
      let warning = reading.summary.warnings.first { $0.code == .rowQuarantined }
      #expect(
        warning?.message.contains("«Total Wellness» is called a total, and no other rows sum to")
          == true)
      #expect(warning?.message.contains("cost 500.00") == true)
      #expect(reading.summary.measures[.cost]?.isBalanced == true)
    }
    for total in ["Total Search,Search,USD,200,10,17.00", "Total: Search,Search,USD,1,1,1.00"] {
      #expect(try report(rows + [total]).footers.count == 1)
    }
    #expect(try report(["Total Search,Search,USD,200,10,17.00"] + rows).footers.count == 1)
  }

  @Test func aTotalMayNameTheRangeOfTheReport() throws {
    let reading = try Reading(
      """
      Campaign name,Day,Amount spent (EUR),Impressions,Link clicks,Reporting starts,Reporting ends
      A,2024-03-13,10,100,1,2024-03-13,2024-03-13
      B,2024-03-14,20,200,2,2024-03-14,2024-03-14
      Results from 2 campaigns,,30,300,3,2024-03-13,2024-03-14

      """)
    #expect(reading.rows.count == 2 && reading.footers.count == 1 && reading.quarantined.isEmpty)
  }

  @Test func aTotalOfNothingIsNotThatOfTheReport() throws {
    let reading = try Reading(
      """
      Campaigns report
      "Mar 1, 2024 - Mar 3, 2024"
      Status,Campaign,Delivery,Clicks,Impr.,Spend
      Enabled,Brand,Eligible,5,100,5.50
      Overall total - 1 campaign,,,5,100,5.50
      Deleted items total,,,0,0,0.00

      """)
    #expect(reading.rows.count == 1 && reading.footers.count == 2)
    #expect(!reading.summary.warnings.contains { $0.code == .totalsDiffer })
  }

  /// Apple leaves the names of its grand total blank, and its countries "N/A"; others write `--`.
  @Test(arguments: [
    ("Campaign,Country,Impressions,Clicks,Spent", ",N/A"),
    ("Campaign,Ad group,Impr.,Clicks,Cost", "--,--"),
  ])
  func aSumWithoutNamesIsATotal(header: String, names: String) throws {
    let rows = [header, "A,x,1000,10,10.50", "B,y,2000,20,20.25"]
    let summed = try Reading((rows + ["\(names),3000,30,30.75"]).joined(separator: "\n") + "\n")
    #expect(summed.total(.cost) == "30.75")
    #expect(summed.footers.map(\.line) == [4])
    // What no rows sum to has a name that is not known.
    let other = try Reading((rows + ["--,--,3000,31,30.75"]).joined(separator: "\n") + "\n")
    #expect(other.total(.cost) == "61.50")
  }

  @Test func aTotalOfFormulasWithoutValuesIsATotal() throws {
    let reading = try daily([
      "2024-03-01,Google,A,100,50,10", "2024-03-02,Google,A,90,40,20",
      "Total,,,=SUM(D2:D3),=SUM(E2:E3),=SUM(F2:F3)",
    ])
    #expect(reading.total(.cost) == "30.00")
    #expect(reading.footers.count == 1)
    #expect(reading.quarantined.isEmpty)
  }

  /// Display & Video 360 ends in lines of its own, some with a comma.
  @Test func linesOfTheReportsOwnAreNoRows() throws {
    let header =
      "Date,Advertiser,Advertiser Currency,Campaign,Insertion Order,Impressions,Clicks,Media Cost"
    let reading = try Reading(
      """
      \(header)
      2024/11/04,Acme,EUR,Brand,IO1,1000,10,12.50
      2024/11/05,Acme,EUR,Brand,IO1,2000,20,22.50
      ,,,,,3000,30,35.00

      Report Time:,2024/11/06 10:11 GMT
      MRC Accredited Metrics,"Metrics are accredited only where"
      Numbers are finalized on the first of each month, unless said otherwise.

      """)
    #expect(reading.quarantined.isEmpty && reading.footers.map(\.line) == [4, 6, 7, 8])
    #expect(reading.total(.cost) == "35.00")
    // With a date or an amount it is a row that was cut.
    let cut = try Reading("\(header)\n2024/11/04,Acme,EUR,A,IO1,1,1,2\n2024/11/05,Acme\nx,y,,,,3\n")
    #expect(cut.quarantined.map(\.line) == [3, 4])
  }
}
