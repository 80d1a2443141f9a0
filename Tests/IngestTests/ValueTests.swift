import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

@Suite struct AmountTests {
  private func read(_ text: String, decimal: UInt8 = 0x2E) -> AmountGrammar.Reading {
    let grammar = AmountGrammar(decimal: decimal)
    let bytes = Array(text.utf8)
    var currency: Currency.ID?
    let reading = grammar.readAny(bytes[...], currency: &currency)
    // The short way of plain cells says the same, and names the same currency.
    let buffer = ByteBuffer(capacity: 128)
    bytes.withUnsafeBufferPointer { buffer.append($0) }
    var other: Currency.ID?
    #expect(grammar.read(Cell(buffer, 0..<bytes.count), currency: &other) == reading)
    #expect(other == currency)
    return reading
  }

  @Test(arguments: [
    ("$231.88", 231_880_000), ("$246.3", 246_300_000), ("$1,892 ", 1_892_000_000),
    ("104.0", 104_000_000), ("(5.25)", -5_250_000), ("−5", -5_000_000), ("-$5", -5_000_000),
    ("$-5", -5_000_000), ("1,234,567.89", 1_234_567_890_000), ("12 345", 12_345_000_000),
    ("12\u{A0}345.5", 12_345_500_000), ("1'234", 1_234_000_000), ("1.5E+03", 1_500_000_000),
    ("2.5e-3", 2_500), ("0", 0), (".5", 500_000), ("5.", 5_000_000), ("USD 12", 12_000_000),
    ("12 EUR", 12_000_000), ("R$ 7", 7_000_000), ("+3", 3_000_000), ("1,23,456", 123_456_000_000),
    ("0.0000005", 0), ("0.0000015", 2), ("999999999999", 999_999_999_999_000_000),
  ])
  func amounts(text: String, micros: Int64) {
    guard case .value(let value, _) = read(text) else {
      Issue.record("«\(text)» was not read")
      return
    }
    #expect(value == micros)
  }

  @Test(arguments: [
    ("1.234,56", 1_234_560_000), ("11,52", 11_520_000), ("1.204", 1_204_000_000),
    ("1 204,5", 1_204_500_000),
  ])
  func commaDecimals(text: String, micros: Int64) {
    #expect(read(text, decimal: 0x2C) == .value(micros, isExact: true))
  }

  @Test(arguments: [
    "", " ", "--", " --", "-", "NA", "n/a", "null", "None", "—", "< 10%", "<10", "> 90 %",
  ])
  func missing(text: String) {
    #expect(read(text) == .missing)
  }

  @Test(arguments: [
    "1,5", "12abc", "0x10", "inf", "1..2", "1,2,3", "$$5", "--5", "5%", "1,2345.6",
    "#N/A", "NaN", "< x", "٣", "１", "1_000", "$", "1.2.3", "(5", "EURO 5",
  ])
  func invalid(text: String) {
    #expect(read(text) == .invalid)
  }

  @Test(arguments: [
    "4000000000000.01", "9007199254740993", "-9223372036854775808", "9999999999999999999999",
    "1e309",
  ])
  func tooLarge(text: String) {
    #expect(read(text) == .tooLarge)
    #expect(read("4000000000000") == .value(4_000_000_000_000_000_000, isExact: true))
  }

  @Test func digitsBeyondAMillionthAreRoundedAndSaidSo() {
    #expect(read("1.23456789") == .value(1_234_568, isExact: false))
  }

  /// The short way of plain cells and the grammar agree, whatever stands behind a cell.
  @Test func plainAmountsAreReadAsTheGrammarReadsThem() {
    var random = SplitMix(state: 11)
    let alphabet = Array("0123456789.0123456789,-$ e/:\u{7F}é".utf8)
    var plain = 0
    for _ in 0..<4000 {
      let bytes = (0..<Int.random(in: 1...14, using: &random)).map { place -> UInt8 in
        place > 0 && Int.random(in: 0..<6, using: &random) > 0
          ? UInt8.random(in: 0x30...0x39, using: &random)
          : alphabet.randomElement(using: &random) ?? 0x30
      }
      let buffer = ByteBuffer(capacity: 128)
      (bytes + Array("9.$,-".utf8)).withUnsafeBufferPointer { buffer.append($0) }
      for decimal in [UInt8(0x2E), 0x2C] {
        let grammar = AmountGrammar(decimal: decimal)
        let shift = Int.random(in: 0...1, using: &random) * 6
        var currency: Currency.ID?
        var other: Currency.ID?
        let cell = Cell(buffer, 0..<bytes.count)
        let reading = grammar.read(cell, shift: shift, currency: &currency)
        #expect(reading == grammar.readAny(cell, shift: shift, currency: &other))
        #expect(currency == other)
        if case .value(_, true) = reading { plain += 1 }
      }
    }
    #expect(plain > 1000)
  }

  @Test func evidenceDecidesTheDecimalMark() {
    func decide(_ cells: [String]) -> (decimal: UInt8, isAssumed: Bool) {
      var evidence = AmountEvidence()
      for cell in cells { evidence.add(Array(cell.utf8)[...]) }
      return evidence.decide()
    }
    #expect(decide(["1,234.50"]).decimal == 0x2E)
    #expect(decide(["1.234,50"]).decimal == 0x2C)
    #expect(decide(["11,52", "1.204"]) == (0x2C, false))
    #expect(decide(["1,204"]) == (0x2E, true))
    #expect(decide(["12", "7"]) == (0x2E, false))
  }
}

@Suite struct DateTests {
  private func parts(_ text: String) -> DateParts? { DateParts(Array(text.utf8)[...]) }

  @Test(arguments: [
    ("2024-11-18", "2024-11-18"), ("2024/11/18", "2024-11-18"), ("20241118", "2024-11-18"),
    ("18-11-2024", "2024-11-18"), ("18.11.2024", "2024-11-18"), ("18/11/24", "2024-11-18"),
    ("18 Nov 2024", "2024-11-18"), ("Nov 18, 2024", "2024-11-18"), ("18-Nov-24", "2024-11-18"),
    ("2024-11-18T00:00:00Z", "2024-11-18"), ("2024-11-18 07:30:00", "2024-11-18"),
    ("November 18, 2024", "2024-11-18"), ("2024-9-1", "2024-09-01"),
  ])
  func shapes(text: String, day: String) throws {
    let parts = try #require(self.parts(text))
    #expect(parts.day(parts.shape.readings[0])?.description == day)
  }

  @Test(arguments: [
    "2023-02-29", "24-01-05x", "2024-01-05junk", "２０２４-01-05", "2024-13-01", "0-0-0", "",
    "12", "2024", "1/2", "2024-01", "32-13-2024", "2024-01-01-01",
  ])
  func noDates(text: String) {
    #expect(parts(text).flatMap { $0.day($0.shape.readings[0]) } == nil)
  }

  @Test func orderIsDecidedByTheShapeNotTheValue() throws {
    var evidence = DateEvidence()
    for (line, text) in ["05-11-2024", "16-11-2024", "2024/11/05", "11/05/2024", "11/16/2024"]
      .enumerated()
    {
      let parts = try #require(self.parts(text))
      evidence.add(parts, line: line + 2, text: text)
    }
    let decision = try evidence.decide(path: "x.csv", forced: nil)
    #expect(decision.day(try #require(parts("05-11-2024")))?.description == "2024-11-05")
    #expect(decision.day(try #require(parts("11/05/2024")))?.description == "2024-11-05")
    #expect(decision.mixesOrders)
  }

  @Test func ambiguousOrderIsAsked() throws {
    var evidence = DateEvidence()
    evidence.add(try #require(parts("05-11-2024")), line: 2, text: "05-11-2024")
    #expect(throws: Diagnostic.self) { try evidence.decide(path: "x.csv", forced: nil) }
    let forced = try evidence.decide(path: "x.csv", forced: .monthFirst)
    #expect(forced.day(try #require(parts("05-11-2024")))?.description == "2024-05-11")
  }
}
