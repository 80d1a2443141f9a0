import Testing

@testable import Ingest

@Suite struct ContainersValueTests {
  private static func money(_ mark: String) -> NumberFormat { .money(Array(mark.utf8)) }

  private func number(_ text: String, mark: UInt8 = 0x2E) -> String? {
    guard let number = DecimalText(Array(text.utf8)) else { return nil }
    var bytes: [UInt8] = number.isNegative ? [0x2D] : []
    number.append(to: &bytes, mark: mark)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let shown: [(String, String)] = [
    ("231.88000000000001", "231.88"), ("98.529999999999987", "98.53"), ("104", "104"),
    ("43862.0", "43862"), ("5.8000000000000003E-2", "0.058"), ("1.5E3", "1500"),
    ("0.99999999999999999", "1"), ("9.9999999999999999", "10"), ("-0.0", "0"), ("-3.50", "-3.5"),
    ("0", "0"), ("0.1", "0.1"), ("1E-7", "0.0000001"), ("123456789012345678", "123456789012345678"),
    ("1.2345678901234568E+17", "123456789012345680"), ("0.67305172521370182", "0.673051725213702"),
    ("007", "7"), ("1234567890123456.7", "1234567890123457"), ("100", "100"), ("1e2", "100"),
  ]

  @Test(arguments: shown)
  func numbersAreDecimalDigits(text: String, shown: String) {
    #expect(number(text) == shown)
  }

  @Test(arguments: ["", "-", "1,5", "12abc", "1e999", "1e", "NaN", "0x10", "1.2.3", "e5", "--1"])
  func otherTextsAreNoNumbers(text: String) {
    #expect(number(text) == nil)
  }

  @Test func theSourcesDecimalMarkIsWritten() {
    #expect(number("1234.5", mark: 0x2C) == "1234,5")
  }

  private static let formats: [(String, NumberFormat)] = [
    ("General", NumberFormat.number), ("0.00", .number), ("#,##0", .number), ("0.0000%", .number),
    ("0.00E+00", .number), ("@", .number), ("m/d/yy;@", .date), ("mmm\\ dd\\,\\ yyyy", .date),
    ("mmm\\ dd\", \"yyyy", .date), ("MMMM yyyy", .month), ("[$-409]d\\-mmm\\-yy;@", .date),
    ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .date), ("yyyy-mm-dd hh:mm:ss.000", .date),
    ("h:mm AM/PM", .time), ("mm:ss.0", .time), ("[h]:mm:ss", .elapsed), ("mm", .date),
    ("\"days\" 0", .number), ("[Red]0;[Blue]-0", .number),
    ("\"$\"#,##0.00", money("$")), ("[$€-407] #,##0.00", money("€")),
    ("#,##0.00\\ [$€-1]", money("€")), ("€ #,##0.00", money("€")),
    ("[$$]#,##0.00;\\([$$]#,##0.00\\)", money("$")),
    ("\\₹\\ #,##0.00", money("₹")), ("\"₹ \"#,##0.00", money("₹")),
    ("[$AED] #,##0.00", money("AED ")), ("C$ #,##0.00", money("C$")),
    ("[$$-1009]#,##0.00", money("CAD ")), ("[$¥-804]0", money("CNY ")),
    ("#,##0.00\\ [$kr-41D]", money("SEK ")), ("#,##0 \"items\"", .number),
    ("_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\)", money("$")),
    ("_-* #,##0.00\\ \"€\"_-", money("€")),
    ("#,##0.00 \"CHF\"", money("CHF ")),
  ]

  @Test(arguments: formats)
  func formatsTellWhatANumberIs(code: String, format: NumberFormat) {
    #expect(NumberFormat(code: code) == format)
  }

  private func date(_ text: String, _ format: NumberFormat = .date, from1904: Bool = false)
    -> String?
  {
    guard let number = DecimalText(Array(text.utf8)) else { return nil }
    var bytes: [UInt8] = []
    let isDate = SerialDate.append(number, as: format, startsIn1904: from1904, to: &bytes)
    return isDate ? String(decoding: bytes, as: UTF8.self) : nil
  }

  @Test func serialsAreDays() {
    #expect(date("45610") == "2024-11-14")
    #expect(date("43862.0") == "2020-02-01")
    #expect(date("1") == "1900-01-01")
    #expect(date("59") == "1900-02-28")
    #expect(date("60") == nil)
    #expect(date("61") == "1900-03-01")
    #expect(date("2958465") == "9999-12-31")
    #expect(date("2958466") == nil)
    #expect(date("0") == nil)
    #expect(date("-1") == nil)
    #expect(date("45610.3125") == "2024-11-14 07:30:00")
    #expect(date("45609.999999999996") == "2024-11-14")
    #expect(date("44148", from1904: true) == "2024-11-14")
    #expect(date("0", from1904: true) == "1904-01-01")
    #expect(date("0.5", .time) == "12:00:00")
    #expect(date("45610.5", .time) == "2024-11-14 12:00:00")
    #expect(date("1.25", .elapsed) == "30:00:00")
  }

  @Test func escapedCharactersAreDecoded() {
    func decoded(_ text: String) -> String {
      var bytes = Array(text.utf8)
      EscapedText.decode(&bytes, from: 0)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(decoded("a_x000A_b") == "a\nb")
    #expect(decoded("_x005F_x0041_") == "_x0041_")
    #expect(decoded("snake_xyz_case") == "snake_xyz_case")
    #expect(decoded("_x0000_") == "_x0000_")
    #expect(decoded("_xD800_") == "_xD800_")
    #expect(decoded("_x20AC_") == "€")
  }

  @Test func targetsAreResolvedWithinTheWorkbook() {
    #expect(PartName.resolve("worksheets/a.xml", from: "xl/") == "xl/worksheets/a.xml")
    #expect(PartName.resolve("/xl/a.xml", from: "xl/") == "xl/a.xml")
    #expect(PartName.resolve("../../../etc/passwd", from: "xl/") == "etc/passwd")
    #expect(PartName.resolve("worksheets\\a.xml", from: "xl/") == "xl/worksheets/a.xml")
  }
}
