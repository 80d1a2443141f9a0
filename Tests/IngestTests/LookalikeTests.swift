import Diagnostics
import Testing

@testable import Ingest

/// Tables made by hand that look like a platform's, and amounts that look like another unit's.
@Suite struct LookalikeTests {
  /// A word that others use too makes no platform.
  @Test(arguments: [
    "Date,Campaign,Impressions,Clicks,Spend,Engagements,Conversions,Revenue",
    "Date,Campaign,Impressions,Clicks,Spend,Saves,Conversions,Revenue",
    "Date,Campaign,Impressions,Clicks,Cost,Video Views,Conversions,Revenue",
    "Date,Campaign,Impressions,Clicks,Cost,Avg. CPC,Conversions,Revenue",
    "date,campaign_name,impressions,clicks,spend,roas,purchases,purchase_revenue",
  ])
  func tablesMadeByHandAreNoPlatforms(header: String) throws {
    let reading = try Reading("\(header)\n2025-02-01,Brand,9203,199,386.00,12,8,832.50\n")
    #expect(reading.summary.platform == "generic")
    #expect(reading.total(.conversions) == "8.00" && reading.total(.saleAmount) == "832.50")
    #expect(reading.names[.campaign] == ["Brand"])
  }

  @Test func paidSearchAndPaidSocialMakeATableOfSeveral() throws {
    let reading = try Reading(
      """
      Date,Channel,Campaign Name,Spend,Impressions,Clicks,Retweets
      2026-08-01,Paid Social,Prospecting,42.50,10000,100,150
      2026-08-01,Paid Search,Brand,43.50,10000,100,0

      """)
    #expect(reading.summary.platform == "generic")
    #expect(reading.names[.channel]?.sorted() == ["Paid Search", "Paid Social"])
  }

  @Test(arguments: [
    "Date,Campaign Name,Swipes,Spend,Impressions,Purchases",
    "Date,Conversion ROAS,Clicks,Spend,Impressions,eCPM",
  ])
  func centsAreNoMillionths(header: String) throws {
    let cents = try Reading(
      "\(header)\n2025-02-01,1,199,386.55,9203,4\n2025-02-02,1,9,10.00,203,0\n")
    #expect(cents.total(.cost) == "396.55")
    let millionths = try Reading("\(header)\n2025-02-01,1,199,386550000,9203,4\n")
    #expect(millionths.total(.cost) == "386.55")
    let floats = try Reading("\(header)\n2025-02-01,1,199,386550000.0,9203,4\n")
    #expect(floats.total(.cost) == "386.55")
  }

  /// Under a name that says millionths, or beyond the rows that tell what a file is, cents are asked.
  @Test func brokenMillionthsAreAsked() throws {
    let many = (0..<80).map { _ in "2025-02-01,A,386550000,9203,199\n" }.joined()
    for (header, rows) in [
      ("date,campaign,cost_micros,impressions,clicks", "2025-02-01,A,386.55,9203,199\n"),
      ("Date,campaign,Spend,Impressions,Swipes", many + "2025-02-02,A,386.55,9203,199\n"),
    ] {
      let error = try #require(try Reading.refusal("\(header)\n\(rows)"), "was read: \(header)")
      #expect(error.code == .amountDoubtful && error.message.contains("386.55"))
    }
  }

  @Test func accentsMayBeLeftOutOfTablesMadeByHand() throws {
    for text in [
      "Data,Campanha,Cliques,Impressoes,Investimento,Conversoes,Receita\n2026-03-01,Marca,120,5400,45.50,12,500\n",
      "Dia,Campana,Impresiones,Clics,Inversion,Conversiones,Ingresos\n2026-03-01,Marca,5400,120,45.50,12,500\n",
      "Datum;Kampagne;Klicks;Impression;Kosten;Kaeufe;Umsaetze\n2026-03-01;Marca;120;5400;45,50;12;500\n",
    ] {
      let reading = try Reading(text)
      #expect(reading.summary.platform == "generic", "\(text)")
      #expect(reading.total(.cost) == "45.50" && reading.total(.conversions) == "12.00", "\(text)")
      #expect(reading.total(.impressions) == "5400.00" && reading.total(.saleAmount) == "500.00")
      #expect(reading.names[.campaign] == ["Marca"])
    }
  }

  @Test func platformsOfOtherMarketsHaveTheirChannel() throws {
    let table = try #require(try PlatformCatalog().named("generic"))
    for (word, channel) in [
      ("yandex_direct", "Search"), ("네이버", "Search"), ("VK Ads", "Social"), ("DV360", "Display"),
    ] {
      #expect(table.channel(named: word) == channel, "\(word)")
    }
  }

  /// A platform writes its accents.
  @Test func aTableWithoutAccentsIsNoGoogleAds() throws {
    let reading = try Reading(
      "Dia,Campana,Impresiones,Clics,Coste\n2026-03-01,Marca,5400,120,45.50\n")
    #expect(reading.summary.platform == "generic")
  }

  /// Headers of another language that Google Ads has too, with a revenue that it does not have.
  @Test(arguments: [
    "Datum;Kampagne;Kosten;Klicks;Impressionen;Conversions;Umsatz",
    "Date;Campagne;Coût;Clics;Impressions;Conversions;Revenus",
    "Fecha;Campaña;Coste;Clics;Impresiones;Conversiones;Ingresos",
    "Data;Campanha;Custo;Cliques;Impressões;Conversões;Receita",
    "Datum;Campagne;Kosten;Klikken;Vertoningen;Conversies;Omzet",
  ])
  func revenueThatGoogleDoesNotHaveMakesATable(header: String) throws {
    let reading = try Reading("\(header)\n2024-05-01;Marke;10,50;10;100;2;55,00\n")
    #expect(reading.summary.platform == "generic" && reading.total(.saleAmount) == "55.00")
    let without = try Reading(
      "\(header.split(separator: ";").dropLast().joined(separator: ";"))\n2024-05-01;Marke;10,50;10;100;2\n"
    )
    #expect(without.summary.platform == "google_ads")
  }

  @Test func aSumThatIsCalledBlendedIsATotal() throws {
    let reading = try Reading(
      """
      Date,Channel,Spend,Impressions,Clicks
      2026-08-01,Google,100.50,1000,10
      2026-08-01,Meta,200.50,2000,20
      2026-08-01,Blended,301.00,3000,30

      """)
    #expect(reading.total(.cost) == "301.00" && reading.footers.count == 1)
  }

  @Test func monthsOfChannelsNeedNoCounts() throws {
    let reading = try Reading(
      "month,channel,spend\n2026-08,Google Ads,420.50\n2026-09,Meta Ads,180\n")
    #expect(reading.total(.cost) == "600.50")
    #expect(reading.summary.lastDay?.description == "2026-09-30")
  }

  @Test func aTableWithoutDaysCoversAnUnknownTime() throws {
    let reading = try Reading(
      "Campaign,Impressions,Clicks,Conversions,Cost_EUR\nA,1000,10,2,20.50\n")
    #expect(reading.total(.cost) == "20.50" && reading.summary.currency == "EUR")
    #expect(reading.summary.firstDay == nil)
  }

  /// The platform documents month-day, in which the campaigns would have run for months.
  @Test func periodsOfAMonthAtMostAskForTheOrder() throws {
    let header = "Campaign Name,Total Spent,Impressions,Clicks,Start Date,End Date\n"
    let error = try #require(
      try Reading.refusal(
        header + "A,1200,50000,800,01/02/2025,05/02/2025\nB,1300,52000,810,03/06/2025,10/06/2025\n"),
      "was read")
    #expect(error.code == .dateAmbiguous)
    let plain = try Reading(header + "A,1200,50000,800,02/01/2025,02/05/2025\n")
    #expect(plain.summary.firstDay?.description == "2025-02-01")
  }

  @Test func theNearestTableIsTheOneThatLacksLeast() throws {
    let error = try #require(
      try Reading.refusal("campaign,spend,conversions,cpa,roas,source\nA,2000,120,16.67,5.1,x\n"),
      "was read")
    #expect(error.code == .platformUnknown)
    #expect(
      error.hint?.contains("nearest is Marketing table, but the file lacks one of «date»") == true
    )
  }

  @Test func aLineBeforeTheHeaderNamesTheCurrency() throws {
    let text = "Campaign report\nCurrency: AUD\n\nDate,Campaign,Impressions,Clicks,Cost\n"
    #expect(try Reading(text + "2025-03-01,A,1,1,$2.50\n").summary.currency == "AUD")
    let other = text.replacing("Currency: AUD", with: "Amounts in EUR and AUD, no currency named")
    #expect(try Reading(other + "2025-03-01,A,1,1,2.50\n").summary.currency == nil)
    // A column says more than a line.
    let column = text.replacing("Cost\n", with: "Cost,Currency\n")
    #expect(try Reading(column + "2025-03-01,A,1,1,2.50,EUR\n").summary.currency == "EUR")
  }

  /// Of a currency without hundredths a single mark is one of thousands, wherever the currency stands.
  @Test(arguments: [
    ("Date;Campaign;Cost;Currency;Impressions;Clicks\n", "2025-03-01;A;1,234;JPY;1;1\n", "1234.00"),
    (
      "Date,Campaign,Cost,Currency,Impressions,Clicks\n", "2025-03-01,A,12.000,VND,1,1\n",
      "12000.00"
    ),
    ("Date,Campaign,Cost,Impressions,Clicks\n", "2025-03-01,A,12.000 ₫,1,1\n", "12000.00"),
    ("Date,Campaign,Cost,Impressions,Clicks\n", "2025-03-01,A,Rp 12.000,1,1\n", "12000.00"),
    ("日,キャンペーン名,インプレッション数,クリック数,コスト\n", "2025-03-01,A,1,1,\"12,000\"\n", "12000.00"),
    ("Date;Campaign;Cost;Currency;Impressions;Clicks\n", "2025-03-01;A;1,234;EUR;1;1\n", "1.23"),
  ])
  func wholeCurrenciesHaveThousands(header: String, row: String, cost: String) throws {
    #expect(try Reading(header + row).total(.cost) == cost)
  }

  @Test(arguments: ["2025.12.03.", "2025. 12. 3.", "2025.12.03"])
  func dateMayEndInItsPoint(date: String) throws {
    let reading = try Reading("Date,Campaign,Cost,Impressions,Clicks\n\(date),A,1,1,1\n")
    #expect(reading.rows.first?.day?.description == "2025-12-03")
  }

  @Test func yearsOfOtherCalendarsAreNoDates() throws {
    let reading = try Reading(
      "Day,Campaign,Cost,Impr.,Clicks\n13/9/2568,A,1,1,1\n13/9/2025,A,2,1,1\n")
    #expect(reading.total(.cost) == "2.00")
    #expect(reading.quarantined.map(\.rule) == ["date"])
  }

  @Test(arguments: ["acquisition_channel", "utm_source", "Data source name", "datasource", "投放渠道"])
  func whoseAdsRowsAreMayBeCalledOtherwise(header: String) throws {
    let reading = try Reading(
      "date,\(header),cost,impressions,clicks\n2025-03-01,google,1,1,1\n2025-03-01,facebook,2,1,1\n"
    )
    #expect(reading.summary.platform == "generic")
    #expect(reading.summary.mapped[.channel] == header)
  }

  @Test func aReportWithoutImpressionsIsToldByItsCostPerConversion() throws {
    let reading = try Reading(
      "Rapport\n1 septembre 2026 - 30 septembre 2026\nCampagne;Coût;Conversions;Coût/conv.\nA;1 234,56;40,5;30,48\n"
    )
    #expect(reading.summary.platform == "google_ads")
    #expect(reading.total(.cost) == "1234.56")
  }

  @Test(arguments: ["Week,Spend_Meta,Spend_Google,Sales", "date,meta_spend,google_spend,sales"])
  func oneColumnAChannelIsRefusedWithWhatHelps(header: String) throws {
    let error = try #require(try Reading.refusal("\(header)\n2024-03-04,1,2,3\n"), "was read")
    #expect(error.code == .reportUnsuitable)
    #expect(error.message.contains("one column a channel"))
  }
}
