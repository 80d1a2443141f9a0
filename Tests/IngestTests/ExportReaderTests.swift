import Diagnostics
import Foundation
import Testing

@testable import Ingest
@testable import Metrics

@Suite struct ExportReaderTests {
  @Test func blanksStayBlank() throws {
    let reading = try Reading(
      Flat.file([Flat.row(), Flat.row("A2", cost: ""), Flat.row("A3", cost: "0")]))
    #expect(reading.rows.count == 3)
    #expect(reading.rows[1].mask.has(.cost) == false)
    #expect(reading.rows[2].mask.has(.cost))
    #expect(reading.summary.measures[.cost]?.missing == 1)
    #expect(reading.total(.cost) == "10.50")
    #expect(reading.summary.currency == "USD")
  }

  @Test func everyAmountIsAccountedFor() throws {
    let reading = try Reading(
      Flat.file([
        Flat.row(), Flat.row(), Flat.row("A2", cost: "12abc"), Flat.row("A3", date: "99-99-2024"),
        Flat.row("A4") + ",extra",
      ]))
    #expect(reading.rows.filter { !$0.isRepeat }.count == 1)
    #expect(reading.summary.rowsRepeated == 1)
    #expect(reading.quarantined.map(\.rule) == ["amount", "date", "width"])
    #expect(reading.quarantined[0].line == 4)
    #expect(reading.quarantined[0].column == 5)
    for measure in Measure.allCases {
      let trail = try #require(reading.summary.measures[measure])
      #expect(trail.isBalanced)
    }
    #expect(reading.summary.measures[.cost]?.read == 42_000_000)
    #expect(reading.summary.measures[.cost]?.quarantined == 21_000_000)
  }

  /// What a cell holds that cannot be read is in no sum, and that is said.
  @Test func amountsThatCannotBeReadAreCounted() throws {
    let reading = try Reading(
      Flat.file([
        Flat.row(), Flat.row("A2", cost: "12abc"), Flat.row("A3", cost: "?", clicks: "x"),
      ]))
    let said = reading.summary.warnings.filter { $0.message.contains("cannot be read") }
    #expect(
      said.map(\.message) == [
        "of 1 row set aside the clicks cannot be read: no sum holds it",
        "of 2 rows set aside the cost cannot be read: no sum holds it",
      ])
    #expect(said.map { $0.place?.line } == [4, 3])
    #expect(said.map { $0.place?.column } == [3, 5])
  }

  @Test(arguments: ["", "\u{FEFF}"])
  func aRowSetAsideHasItsByte(mark: String) throws {
    let text =
      mark + Flat.file([Flat.row(campaign: "Müller \"x\""), Flat.row("A2", cost: "12abc")])
    let row = try #require(try Reading(text).quarantined.first)
    let byte = try #require(row.byte)
    #expect(text.utf8.dropFirst(byte).starts(with: Array("A2,".utf8)))
    // Far into a file, beyond what is held at a time.
    let long = Flat.file(
      (0..<60_000).map { Flat.row("A\($0)") } + [Flat.row("Z", cost: "12abc")])
    let last = try #require(try Reading(long).quarantined.first?.byte)
    #expect(long.utf8.dropFirst(last).starts(with: Array("Z,".utf8)))
    #expect(long.utf8.dropFirst(last - 1).first == 0x0A)
    let other = Array(text.data(using: .utf16LittleEndian) ?? Data())
    let options = ReadingOptions(encoding: .utf16LittleEndian)
    #expect(try Reading(bytes: other, options: options).quarantined.first?.byte == nil)
  }

  @Test func aColumnInMillionthsThatIsNamedByHandIsRead() throws {
    let text = "Day,Campaign,cost_micros,Clicks\n2024-05-13,A,1668170000,5\n"
    let options = ReadingOptions(columns: [
      .day: "Day", .campaign: "Campaign", .cost: "cost_micros", .clicks: "Clicks",
    ])
    #expect(try Reading(text, options: options).total(.cost) == "1668.17")
  }

  /// Money as a country writes it, conversions as a program does.
  @Test func aMeasureMayHaveADecimalMarkOfItsOwn() throws {
    let rows = [
      "2024-05-13;A;1.234,50;1.5;1.234", "2024-05-14;A;12,25;2.25;2.345",
      "2024-05-15;A;7,00;0.75;3.456",
    ]
    let text = "Day;Campaign;Cost;Conversions;Impressions\n" + rows.joined(separator: "\n") + "\n"
    let reading = try Reading(text)
    #expect(reading.total(.cost) == "1253.75")
    #expect(reading.total(.conversions) == "4.50")
    #expect(reading.total(.impressions) == "7035.00")
    #expect(reading.summary.warnings.contains { $0.code == .numberMixed })
    // Two cells are no proof: they may be slips.
    let few = try Reading(
      "Day;Campaign;Cost;Conversions\n2024-05-13;A;1,50;1.5\n2024-05-14;A;2,50;1\n2024-05-15;A;2,50;1\n"
    )
    #expect(few.quarantined.map(\.line) == [2])
    // A count is whole: what looks like a fraction of it is a mark of thousands.
    let counts = try Reading(
      "Day,Campaign,Cost,Impressions\n2024-05-13,A,1.5,1.234\n2024-05-14,A,2.25,2.345\n2024-05-15,A,7.5,3.456\n"
    )
    #expect(counts.total(.impressions) == "7035.00")
    #expect(counts.total(.cost) == "11.25")
  }

  @Test func marksOfMoreCountriesAreRead() throws {
    func file(_ cost: String) -> String {
      "Day,Campaign,Cost,Clicks\n2024-05-13,A,\(cost),5\n"
    }
    #expect(try Reading(file("R 5.20")).summary.currency == "ZAR")
    #expect(try Reading(file("RUB 5.20")).summary.currency == "RUB")
    #expect(try Reading(file("5.20 lei")).summary.currency == "RON")
    let swedish = ReadingOptions(usualCurrency: "SEK")
    #expect(try Reading(file("kr 5.20"), options: swedish).summary.currency == "SEK")
    #expect(
      try Reading(file("kr 5.20"), options: ReadingOptions(currency: "NOK")).summary.currency
        == "NOK")
    for options in [ReadingOptions(), ReadingOptions(usualCurrency: "EUR")] {
      let error = #expect(throws: Diagnostic.self) {
        try Reading(file("kr 5.20"), options: options)
      }
      #expect(error?.code == .currencyAmbiguous)
    }
  }

  @Test(arguments: [
    ("# Start date: 20240501\n# End date: 20240531\n", "2024-05-01", "2024-05-31"),
    ("Von: 01.05.2024\nBis: 31.05.2024\n", "2024-05-01", "2024-05-31"),
    // One of them alone, or in the other order, is no range.
    ("Created to: 2024-05-01\nStart: 2024-05-31\n", "", ""),
  ])
  func aPeriodMayStandOnTwoLines(preamble: String, first: String, last: String) throws {
    let rows = "Campaign,Currency code,Impr.,Clicks,Cost\nA,EUR,10,1,30\n"
    let row = try #require(try Reading("Campaign report\n" + preamble + rows).rows.first)
    #expect(row.day?.description ?? "" == first)
    #expect(row.periodEnd?.description ?? "" == last)
  }

  /// Which conversions are counted is a label: of the export, or of the configuration.
  @Test func theAttributionIsKeptAsALabel() throws {
    let text = """
      Day,Campaign name,Amount spent (EUR),Impressions,Attribution setting
      2024-05-13,A,1.50,10,7-day click or 1-day view
      2024-05-14,A,2.50,10,1-day click
      2024-05-15,A,2.50,10,-
      2024-05-16,A,2.50,10,7-day click or 1-day view

      """
    #expect(
      try Reading(text).summary.attributions == ["7-day click or 1-day view", "1-day click"])
    var options = ReadingOptions()
    options.attribution = "28-day click"
    #expect(try Reading(text, options: options).summary.attributions == ["28-day click"])
  }

  /// Rows that name no currency belong to the first part; a header in between to none.
  @Test func theCurrenciesOfAFileAreReadOneByOne() throws {
    let text = """
      Day,Account,Campaign,Currency,Cost,Clicks
      2024-05-13,A,One,EUR,1.50,5
      2024-05-13,B,Two,usd,2.25,7
      Day,Account,Campaign,Currency,Cost,Clicks
      2024-05-14,A,One,,4.00,1
      2024-05-14,B,Two,USD,x,1

      """
    let error = #expect(throws: Diagnostic.self) { try Reading(text) }
    #expect(error?.code == .currencyMixed)
    #expect(error?.hint?.contains("data/rates.csv") == true)
    let parts = CurrencyPart.all(of: ["EUR", "usd", "USD"])
    let readings = try parts.map { part in
      var options = ReadingOptions()
      options.part = part
      return try Reading(text, options: options)
    }
    #expect(readings.map { $0.summary.currency } == ["EUR", "USD"])
    #expect(readings.map { $0.total(.cost) } == ["5.50", "2.25"])
    #expect(readings.map { $0.summary.rowsRead } == [2, 2])
    #expect(readings.map { $0.quarantined.count } == [0, 1])
    #expect(CurrencyPart.all(of: ["EUR", "eur"]).isEmpty)
  }

  @Test func aSingleRowWithABlankCellMoreIsShifted() throws {
    let reading = try Reading(Flat.file([Flat.row(), Flat.row("A2") + ","]))
    #expect(reading.rows.count == 1)
    #expect(reading.quarantined.map(\.rule) == ["width"])
  }

  @Test func rowsThatAllEndInADelimiterAreRead() throws {
    let reading = try Reading(Flat.file([Flat.row() + ",", Flat.row("A2") + ","]))
    #expect(reading.rows.count == 2)
    #expect(reading.quarantined.isEmpty)
  }

  @Test(arguments: [
    (TextEncoding.windows1252, "", "UTF-8"), (.windows1252, "\u{FEFF}", "byte-order mark"),
    (.utf16LittleEndian, "\u{FEFF}", "byte-order mark"),
  ])
  func anEncodingThatTheFileContradictsIsRefused(said: TextEncoding, mark: String, proof: String)
    throws
  {
    let text = mark + Flat.file([Flat.row(campaign: "Müller Schuhe")])
    do {
      _ = try Reading(text, options: ReadingOptions(encoding: said))
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .fileNotText)
      #expect(error.message.contains(proof))
    }
  }

  @Test func aFileWithoutALastLineEndMayBeCut() throws {
    let whole = Flat.file([Flat.row(), Flat.row("A2")])
    func warns(_ text: String) throws -> Bool {
      try Reading(text).summary.warnings.contains { $0.code == .endMissing }
    }
    #expect(try warns(whole) == false)
    #expect(try warns(String(whole.dropLast(3))))
  }

  @Test func aRowThatIsTooLongIsSetAside() throws {
    let long = Flat.row(campaign: String(repeating: "[", count: 2 << 20))
    let reading = try Reading(Flat.file([Flat.row(), long, Flat.row("A2")]))
    #expect(reading.rows.count == 2)
    #expect(reading.quarantined.map(\.rule) == ["row-long"])
    #expect(reading.quarantined.map(\.line) == [3])
  }

  @Test func anAmountBeyondTheLargestIsSetAsideWithItsReason() throws {
    let text = Flat.file([
      Flat.row(), Flat.row("A2", clicks: "9007199254740993"), Flat.row("A3", cost: "1e309"),
    ])
    let reading = try Reading(text)
    #expect(reading.rows.count == 1)
    #expect(reading.quarantined.map(\.rule) == ["amount", "amount"])
    #expect(
      reading.quarantined.map(\.reason)
        == ["9007199254740993", "1e309"].map {
          "«\($0)» is more than 4,000,000,000,000, the largest amount that is read"
        })
  }

  /// Without its delimiter a quoted cell is cut at the delimiters inside it, and the row has as many
  /// cells as the header.
  @Test func aRowThatLostADelimiterBeforeAQuoteIsSetAside() throws {
    let whole = "A1,Brand,10,100,$10.50,3,1,0.1,$40,16-11-2024,\"Pune, West\",desktop,data course"
    let damaged = whole.replacingOccurrences(of: ",\"Pune", with: "\"Pune")
    let reading = try Reading(Flat.file([whole, damaged]))
    #expect(reading.rows.count == 1)
    #expect(reading.quarantined.map(\.rule) == ["quote"])
    #expect(reading.quarantined.map(\.line) == [3])
    #expect(reading.quarantined.map(\.column) == [10])
  }

  @Test func quotesInsideCellsAreText() throws {
    let rows = [
      "12\" screen", "the \"best\" course", "say \"hi", "\u{201C}quoted\u{201D}", "5\"x7\"",
    ].map { Flat.row(campaign: $0).replacingOccurrences(of: "data course", with: "40\" TV") }
    let reading = try Reading(Flat.file(rows))
    #expect(reading.quarantined.map(\.reason) == [])
    #expect(reading.names[.campaign]?.contains("12\" screen") == true)
  }

  @Test func rowsOfATextWithoutAPlatformAreNamedWhenTheirCellsMayBeShifted() throws {
    func damaged(_ text: String) throws -> [String] {
      let fixture = try Fixture(text)
      return try RawText.read(
        fixture.path, name: "x.csv", options: ReadingOptions(), limit: 0, checksRows: true
      ).damaged.map { "\($0.line) \($0.column) \($0.rule)" }
    }
    #expect(try damaged("a,b,c\n1,2,3\n\n4,5\n6,7,8,9\n") == ["4 3 width", "5 4 width"])
    #expect(
      try damaged("a,b,c\n1,2,3\nx\"y, z\",3,4\n5\"y, z\",6\n") == ["3 4 width", "4 1 quote"])
    #expect(try damaged(" \na,b,c\n") == ["2 2 width"])
  }

  @Test func instantsAreNamed() throws {
    func warns(_ date: String) throws -> Bool {
      try Reading(Flat.file([Flat.row(date: date)])).summary.warnings
        .contains { $0.code == .dateSuspicious }
    }
    #expect(try warns("2024-03-30T23:30:00Z"))
    #expect(try warns("2024-03-30 23:30:00+02:00"))
    #expect(try warns("2024-03-30 23:30:00") == false)
  }

  @Test func repeatedRowsCountWhenTheyAreMeant() throws {
    let reading = try Reading(
      Flat.file([Flat.row(), Flat.row()]), options: ReadingOptions(keepsRepeats: true))
    #expect(reading.total(.cost) == "21.00")
  }

  @Test func aMissingColumnIsRefusedByName() throws {
    let text = Flat.file([Flat.row()])
      .split(separator: "\n")
      .map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset != 4 }.map(\.element).joined(separator: ",")
      }
      .joined(separator: "\n")
    do {
      _ = try Reading(text)
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .columnMissing)
      #expect(error.place?.line == 1)
      #expect(error.message.contains("cost"))
      #expect(error.exitStatus == .badInput)
    }
  }

  @Test func twoColumnsForOneMeasureAreRefused() throws {
    let text = "\(Flat.header),Cost\n\(Flat.row()),5\n"
    do {
      _ = try Reading(text)
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .columnAmbiguous)
      #expect(error.place?.column == 14)
    }
  }

  @Test(arguments: [
    ("", DiagnosticCode.fileEmpty), ("\n\n  \n", .fileEmpty), ("\"\"\n,,\n", .fileEmpty),
    ("hello\n", .platformUnknown),
    ("a,b,c\n1,2,3\n", .platformUnknown),
  ])
  func noExports(text: String, code: DiagnosticCode) throws {
    do {
      _ = try Reading(text)
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == code)
    }
  }

  @Test func aHeaderWithoutRowsIsRefused() throws {
    do {
      _ = try Reading(Flat.header + "\n")
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .noRows)
    }
  }

  @Test func everyEncodingGivesTheSameRows() throws {
    let text = Flat.file([Flat.row(campaign: "Größe – Ünï")], end: "\r\n")
    let utf8 = try Reading(text)
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    var windows: [UInt8] = []
    for scalar in text.unicodeScalars {
      windows.append(scalar == "–" ? 0x96 : UInt8(truncatingIfNeeded: scalar.value))
    }
    let marked = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    for (bytes, encoding) in [
      (little, TextEncoding.utf16LittleEndian), (big, .utf16BigEndian), (windows, .windows1252),
      (marked, .utf8),
    ] {
      // A code page without a mark cannot be known: it is said, or the file is refused.
      let options = ReadingOptions(encoding: encoding == .windows1252 ? encoding : nil)
      let reading = try Reading(bytes: bytes, options: options)
      #expect(reading.summary.encoding == encoding)
      #expect(reading.names[.campaign] == utf8.names[.campaign])
      #expect(reading.total(.cost) == "10.50")
    }
  }

  @Test func aCodePageIsAskedNotGuessed() throws {
    let text = Array(Flat.file([Flat.row(campaign: "Gr")]).utf8)
    let bytes = text.flatMap { $0 == 0x47 ? [0x47, 0xF6] : [$0] }
    do {
      _ = try Reading(bytes: bytes)
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .fileNotText)
      #expect(error.hint?.contains("windows-1252") == true)
    }
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    do {
      _ = try Reading(bytes: [0x50, 0x4B, 0x03, 0x04, 0x00, 0x00, 0x81, 0x8D])
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .fileNotText)
    }
  }

  @Test func totalsAreComparedNotLoaded() throws {
    let text = """
      Campaign performance
      "November 1, 2024 - November 30, 2024"
      Day,Campaign,Campaign type,Device,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value
      2024-11-01,Brand,Search,Computers,USD,"1,000",10,5.00,1.00,20.00
      2024-11-02,Banner,Display,Mobile phones,USD,500,5, --,0.50,10.00
      Total: Account, --, --,,USD,"1,500",15,5.00,1.50,31.00

      """
    let reading = try Reading(text)
    #expect(reading.rows.count == 2)
    #expect(reading.footers.count == 1)
    #expect(reading.summary.platform == "google_ads")
    #expect(reading.summary.headerLine == 3)
    #expect(reading.total(.conversions) == "1.50")
    #expect(reading.total(.cost) == "5.00")
    #expect(reading.summary.warnings.filter { $0.code == .totalsDiffer }.count == 1)
    #expect(reading.summary.measures[.saleAmount]?.footer == 31_000_000)
  }

  @Test func metaWritesItsGrandTotalFirst() throws {
    let text = """
      \u{FEFF}"Campaign name",Day,"Amount spent (EUR)",Impressions,"Link clicks",Leads,Purchases
      ,,"15.5",300,,,
      Prospecting,2024-11-01,5.5,100,3,1,
      Prospecting,2024-11-02,10,200,4,,1

      """
    let reading = try Reading(text)
    #expect(reading.rows.count == 2)
    #expect(reading.footers.map(\.isGrandTotal) == [true])
    #expect(reading.summary.currency == "EUR")
    #expect(reading.summary.warnings.isEmpty)
  }

  @Test func aLinkOrAFolderIsNotRead() throws {
    let reader = ExportReader(
      path: "/tmp", name: "tmp", catalog: try PlatformCatalog(), options: ReadingOptions())
    do {
      _ = try reader.read { _ in }
      Issue.record("was read")
    } catch {
      #expect(error.exitStatus == .outside)
    }
  }
}

@Suite(.enabled(if: Shared.isThere, "real exports are not beside the checkout"))
struct CoreExportTests {
  @Test(arguments: [
    "raw_ddmmyyyy.csv", "original_mixed_dates.csv", "excel_us_resave_na_strings.csv",
    "excel_us_resave_misdated.csv",
  ])
  func everyVariantHasTheSameTotals(name: String) throws {
    let reading = try Reading(path: Shared.export("kaggle_google_ads/\(name)"))
    #expect(reading.rows.count == 2600)
    #expect(reading.total(.cost) == "538371.83")
    #expect(reading.total(.saleAmount) == "3688173.00")
    #expect(reading.total(.impressions) == "11516273.00")
    #expect(reading.total(.clicks) == "345725.00")
    #expect(reading.total(.leads) == "51050.00")
    #expect(reading.total(.conversions) == "16467.00")
    let missing = Measure.allCases.map { reading.summary.measures[$0]?.missing }
    #expect(missing == [54, 112, 48, 74, 97, 139])
    let isResaved = name.hasPrefix("excel")
    #expect(reading.summary.firstDay?.description == (isResaved ? "2024-01-11" : "2024-11-01"))
    #expect(reading.summary.warnings.contains { $0.code == .dateSuspicious } == isResaved)
  }
}
