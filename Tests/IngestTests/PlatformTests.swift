import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// One small invented export for each thing that platforms do differently.
@Suite struct PlatformTests {
  private func refusal(_ text: String, options: ReadingOptions = ReadingOptions()) throws
    -> Diagnostic
  {
    try #require(try Reading.refusal(text, options: options), "was read")
  }

  @Test(arguments: [
    ("Kampagne,Tag,Impr.,Klicks,Kosten,Conversions", "2026-03-02", "Konto"),
    ("Campaña,Día,Impr.,Clics,Coste,Conversiones", "2 mar 2026", "Cuenta"),
    ("Campagne,Jour,Impr.,Clics,Coût,Conversions", "lun. 2 mars 2026", "Compte"),
    ("Campanha,Dia,Impr.,Cliques,Custo,Conversões", "\"seg., 2 de mar. de 2026\"", "Conta"),
    ("Campagna,Giorno,Impr.,Clic,Costo,Conversioni", "2 mar 2026", "Nome account"),
    ("Campagne,Dag,Vertoningen,Klikken,Kosten,Conversies", "2 mrt 2026", "Accountnaam"),
    ("キャンペーン,日,表示回数,クリック数,費用,コンバージョン", "2026年3月2日", "アカウント"),
    ("广告系列,日期,展示次数,点击次数,费用,转化次数", "2026年3月2日", "账号"),
  ])
  func googleSpeaksManyLanguages(header: String, date: String, account: String) throws {
    let reading = try Reading(
      "\(header)\nAlfa,\(date),1000,10,\"12,50\",\"1,50\"\nBeta,\(date),500,5,\"7,50\",\"0,50\"\n")
    #expect(reading.summary.platform == "google_ads")
    #expect(reading.rows.map { $0.day?.description } == ["2026-03-02", "2026-03-02"])
    #expect(reading.total(.cost) == "20.00")
    #expect(reading.total(.conversions) == "2.00")
    #expect(reading.names[.campaign] == ["Alfa", "Beta"])
  }

  @Test func reportsWithoutADayCoverTheRangeOfTheirPreamble() throws {
    func report(_ range: String) throws -> Reading {
      try Reading(
        """
        Campaign report
        \(range)
        Campaign status,Campaign,Campaign type,Impr.,Currency code,Cost,Clicks
        Enabled,Total Wine,Search,"1,000",USD,5.00,10
        Enabled,Banner,Display,500,USD,2.50,5
        Total: Campaigns, --,,"1,500",USD,7.50,15
        Total: Account,,,"1,600",USD,8.50,17
        Total: Search,,Search,"1,000",USD,5.00,10

        """)
    }
    let reading = try report("\"May 5, 2026 - May 15, 2026\"")
    #expect(reading.rows.map { $0.day?.description } == ["2026-05-05", "2026-05-05"])
    #expect(reading.rows.map { $0.periodEnd?.description } == ["2026-05-15", "2026-05-15"])
    #expect(reading.footers.map(\.isGrandTotal) == [false, true, false])
    let warnings = reading.summary.warnings.filter { $0.code == .totalsDiffer }
    #expect(warnings.count == 1)
    #expect(warnings.first?.message.contains("cost 8.50, loaded are 7.50") == true)
    #expect(reading.summary.firstDay?.description == "2026-05-05")
    #expect(reading.summary.lastDay?.description == "2026-05-15")
    for range in [
      "5 May 2026 - 15 May 2026", "5. Mai 2026 – 15. Mai 2026", "5–15: 2026-05-05/2026-05-15",
    ] {
      #expect(try report(range).rows.first?.periodEnd?.description == "2026-05-15")
    }
    #expect(try report("6 May 2026 - 6 May 2026").rows.first?.periodEnd == nil)
    let unknown = try report("All time")
    #expect(unknown.rows.map(\.day) == [nil, nil])
    #expect(unknown.summary.firstDay == nil)
    let ambiguous = try report("05/06/2026 - 07/06/2026")
    #expect(ambiguous.rows.first?.day == nil)
    #expect(ambiguous.summary.warnings.contains { $0.code == .dateAmbiguous })
  }

  @Test func rowsWithTheirOwnRangeKeepIt() throws {
    let reading = try Reading(
      """
      Campaign name,Amount spent (EUR),Impressions,Link clicks,Reporting starts,Reporting ends
      ,30,300,30,2026-01-01,2026-01-31
      A,10,100,10,2026-01-01,2026-01-31
      B,20,200,20,2026-01-07,2026-01-07
      C,20,200,20,2026-01-09,2026-01-07

      """)
    #expect(reading.rows.map { $0.periodEnd?.description } == ["2026-01-31", nil])
    #expect(reading.footers.count == 1)
    #expect(reading.quarantined.map(\.rule) == ["date"])
  }

  @Test func millionthsAreUnitsWhereThePlatformWritesThem() throws {
    let google = try Reading(
      "date,campaign_id,impressions,clicks,cost_micros,conversions,conversions_value\n2026-01-01,7,10,1,1234567,0.5,2.5\n"
    )
    #expect(google.summary.measures[.cost]?.accepted == 1_234_567)
    #expect(google.summary.measures[.saleAmount]?.accepted == 2_500_000)
    let pinterest = try Reading(
      "date,campaign_name,impression_1,impression_2,clickthrough_1,clickthrough_2,spend_in_micro_dollar\n2026-01-01,A,10,5,1,,1500000\n2026-01-02,A,,,,,1500000\n"
    )
    #expect(pinterest.total(.impressions) == "15.00")
    #expect(pinterest.total(.cost) == "3.00")
    #expect(pinterest.summary.measures[.clicks]?.missing == 1)
  }

  @Test func midnightsInUTCBelongToTheirOwnDay() throws {
    func days(_ times: [String]) throws -> [String?] {
      let rows = times.map { "2,\($0),10,1,1500000\n" }.joined()
      return try Reading("account_id,date,impressions,clicks,billed_charge_local_micro\n" + rows)
        .rows
        .map { $0.day?.description }
    }
    #expect(
      try days(["2026-01-01 08:00:00", "2026-07-01 07:00:00"]) == ["2026-01-01", "2026-07-01"])
    #expect(
      try days(["2026-01-01 23:00:00", "2026-07-01 22:00:00"]) == ["2026-01-02", "2026-07-02"])
    #expect(
      try days(["2026-01-01 03:00:00", "2026-01-01 22:00:00"]) == ["2026-01-01", "2026-01-01"])
  }

  @Test func theDocumentedOrderDecidesOnlyWhereNothingElseDoes() throws {
    func report(_ second: String) -> String {
      """
      Campaign Performance Report (in UTC)
      Report Start: 03/01/2026, Report End: 03/04/2026

      Start Date (in UTC),Account Name,Campaign Name,Total Spent,Impressions,Clicks
      03/02/2026,Acme,A,"1,234.50",100,1
      \(second),Acme,B,10.00,100,1
      Total,,,"1,244.50",200,2

      """
    }
    let documented = try Reading(report("03/04/2026"))
    #expect(documented.rows.map { $0.day?.description } == ["2026-03-02", "2026-03-04"])
    #expect(documented.footers.map(\.isGrandTotal) == [true])
    let proven = try Reading(report("23/03/2026"))
    #expect(proven.rows.map { $0.day?.description } == ["2026-02-03", "2026-03-23"])
  }

  @Test func numbersFollowTheFilesOwnLocale() throws {
    let reading = try Reading(
      """
      Día,Nombre del anuncio,Importe gastado (EUR),Impresiones
      2026-09-20,Uno,"3,10","1.204"
      ,Resultados totales,"3,10",

      """)
    #expect(reading.total(.cost) == "3.10")
    #expect(reading.total(.impressions) == "1204.00")
    #expect(reading.summary.currency == "EUR")
    // No money tells, but impressions have no fraction.
    let counts = try Reading(
      "Día,Nombre del anuncio,Importe gastado (EUR),Impresiones\n2026-09-20,Uno,3,1.204\n")
    #expect(counts.total(.impressions) == "1204.00")
    let rupees = try Reading(
      "Date,Campaign Name,Impressions,Clicks,Spend,14 Day Total Sales (₹)\n\"Feb 1, 2026\",A,5,1,Rs.201.68,Rs.1\n"
    )
    #expect(rupees.total(.cost) == "201.68")
    #expect(rupees.summary.currency == "INR")
    let error = try refusal(
      Flat.file([Flat.row(cost: "10.50")]), options: ReadingOptions(decimal: 0x2C))
    #expect(error.code == .numberConflict)
  }

  @Test(arguments: [
    ("# ---\n# Start date: 20260101\n# End date: 20260131\nCity,Users\nX,1\n", "site"),
    ("date,# of orders,total revenue\n2026-01-01,5,10\n", "sales.csv"),
    ("date,tv_spend,radio_spend,revenue\n2026-01-05,1,2,3\n", "channel"),
  ])
  func whatIsNoReportOfAdsIsNamed(text: String, word: String) throws {
    let error = try refusal(text)
    #expect(error.code == .reportUnsuitable)
    #expect(error.message.contains(word))
  }

  @Test func aSecondTableIsRefusedAHeaderAgainIsNot() throws {
    let table = "date,campaign,impressions,clicks,cost\n2026-01-01,A,10,1,2\n"
    let joined = try Reading(table + "\u{FEFF}" + table.replacing("2026-01-01", with: "2026-01-02"))
    #expect(joined.rows.count == 2)
    #expect(joined.summary.rowsRead == 2)
    let error = try refusal(table + "date,campaign,impressions,cost,clicks\n2026-01-02,A,10,2,1\n")
    #expect(error.code == .reportUnsuitable)
    #expect(error.place?.line == 3)
  }

  @Test func repeatedHeadersAreToleratedWhileTheyAgree() throws {
    let header = "date,campaign,currency,impressions,clicks,cost,currency,cost\n"
    let agreeing = try Reading(header + "2026-01-01,A,EUR,10,1,2.50,EUR,2.50\n")
    #expect(agreeing.total(.cost) == "2.50")
    let error = try refusal(
      header + "2026-01-01,A,EUR,10,1,2.50,EUR,2.50\n2026-01-02,A,EUR,10,1,2.50,EUR,3.50\n")
    #expect(error.code == .columnAmbiguous)
    #expect(error.place?.line == 3)
  }

  @Test func rowsThatCannotBeRightAreSetAside() throws {
    let reading = try Reading(
      """
      date,campaign id,campaign,currency,impressions,clicks,cost,note
      2026-01-01,9000100003,A,EUR,10,1,2.50,x
      2026-01-02,9.00012E+09,A,EUR,10,1,2.50,x
      2026-01-03,9000100003,A,EUR,10.5,1,2.50,x
      2026-01-04,9000100003,A,EUR,10,1,$2.50,x
      2026-01-05,9000100003,A,EUR,10,1,#N/A,x
      2026-01-06,9000100003,A,EUR,-1,1,2.50,x
      2026-01-07,9000100003,A,EUR,10,1,-2.50,x
      2026-01-08,9000100003,A,EUR,10,1,2.50
      2026-01-09,9000100003,A,EUR,10,1
      2026-01-10,9000100003,A,EUR,10,1,2.50
      """)
    #expect(
      reading.quarantined.map(\.rule) == [
        "id-rounded", "count-fraction", "currency", "amount", "count-negative", "width", "width",
      ])
    // The last row may have been cut where the file ends; a short one further up was not.
    #expect(reading.rows.map(\.line) == [2, 8, 9])
    #expect(reading.total(.cost) == "2.50")
    for trail in reading.summary.measures.values { #expect(trail.isBalanced) }
  }

  @Test func rowsOfOneIdentityMustAgree() throws {
    let text =
      "date,campaign id,campaign,impressions,clicks,cost\n2026-01-01,7,A,10,1,2.50\n2026-01-01,7,A,10,1,3.50\n"
    let error = try refusal(text)
    #expect(error.code == .rowsConflict)
    #expect(error.place?.line == 3)
    #expect(try Reading(text, options: ReadingOptions(keepsRepeats: true)).rows.count == 2)
    // A column beside the key may be what tells the rows apart.
    let network = try Reading(
      "date,campaign id,campaign,network,impressions,clicks,cost\n2026-01-01,7,A,x,10,1,2.50\n2026-01-01,7,A,y,10,1,3.50\n"
    )
    #expect(network.rows.count == 2)
  }

  @Test func aTableMadeByHandIsAskedLast() throws {
    let reading = try Reading(
      "Date,Channel,Campaign,Ad Spend,Impressions,Clicks,Orders,Revenue\n2026-01-01,Facebook Ads,A,5,10,1,1,20\n"
    )
    #expect(reading.summary.platform == "generic")
    #expect(reading.names[.channel] == ["Facebook Ads"])
    #expect(reading.total(.conversions) == "1.00")
  }

  @Test func aPlatformOfAProjectIsReadStrictly() throws {
    let yaml = """
      id: mine
      name: Mine
      channel: Social
      forms:
        - headers: [Tag, Gasto propio]
          micro: [cost]
      columns: {day: [Tag], cost: [Gasto propio]}
      """
    do {
      _ = try PlatformCatalog(additions: [("platforms/mine.yml", yaml)])
      Issue.record("was read")
    } catch {
      #expect(error.code == .configurationInvalid)
      #expect(error.place?.line == 6)
      #expect(error.message.contains("micro"))
    }
  }

  @Test func aColumnThatTheConfigurationNamesTellsThePlatformToo() throws {
    let text = "Date,Campaign,Impressions,Clicks,Media outlay\n2024-05-06,A,10,1,40\n"
    #expect(try refusal(text).code == .platformUnknown)
    let reading = try Reading(text, options: ReadingOptions(columns: [.cost: "Media outlay"]))
    #expect(reading.summary.platform == "generic" && reading.total(.cost) == "40.00")
    let misspelt = try refusal(text, options: ReadingOptions(columns: [.cost: "Media outlays"]))
    #expect(misspelt.hint?.contains("«Media outlays» for cost, which is not there") == true)
  }

  /// A report in a language that no list has is read once its columns are named, with days or without.
  @Test func columnsThatAreNamedMakeAReportOfItsPlatform() throws {
    let options = ReadingOptions(
      platform: "meta",
      columns: [
        .ad: "Nazwa reklamy", .cost: "Wydana kwota (PLN)", .impressions: "Wyświetlenia",
        .clicks: "Kliknięcia linku",
      ])
    let reading = try Reading(
      "Nazwa reklamy,Wydana kwota (PLN),Wyświetlenia,Kliknięcia linku\nA,\"1 234,50\",10000,120\n",
      options: options)
    #expect(reading.summary.platform == "meta" && reading.summary.currency == "PLN")
    #expect(reading.total(.cost) == "1234.50")
  }

  @Test(arguments: ["总计：账号", "总计: 账号", "Total\u{202F}: compte", "Total\u{A0}: compte", "合计"])
  func totalsAreKnownByAnyColonAndBlank(label: String) throws {
    let reading = try Reading(
      "报告\n2024年5月1日 - 2024年5月20日\n广告系列,货币代码,点击次数,展示次数,费用\n"
        + "品牌,CNY,2,10,5.00\n其他,CNY,2,10,6.00\n\(label), ,4,20,11.00\n")
    #expect(reading.rows.count == 2 && reading.footers.count == 1)
    #expect(reading.total(.cost) == "11.00")
  }

  @Test func aTotalWithADayIsOneWhenItSaysWhatTheRowsSumTo() throws {
    let rows =
      "Campaign,Date,Spend,Impressions,Clicks\nA,2024-05-13,10,100,1\nB,2024-05-13,20,200,2\n"
    let total = try Reading(rows + "Total,2024-05-13,30,300,3\nC,2024-05-14,1,1,1\n")
    #expect(total.rows.count == 3 && total.footers.count == 1)
    // Another sum, another text beside it or another name: a campaign like others.
    for row in ["Total,2024-05-13,31,300,3", "Total Wine,2024-05-13,30,300,3"] {
      #expect(try Reading(rows + row + "\n").footers.isEmpty == row.contains("31"))
    }
    #expect(try Reading(rows + "Brand,2024-05-13,30,300,3\n").footers.isEmpty)
  }

  @Test func aTotalIsHeldAgainstWhatWasLoaded() throws {
    let row = "2024-05-06,A,EUR,10,1,30\n"
    let reading = try Reading(
      "Day,Campaign,Currency code,Impr.,Clicks,Cost\n" + row + row + "Total,,,20,2,60\n")
    let warning = reading.summary.warnings.first { $0.code == .totalsDiffer }
    #expect(
      warning?.message.contains("cost 60.00, loaded are 30.00 (30.00 repeat earlier rows)") == true)
  }

  @Test func twoWordsForCostMayNotDiffer() throws {
    func table(_ first: String, _ second: String) -> String {
      "Date,Campaign,Impressions,Clicks,Cost,Spend\n2024-05-13,A,1,1,\(first),\(second)\n"
    }
    let refused = try refusal(table("1", "2"))
    #expect(refused.code == .columnAmbiguous && refused.message.contains("Cost and Spend"))
    #expect(try Reading(table("1.00", "$1")).total(.cost) == "1.00")
    #expect(
      try Reading(table("1", "2"), options: ReadingOptions(columns: [.cost: "Spend"])).total(.cost)
        == "2.00")
  }

  @Test(arguments: [
    ("Revenue,Sales", "30,31"), ("Revenue,Total revenue", "300,900"), ("Conversions,Orders", "9,2"),
  ])
  func twoWordsForRevenueOrConversionsMayNotDiffer(headers: String, values: String) throws {
    func table(_ values: String) -> String {
      "Date,Campaign,Impressions,Clicks,Cost,\(headers)\n2024-05-13,A,1,1,5,\(values)\n"
    }
    let refused = try refusal(table(values))
    #expect(refused.code == .columnAmbiguous && refused.place?.line == 2)
    #expect(refused.place?.column == 7)
    #expect(try Reading(table("9,9.00")).rows.count == 1)
  }

  @Test func aColumnOfAPlatformThatIsNotReadIsNamedWhereItDiffers() throws {
    func report(_ values: [String]) throws -> [Diagnostic] {
      let rows = values.map { "2024-05-13,A,EUR,10,1,5,\($0)\n" }.joined()
      return try Reading(
        "Day,Campaign,Currency code,Impr.,Clicks,Cost,Conv. value,Total conv. value\n" + rows
      ).summary.warnings.filter { $0.code == .columnAmbiguous }
    }
    let warnings = try report(["30.00,30", "30.00,", "30.00,300.00", "40.00,300.00"])
    #expect(warnings.map(\.place) == [Place(file: "export.csv", line: 4, column: 8)])
    #expect(warnings.first?.message.contains("«30.00», «300.00»") == true)
    #expect(try report(["30.00,30", "31.00,31"]).isEmpty)
  }

  @Test func aRowOfTwoCurrenciesIsSetAside() throws {
    func table(_ cost: String, _ revenue: String) -> String {
      "Date,Campaign,Impressions,Clicks,Cost,Revenue\n2024-05-13,A,1,1,\(cost),\(revenue)\n2024-05-14,A,1,1,5,7\n"
    }
    let mixed = try Reading(table("$10.00", "€30.00"))
    #expect(mixed.quarantined.map(\.rule) == ["currency"])
    #expect(mixed.quarantined.map(\.column) == [6])
    #expect(mixed.quarantined.first?.reason.contains("$ and EUR") == true)
    // One mark may be that of the other's currency, where the row says so.
    for (cost, revenue) in [("$10", "CA$30"), ("CA$10", "$30")] {
      let two = try Reading(table(cost, revenue))
      #expect(two.quarantined.map(\.rule) == ["currency"])
      let one = try Reading(
        "Date,Campaign,Impressions,Clicks,Cost,Revenue,Currency\n2024-05-13,A,1,1,\(cost),\(revenue),CAD\n"
      )
      #expect(one.rows.count == 1 && one.summary.currency == "CAD")
    }
  }

  @Test(arguments: [
    ("Cost (USD),Revenue (INR)", "10,3000", 6), ("Cost (USD),Currency", "10,EUR", 6),
    ("cost_usd,Revenue (€)", "10,30", 6),
  ])
  func headersOfTwoCurrenciesAreRefused(headers: String, values: String, column: Int) throws {
    let refused = try refusal(
      "Date,Campaign,Impressions,Clicks,\(headers)\n2024-05-13,A,1,1,\(values)\n")
    #expect(refused.code == .currencyMixed && refused.hint != nil)
    #expect(refused.place == Place(file: "export.csv", line: 1, column: column))
  }

  @Test func headersOfOneCurrencyAreOne() throws {
    let reading = try Reading(
      "Date,Campaign,Impressions,Clicks,Cost ($),Revenue (CAD),Currency\n2024-05-13,A,1,1,2,3,CAD\n"
    )
    #expect(reading.summary.currency == "CAD" && reading.rows.count == 1)
  }

  @Test(arguments: [
    ("2024-03-01 00:00:00", "2024-03-02 00:00:00", "2024-03-03 00:00:00"),
    (
      "2024-03-01T00:00:00.000-08:00", "2024-03-02T00:00:00.000-08:00",
      "2024-03-03T00:00:00.000-08:00"
    ),
    ("3/1/2024 12:00 AM", "3/2/2024 12:00 AM", "3/30/2024 12:00 AM"),
  ])
  func aPeriodToMidnightDoesNotCoverTheDayThatItBegins(_ one: String, _ two: String, _ end: String)
    throws
  {
    func report(_ rows: String...) throws -> Reading {
      try Reading(
        "Start Time,End Time,Campaign Name,Currency,Amount Spent,Paid Impressions,Swipe Ups\n"
          + rows.map { "\($0),C,USD,10.00,100,5\n" }.joined())
    }
    let reading = try report("\(one),\(two)", "\(two),\(end)")
    #expect(reading.rows.first?.day?.description == "2024-03-01")
    #expect(reading.rows.first?.periodEnd == nil)
    #expect(
      reading.rows.last?.periodEnd == (end.hasPrefix("3/30") ? CalendarDay(iso: "2024-03-29") : nil)
    )
    // An end on its own first day is a day that is covered.
    let closed = try report("\(one),\(one)", "\(two),\(end)")
    #expect(closed.rows.first?.periodEnd == nil && closed.rows.last?.periodEnd != nil)
  }

  @Test(arguments: ["Cost USD", "cost_usd", "Cost (in USD)", "COST [USD]"])
  func aCurrencyMayEndAHeader(header: String) throws {
    let reading = try Reading("day,campaign,impr,clicks,\(header)\n2024-05-13,A,7,1,5.00\n")
    #expect(reading.summary.currency == "USD" && reading.total(.impressions) == "7.00")
  }

  @Test func aYenOfAChineseReportIsAYuan() throws {
    let chinese = "天,广告系列,点击次数,展示次数,费用\n2024-05-13,品牌,1,10,"
    #expect(try Reading(chinese + "¥5.00\n").summary.currency == "CNY")
    #expect(try Reading(chinese + "5.00元\n").summary.currency == "CNY")
    let english = "Day,Campaign,Clicks,Impr.,Cost\n2024-05-13,Brand,1,10,¥500\n"
    #expect(try Reading(english).summary.currency == "JPY")
  }

  @Test func thousandsAreToldByTheDelimiterAndTheCurrency() throws {
    let german = try Reading(
      "Tag;Kampagne;Impr.;Klicks;Kosten\n13.05.2024;A;100;5;1.234\n14.05.2024;A;100;5;2.500\n")
    #expect(german.total(.cost) == "3734.00")
    #expect(!german.summary.warnings.contains { $0.code == .numberAmbiguous })
    let rupiah = try Reading(
      "Day,Campaign,Impr.,Clicks,Cost (IDR)\n2024-05-13,A,100,5,150.000\n2024-05-14,A,1,1,75.500\n")
    #expect(rupiah.total(.cost) == "225500.00")
    let open = try Reading("Day,Campaign,Impr.,Clicks,Cost\n2024-05-13,A,100,5,1.234\n")
    let warning = open.summary.warnings.first { $0.code == .numberAmbiguous }
    #expect(warning?.message.contains("«1.234»") == true && warning?.place?.line == 2)
  }

  @Test func ratiosOfThePlatformAreHeldAgainstItsCounts() throws {
    let reading = try Reading(
      """
      Day,Campaign,Impr.,Clicks,Conversions,Cost,CTR,Conv. rate
      2024-05-13,A,1000,50,5,10,5.00%,10.00%
      2024-05-14,A,1000,50,5,10,0.05,10.0
      2024-05-15,A,1000,50,5,10,4.00%,
      2024-05-16,A,1000,50,,10,5%,10.00%

      """)
    #expect(reading.summary.ratios[.clickThrough] == .init(compared: 4, agreeing: 3))
    #expect(reading.summary.ratios[.conversionRate] == .init(compared: 2, agreeing: 2))
  }
}
