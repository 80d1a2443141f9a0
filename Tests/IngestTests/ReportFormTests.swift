import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Forms of reports that are told by headers of their own.
@Suite struct ReportFormTests {
  @Test func tablesOfTheTransferService() throws {
    let reading = try Reading(
      """
      segments_date,campaign_id,customer_id,metrics_clicks,metrics_conversions,metrics_conversions_value,metrics_cost_micros,metrics_impressions,segments_device
      2024-03-01,9,123,5,1.5,30.0,10000000,100,MOBILE

      """)
    #expect(reading.summary.platform == "google_ads")
    let totals = [Measure.impressions, .clicks, .cost, .conversions, .saleAmount]
    #expect(totals.map(reading.total) == ["100.00", "5.00", "10.00", "1.50", "30.00"])
    #expect(reading.names[.device] == ["MOBILE"] && reading.names[.account] == ["123"])
  }

  @Test func theGridOfMicrosoft() throws {
    let reading = try Reading(
      """
      Campaigns report
      "Mar 1, 2024 - Mar 3, 2024"
      Status,Campaign,Delivery,Currency,Campaign type,Clicks,Impr.,Avg. CPC,Spend,Conv.,Revenue
      Enabled,Brand,Eligible,USD,Search,5,100,1.10,5.50,1.00,50.00
      Total,,,,,5,100,1.10,5.50,1.00,50.00

      """)
    #expect(reading.summary.platform == "microsoft" && reading.footers.count == 1)
    #expect(reading.rows.map { $0.periodEnd?.description } == ["2024-03-03"])
    #expect(reading.total(.cost) == "5.50" && reading.total(.saleAmount) == "50.00")
  }

  @Test(arguments: ["Device type", "Avg. CPC", "Network"])
  func aColumnMoreChangesNoDates(column: String) throws {
    for day in ["Gregorian date", "Time period"] {
      let reading = try Reading(
        "Report Name: X\n\n\(day),Account name,Campaign name,\(column),Impressions,Clicks,Spend\n"
          + "3/1/2024,Acme,Brand,x,10,1,5.00\n3/2/2024,Acme,Brand,x,10,1,5.00\n")
      #expect(reading.rows.map { $0.day?.description } == ["2024-03-01", "2024-03-02"])
    }
  }

  @Test(arguments: [
    ("Daily", "3/3/2024", "2024-03-03 "), ("Weekly", "3/3/2024", "2024-03-03 2024-03-09"),
    ("Monthly", "3/1/2024", "2024-03-01 2024-03-31"),
    ("Yearly", "1/1/2024", "2024-01-01 2024-12-31"),
  ])
  func sumsOfWeeksAreNoDays(aggregation: String, day: String, days: String) throws {
    for header in ["Gregorian date", "Time period"] {
      let reading = try Reading(
        "\"Report Name: X\"\n\"Report Time: 1/1/2024,3/31/2024\"\n\"Report Aggregation: \(aggregation)\"\n\n"
          + "\(header),Account name,Campaign name,Device type,Impressions,Clicks,Avg. CPC,Spend\n"
          + "\(day),Acme,Brand,Computer,10,1,5.00,5.00\n")
      #expect(
        reading.rows.map { "\($0.day?.description ?? "") \($0.periodEnd?.description ?? "")" }
          == [days])
    }
  }

  @Test func germanReports() throws {
    let microsoft = try Reading(
      "\"Berichtname: X\"\n\nDatum,Kontoname,Kampagnenname,Währungscode,Impressionen,Klicks,Ausgaben,Umsatz\n"
        + "13.03.2024,Acme,Marke,EUR,1.000,50,\"1.250,50\",\"300,00\"\n")
    #expect(microsoft.summary.platform == "microsoft" && microsoft.total(.cost) == "1250.50")
    #expect(microsoft.total(.saleAmount) == "300.00")
    let amazon = try Reading(
      "Datum,Portfolioname,Währung,Kampagnenname,Impressionen,Klicks,Ausgaben,7-Tage-Gesamtumsatz\n"
        + "13.03.2024,P,EUR,C,100,5,\"10,00 €\",\"30,00 €\"\n")
    #expect(amazon.summary.platform == "amazon" && amazon.total(.cost) == "10.00")
    #expect(amazon.total(.saleAmount) == "30.00")
  }

  /// The revenue of all visits is not that of the ads beside it.
  @Test func campaignsOfAllVisitsAreNoReportOfAds() throws {
    func report(_ campaign: String) throws -> Reading {
      try Reading(
        "# Start date: 20240301\n# End date: 20240331\n"
          + "\(campaign),Users,Ads clicks,Ads cost,Total revenue\nC,10,5,10.00,30.00\n")
    }
    #expect(try report("Session Google Ads campaign").total(.saleAmount) == "30.00")
    do {
      _ = try report("Session campaign")
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .reportUnsuitable)
      #expect(error.message.contains("Session Google Ads campaign"))
    }
  }

  @Test func revenueOfDisplayAndVideoIsWhatItCosts() throws {
    let reading = try Reading(
      """
      Date,Advertiser,Insertion Order,Line Item,Impressions,Clicks,Media Cost (USD),Revenue (USD),Total Conversions
      2024/03/01,Acme,Spring,Prospecting,1000,5,4.00,6.50,2

      """)
    #expect(reading.summary.platform == "dv360" && reading.summary.channel == "Display")
    #expect(reading.total(.cost) == "6.50" && reading.total(.conversions) == "2.00")
    #expect(reading.summary.measures[.saleAmount] == nil && reading.summary.currency == "USD")
  }

  @Test func mediaCostCountsWhereAReportHasNothingElse() throws {
    let reading = try Reading(
      """
      Insertion Order ID,Insertion Order,Line Item,Advertiser,Impressions,Clicks,Media Cost (Advertiser Currency),CTR,Total Conversions,Date,Currency
      78000001,Spring,Prospecting,Acme,10000,50,205.00,0.50,3,2024-11-13,USD

      """)
    #expect(reading.summary.platform == "dv360" && reading.total(.cost) == "205.00")
    #expect(reading.summary.currency == "USD")
  }

  /// Headers as the platforms' documentation and public code name them.
  @Test(arguments: [
    (
      "criteo",
      "AdvertiserId;Advertiser;CampaignId;Campaign;AdsetId;Adset;Day;Device;Currency;Displays;Clicks;AdvertiserCost;SalesClientAttribution;SalesAllClientAttribution;RevenueGeneratedClientAttribution\n"
        + "12;Shop;77;Brand;54321;Set A;2024-09-10;Desktop;USD;2534;35;12.34;2;3;80.50\n"
    ),
    (
      "taboola",
      "date,campaign,campaign_name,impressions,visible_impressions,clicks,spent,conversions_value,roas,ctr,cpc,cpa,cpa_actions_num,currency\n"
        + "2024-05-01 00:00:00.0,123,Brand,2534,2000,35,12.34,80.50,6.5,0.0138,0.35,6.17,2,USD\n"
    ),
    (
      "taboola",
      "Campaign Name,Campaign ID,Day,Impressions,Viewable Impressions,vCTR,Clicks,CTR,Spent,Conversions,Conversions Value,Currency\n"
        + "Brand,123,2024-05-01,2534,2000,1.75%,35,1.38%,12.34,2,80.50,USD\n"
    ),
    (
      "thetradedesk",
      "Date,Advertiser,Campaign,Ad Group,Advertiser Currency Code,Impressions,Clicks,Media Cost (Adv Currency),Partner Cost (Adv Currency),Advertiser Cost (Adv Currency),All Last Click + View Conversions\n"
        + "2024-11-13,Acme,Brand,Behavioural,USD,2534,35,9.00,11.00,12.34,2\n"
    ),
    (
      "cm360",
      "Advertiser,Campaign,Site (CM360),Placement ID,Placement,Date,Impressions,Clicks,Media Cost,Total Conversions,Total Revenue\n"
        + "Acme,Brand,Paper,770,Homepage,2024-11-13,2534,35,12.34,2,80.50\nGrand Total:,,,,,,2534,35,12.34,2,80.50\n"
    ),
  ])
  func displayNetworks(id: String, text: String) throws {
    let reading = try Reading(text)
    #expect(reading.summary.platform == id && reading.summary.channel == "Display")
    #expect(reading.quarantined.isEmpty && reading.rows.count == 1)
    #expect(reading.total(.cost) == "12.34" && reading.total(.conversions) == "2.00")
    #expect(reading.total(.impressions) == "2534.00" && reading.total(.clicks) == "35.00")
    #expect(id == "thetradedesk" || reading.total(.saleAmount) == "80.50")
    #expect(reading.names[.campaign] == ["Brand"])
  }

  /// Who sells ads, or anything, has orders, line items and revenue too: that is no spend.
  @Test(arguments: [
    "Date,Campaign,Line Item,Impressions,Clicks,Spend,Revenue",
    "Date,Campaign,Insertion Order,Impressions,Clicks,Media Cost,Revenue",
  ])
  func revenueOfOthersIsRevenue(header: String) throws {
    let reading = try Reading("\(header)\n2024-03-13,A,L,1000,10,5.00,20.00\n")
    #expect(reading.summary.platform == "generic")
    #expect(reading.total(.saleAmount) == "20.00")
  }

  @Test func aDayOfAmazonsListIsTheDay() throws {
    let reading = try Reading(
      """
      Date,Campaigns,State,Budget,Impressions,Clicks,Spend,Orders,Sales,ACOS
      2024-03-13,Brand,ENABLED,10.00,1000,5,6.50,2,40.00,0.16

      """)
    #expect(reading.summary.firstDay?.description == "2024-03-13")
  }

  @Test func datesOfPlannedCampaignsAreNoPeriod() throws {
    let reading = try Reading(
      """
      State,Campaigns,Status,Start date,End date,Budget(USD),Impressions,Clicks,Spend(USD),Orders,Sales(USD),ACOS
      ENABLED,Brand,Delivering,"Jan 1, 2023","Dec 31, 2025",10.00,1000,5,6.50,2,40.00,0.16
      ENABLED,Other,Delivering,"Jan 1, 2023",,10.00,500,2,3.50,1,20.00,0.17

      """)
    #expect(reading.summary.platform == "amazon" && reading.quarantined.isEmpty)
    #expect(reading.rows.map(\.day) == [nil, nil] && reading.total(.cost) == "10.00")
  }

  @Test func pointsInAGermanReportPutTheDayFirst() throws {
    func report(_ dates: [String]) throws -> [String] {
      try Reading(
        "Datum;Portfolioname;Kampagnenname;Impressionen;Klicks;Ausgaben;14-Tage-Gesamtumsatz\n"
          + dates.map { "\($0);P;Marke;100;5;3,50;9,00\n" }.joined()
      ).rows.map { $0.day?.description ?? "" }
    }
    #expect(try report(["01.03.2024", "02.03.2024"]) == ["2024-03-01", "2024-03-02"])
    let error = #expect(throws: Diagnostic.self) { try report(["01/03/2024", "02/03/2024"]) }
    #expect(error?.code == .dateAmbiguous)
  }

  @Test func wordsOfChannelsAreKnownWithTheirMarks() throws {
    let reading = try Reading(
      "Date,Channel,Spend,Impressions,Clicks\n2024-03-01,google_ads,1,10,1\n2024-03-02,Facebook-Ads,1,10,1\n"
    )
    #expect(!reading.summary.warnings.contains { $0.code == .channelUnknown })
  }

  @Test(arguments: [
    "Data;Canale;Campagna;Impr.;Clic;Spesa;Ricavi",
    "Datum;Kanaal;Campagne;Vertoningen;Klikken;Kosten;Omzet",
    "日付;チャネル;キャンペーン;表示回数;クリック数;費用;売上",
  ])
  func tablesMadeByHandInThreeMoreLanguages(header: String) throws {
    let reading = try Reading("\(header)\n2024-03-14;Meta;A;1.000;10;12,50;40,00\n")
    #expect(reading.summary.platform == "generic" && reading.names[.channel] == ["Meta"])
    #expect(reading.total(.cost) == "12.50" && reading.total(.saleAmount) == "40.00")
  }

  @Test(arguments: [
    "Nome della campagna,Giorno,Impression,Clic sul link,Importo speso (EUR),Acquisti",
    "Campagnenaam,Dag,Weergaven,Klikken op link,Besteed bedrag (EUR),Aankopen",
    "キャンペーン名,日,インプレッション,リンクのクリック,消化金額 (EUR),購入",
  ])
  func metaInThreeMoreLanguages(header: String) throws {
    let reading = try Reading("\(header)\nA,2024-03-14,1000,10,12.50,2\n")
    #expect(reading.summary.platform == "meta" && reading.summary.currency == "EUR")
    #expect(reading.total(.cost) == "12.50" && reading.total(.conversions) == "2.00")
    #expect(reading.total(.clicks) == "10.00")
  }
}
