import Testing

@testable import Diagnostics
@testable import Ingest
@testable import Metrics

/// What no cell of a file tells, and would move money or days: it is asked.
@Suite struct AskedTests {
  private func refusal(_ text: String) throws -> Diagnostic {
    try #require(try Reading.refusal(text), "was read: \(text)")
  }

  /// Sums of rows beside them, by names that no list has.
  @Test(arguments: [
    (
      "Campaign,Spend,Impressions,Clicks",
      "A,10.33,100,1\nB,15.44,210,2\nC,5.01,50,3\nTTL,30.78,360,6"
    ),
    (
      "Campaign,Spend,Impressions,Clicks",
      "Account,30.78,360,6\nA,10.33,100,1\nB,15.44,210,2\nC,5.01,50,3"
    ),
    (
      "Date,Region,Channel,Spend,Impressions,Clicks",
      "2024-01-01,EMEA,Google,30,3000,30\n2024-01-01,FR,Google,10,1200,10\n2024-01-01,UK,Google,20,1800,20\n"
        + "2024-01-02,EMEA,Google,31,3100,30\n2024-01-02,FR,Google,11,1300,10\n2024-01-02,UK,Google,20,1800,20"
    ),
    (
      "Date,Campaign,Spend,Impressions,Clicks",
      "2024-01-01,A,10.33,100,1\n2024-01-02,A,15.44,100,1\n2024-01-07,Week 1,25.77,200,2\n"
        + "2024-01-08,A,10.35,100,1\n2024-01-09,A,15.44,110,1\n2024-01-14,Week 2,25.79,210,2"
    ),
    (
      "Day,Account,Campaign,Ad group,Cost,Impr.,Clicks",
      "2024-01-01,Acc,A,,30,3000,30\n2024-01-01,Acc,A,x,10,1000,10\n2024-01-01,Acc,A,y,20,2000,20\n"
        + "2024-01-02,Acc,A,,32,3000,30\n2024-01-02,Acc,A,x,11,1000,10\n2024-01-02,Acc,A,y,21,2000,20"
    ),
  ])
  func sumsOfRowsBesideThem(header: String, rows: String) throws {
    let error = try refusal("\(header)\n\(rows)\n")
    #expect(error.code == .reportUnsuitable)
  }

  /// Two rows may well sum to a third, and many to one of all.
  @Test(arguments: [
    "A,10,100,1\nB,20,200,2\nC,30,300,3", "A,10,100,1\nB,0,0,0\nC,10,100,1",
    "A,10.33,100,1\nB,15.44,210,2\nC,5.01,50,3\nD,30.78,360,7",
    "A,1,100,1\nB,2,200,2\nC,3,300,3\nD,500,90000,70\nE,600,80000,60",
  ])
  func rowsThatAreNoSums(rows: String) throws {
    let reading = try Reading("Campaign,Spend,Impressions,Clicks\n\(rows)\n")
    #expect(reading.rows.count == rows.split(separator: "\n").count)
  }

  /// Of one price a click and one a thousand impressions any rows may be each other's sums.
  @Test func rowsOfOneKindAreNoSums() throws {
    let header = "Date,Campaign,Spend,Impressions,Clicks\n"
    let reading = try Reading(
      header
        + (1...2).map { day in
          (1...3).map { "2024-01-0\(day),C\($0),\($0)00,\($0)0000,\($0)00\n" }.joined()
        }.joined())
    #expect(reading.rows.count == 6)
    // A name whose rows all are, on three days, is one all the same.
    let days = (1...3).map { day in
      "2024-01-0\(day),EMEA,3\(day),3\(day)00,3\(day)\n2024-01-0\(day),FR,1\(day),1\(day)00,1\(day)\n2024-01-0\(day),UK,20,2000,20\n"
    }
    #expect(
      try refusal("Date,Region,Spend,Impressions,Clicks\n" + days.joined()).code
        == .reportUnsuitable)
    // A budget that is doubled is that of the same campaign.
    let doubled = try Reading(
      header
        + [1, 2, 3, 4, 8].enumerated().map { "2024-01-0\($0 + 1),A,\($1)0,\($1)000,\($1)\n" }
        .joined())
    #expect(doubled.rows.count == 5)
  }

  @Test(arguments: ["Account currency", "Ccy", "Spend currency", "Billing Curr.", "Monnaie"])
  func aColumnOfCodesIsOneOfCurrencies(header: String) throws {
    let text = "Date,Campaign,\(header),Spend,Impressions,Clicks\n2024-01-01,A,EUR,10,100,1\n"
    #expect(try Reading(text).summary.currency == "EUR")
    #expect(try refusal(text + "2024-01-01,B,GBP,10,100,1\n").code == .currencyMixed)
  }

  @Test func otherWordsOfThreeLettersAreNoCurrencies() throws {
    let header = "Date,Campaign,Phase,Spend,Impressions,Clicks\n"
    let named = try Reading(header + "2024-01-01,A,TRY,€10,100,1\n2024-01-02,A,TRY,€10,100,1\n")
    #expect(named.summary.currency == "EUR" && named.rows.count == 2)
    let reading = try Reading(
      "Date,Campaign,Unit,Spend,Impressions,Clicks\n2024-01-01,A,USA,10,100,1\n2024-01-01,B,CAD,1,1,1\n"
    )
    #expect(reading.summary.currency == nil)
    let two = try refusal(
      "Date,Campaign,Local currency,Reporting currency,Spend,Impressions,Clicks\n2024-01-01,A,GBP,EUR,10,100,1\n"
    )
    #expect(two.code == .columnAmbiguous)
  }

  @Test(arguments: ["Calendar", "Snapshot", "As of"])
  func datesThatAreNotReadAreAsked(header: String) throws {
    let error = try refusal(
      "\(header),Campaign,Impressions,Clicks,Spend\n2024-01-07,A,100,1,10\n2024-01-14,A,100,1,10\n")
    #expect(error.code == .columnMissing && error.hint?.contains("day: \(header)") == true)
  }

  @Test(arguments: [
    "createdAt", "lastModified", "Startdatum", "開始日", "Data rozpoczęcia", "Дата начала", "_synced",
    "Release Date", "Date added", "Launch date",
  ])
  func datesOfCampaignsInOtherWords(header: String) throws {
    let reading = try Reading(
      "Campaign,Product,\(header),Impressions,Clicks,Spend\nA,x,2024-01-07,100,1,10\nA,y,2024-01-14,100,1,10\n"
    )
    #expect(reading.rows.count == 2 && reading.summary.firstDay == nil)
  }

  @Test func datesOfCampaignsAreNotThoseOfRows() throws {
    let header = "Campaign,Start date,End date,Impressions,Clicks,Spend\n"
    let flights = try Reading(
      header + "A,2024-01-07,2024-03-01,100,1,10\nB,2024-01-14,2024-03-01,100,1,10\n")
    #expect(flights.summary.firstDay == nil && flights.total(.cost) == "20.00")
    let weeks = try refusal(
      header + "A,2024-01-01,2024-01-07,100,1,10\nA,2024-01-08,2024-01-14,100,1,10\n")
    #expect(weeks.hint?.contains("period_start") == true)
    var options = ReadingOptions()
    options.columns = [.periodStart: "Start date", .periodEnd: "End date"]
    let named = try Reading(
      header + "A,2024-01-01,2024-01-07,100,1,10\nA,2024-01-08,2024-01-14,100,1,10\n",
      options: options)
    #expect(DateSpanTests.spans(named) == ["2024-01-01 2024-01-07", "2024-01-08 2024-01-14"])
  }

  @Test(arguments: ["Week ending", "Week end", "W/E", "Week Ended"])
  func aWeekMayBeNamedByItsLastDay(header: String) throws {
    let reading = try DateSpanTests.reading(["2024-11-10", "2024-11-17"], header: header)
    #expect(DateSpanTests.spans(reading) == ["2024-11-04 2024-11-10", "2024-11-11 2024-11-17"])
  }

  /// Three decimals in every amount of money, or thousands.
  @Test func thousandsThatMayBeDecimalsAreAsked() throws {
    let header = "Date;Campaign;Spend;Impressions;Clicks;Conversions\n"
    let rows = "2024-01-01;A;1.234;100;1;3.5\n2024-01-02;A;1.987;100;1;2.5\n"
    let error = try refusal(header + rows)
    #expect(error.code == .numberAmbiguous && error.hint?.contains("`decimal: \",\"`") == true)
    var options = ReadingOptions()
    options.decimal = 0x2E
    #expect(try Reading(header + rows, options: options).total(.cost) == "3.22")
    // Between commas the other amounts tell it, and some currencies have thousandths.
    let commas = try Reading((header + rows).replacing(";", with: ","))
    #expect(commas.total(.cost) == "3.22")
    #expect(
      try Reading(
        (header.replacing("Spend", with: "Spend (KWD)")
          + rows.replacing(";3.5", with: ";3").replacing(";2.5", with: ";2")).replacing(
            ";", with: ",")
      ).total(.cost) == "3.22")
    // A nought before it, or four digits, and it is no mark of thousands.
    for cell in ["0.123", "1234.567"] {
      let reading = try Reading(header + rows + "2024-01-03;A;\(cell);100;1;3.5\n")
      #expect(reading.rows.count == 3)
    }
  }

  @Test(arguments: [
    ("Cost", "Revenue", "$10.00", "CA$30.00"), ("Cost ($)", "Revenue (CAD)", "10.00", "30.00"),
  ])
  func twoDollarsAreNotOne(cost: String, revenue: String, a: String, b: String) throws {
    let text = "Date,Campaign,\(cost),Impressions,Clicks,\(revenue)\n2024-01-01,A,\(a),100,1,\(b)\n"
    if let error = try Reading.refusal(text) {
      #expect(error.code == .currencyMixed)
    } else {
      #expect(try Reading(text).quarantined.map(\.rule) == ["currency"])
    }
    let rows =
      "Date,Campaign,Spend,Impressions,Clicks\n2024-01-01,A,$10,100,1\n2024-01-01,B,A$10,100,1\n"
    #expect(try refusal(rows).code == .currencyMixed)
    let named = "Date,Campaign,Currency,Spend,Impressions,Clicks\n2024-01-01,A,CAD,$10,100,1\n"
    #expect(try Reading(named).summary.currency == "CAD")
  }

  @Test(arguments: [
    "All values in k€", "Spend in EUR thousand", "Currency: EUR, thousands", "Amounts in cents",
    "Kosten in TEUR", "单位：万元",
  ])
  func unitsOfAmountsAreAsked(note: String) throws {
    let table = "Date,Campaign,Spend,Impressions,Clicks\n2024-01-01,A,10,100,1\n"
    #expect(try refusal("\(note)\n\(table)").code == .amountDoubtful)
    #expect(try refusal("\(table)* \(note)\n").code == .amountDoubtful)
    for name in [
      "Campaigns of Kenya and Kent, in Kiel", "Kampagnenbericht Westeuropa",
      "Thousand Oaks dealers",
      "Rapport sur les moteurs de recherche", "Kunde: Mamma Mio.", "Stores in K-Town",
      "thousands of users saw the banner twice", "CPM = cost per 1,000 impressions (thousand)",
    ] {
      #expect(try Reading("\(name)\n\(table)").rows.count == 1)
    }
  }

  @Test func aHeaderMayBeWrapped() throws {
    let text =
      "Date,\"Campaign\nname\",\"Spend\r\n(EUR)\",Impressions,Clicks\n2024-01-01,A,10,100,1\n"
    let reading = try Reading(text)
    #expect(reading.total(.cost) == "10.00" && reading.summary.currency == "EUR")
    #expect(reading.summary.header[1...2] == ["Campaign name", "Spend (EUR)"])
  }

  @Test(arguments: [
    (" $ -   ", "0.00"), ("€-", "0.00"), ("- €", "0.00"), ("=\"10.00\"", "10.00"), ("$-5", "-5.00"),
  ])
  func amountsAsSpreadsheetsWriteThem(cell: String, amount: String) throws {
    let quoted = "\"\(cell.replacing("\"", with: "\"\""))\""
    let reading = try Reading(
      "Date,Campaign,Spend,Impressions,Clicks\n2024-01-01,A,\(quoted),100,1\n")
    #expect(reading.total(.cost) == amount && reading.quarantined.isEmpty)
  }

  /// Two reports of Amazon's, one under the other.
  @Test func whatTheOtherColumnHoldsIsNamed() throws {
    let reading = try Reading(
      """
      Date,Currency,Campaign Name,Impressions,Clicks,Spend,7 Day Total Sales,7 Day Total Orders (#),14 Day Total Sales,14 Day Total Orders (#)
      2024-01-01,USD,A,100,1,10,100,2,,
      2024-01-01,USD,B,100,1,10,,,50,1

      """)
    let told = reading.summary.warnings.filter { $0.code == .columnAmbiguous }.map(\.message)
    #expect(told.count == 2 && told.contains { $0.contains("100.00 in 1 row") })
    #expect(told.contains { $0.contains("«7 Day Total Orders (#)» holds 2.00") })
  }

  /// A job appends the last days to a sheet each day.
  @Test func daysThatWereExportedTwiceAreAsked() throws {
    let header = "Day,Campaign,Cost,Impr.,Clicks,Conversions,Conv. value\n"
    let rows = (1...4).map { "2024-01-0\($0),A,1\($0).50,1\($0)00,20,1,20\n" }
    let late = (3...4).map { "2024-01-0\($0),A,1\($0).50,1\($0)00,20,2,45\n" }
    let text = header + (rows + late).joined()
    let error = try refusal(text)
    #expect(error.code == .rowsConflict && error.message.contains("of line 4"))
    #expect(try Reading(text, options: ReadingOptions(keepsRepeats: true)).rows.count == 6)
    // Rows that are equal in all count once, and others differ in what they got.
    #expect(try Reading(header + (rows + rows).joined()).total(.cost) == "52.00")
    // When a row was exported does not tell it from others.
    let stamped = [(rows, "05T06:00:00Z"), (late, "06T06:00:00Z")].flatMap { rows, stamp in
      rows.map { $0.replacing("\n", with: ",2024-01-\(stamp)\n") }
    }
    #expect(
      try refusal(header.replacing("value\n", with: "value,Exported at\n") + stamped.joined()).code
        == .rowsConflict)
    // What breaks the day down tells rows apart.
    let hours = (0...3).map { hour in
      (1...4).map { "2024-01-0\($0),A,1\($0).50,1\($0)0\(hour % 2),20,\(hour),20,\(hour)\n" }
        .joined()
    }
    #expect(
      try Reading(header.replacing("value\n", with: "value,Hour\n") + hours.joined()).rows.count
        == 16)
    let other = (3...4).map { "2024-01-0\($0),A,1\($0).50,1\($0)01,20,2,45\n" }
    #expect(try Reading(header + (rows + other).joined()).rows.count == 6)
  }

  /// A pivot table of a spreadsheet names a campaign once.
  @Test func labelsThatAreNotRepeatedAreAsked() throws {
    let header = "Campaign,Date,Spend,Impressions,Clicks\n"
    func rows(_ names: [String]) -> String {
      names.enumerated().map { "\($1),2024-01-0\($0 % 3 + 1),1\($0).50,1\($0)00,1\($0)\n" }.joined()
    }
    let error = try refusal(header + rows(["A", "", "", "B", "", ""]))
    #expect(error.code == .reportUnsuitable && error.hint?.contains("repeat the labels") == true)
    // A campaign that nobody has named here and there.
    for names in [
      ["A", "A", "", "B", "B", ""], ["", "A", "", "", "B", ""], ["A", "", "", "A", "", ""],
    ] {
      #expect(try Reading(header + rows(names)).rows.count == 6)
    }
  }

  @Test func aCountryIsAPlaceInEveryLanguage() throws {
    let reading = try Reading(
      "Tag,Kampagne,Land/Gebiet,Währungscode,Impr.,Klicks,Kosten\n2024-01-01,A,Chile,EUR,100,1,10\n"
    )
    #expect(reading.names[.location] == ["Chile"] && reading.names[.country] == ["Chile"])
  }
}
