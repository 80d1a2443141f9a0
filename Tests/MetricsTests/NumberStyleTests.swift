import Testing

@testable import Metrics

@Suite struct NumberStyleTests {
  private let dollars = NumberStyle(currency: "USD")

  private func value(_ text: String) throws -> Rational {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let places = parts.count > 1 ? parts[1].count : 0
    var denominator: Int128 = 1
    for _ in 0..<places { denominator *= 10 }
    let digits = try #require(Int128(parts.joined()))
    return try #require(Rational(digits, denominator))
  }

  @Test(arguments: [
    ("154321", "$154k"), ("1240000", "$1.24M"), ("8970", "$8.97k"), ("812", "$812"),
    ("-1260", "−$1.26k"), ("999.5", "$1.00k"), ("999499", "$999k"), ("999500", "$1.00M"),
    ("0", "$0"), ("-0.4", "$0"), ("1234567890123", "$1,235bn"), ("3.4", "$3"),
  ])
  func moneyHasThreeDigits(number: String, text: String) throws {
    #expect(dollars.money(try value(number)) == text)
  }

  @Test(arguments: [
    ("38.864", "$38.86"), ("154.2", "$154"), ("99.994", "$99.99"), ("99.996", "$100"),
    ("0.005", "$0.00"), ("0.015", "$0.02"),
  ])
  func unitMoneyHasCentsUnderAHundred(number: String, text: String) throws {
    #expect(dollars.unitMoney(try value(number)) == text)
  }

  @Test(arguments: [("3.954", "3.95×"), ("9.996", "10.0×"), ("10.34", "10.3×"), ("0.7", "0.70×")])
  func multiples(number: String, text: String) throws {
    #expect(NumberStyle.multiple(try value(number)) == text)
  }

  @Test(arguments: [("0.0114", "1.14%"), ("0.284", "28.4%"), ("0.09996", "10.0%"), ("0", "0.00%")])
  func rates(number: String, text: String) throws {
    #expect(NumberStyle.rate(try value(number)) == text)
  }

  @Test(arguments: [
    ("0.042", "+4.2%"), ("-0.075", "−7.5%"), ("0.0004", "±0.0%"), ("-0.0004", "±0.0%"),
    ("1.234", "+123%"), ("10.5", ">+999%"), ("-12", "<−999%"),
  ])
  func variancesAreSigned(number: String, text: String) throws {
    #expect(NumberStyle.variance(try value(number)) == text)
  }

  @Test func whatRoundsToZeroHasNoSign() throws {
    let small = try value("-0.0004")
    #expect(NumberStyle.share(small) == "0%")
    #expect(NumberStyle.multiple(small) == "0.00×")
    #expect(NumberStyle.rate(try value("-0.00004")) == "0.00%")
    #expect(dollars.unitMoney(small) == "$0.00")
    #expect(dollars.exactMoney(small) == "$0.00")
    #expect(NumberStyle.multiple(try value("-0.01")) == "−0.01×")
    #expect(dollars.exactMoney(try value("-0.01")) == "−$0.01")
  }

  @Test func pointsCarryTheDecimalsOfTheRate() throws {
    #expect(
      NumberStyle.points(try value("-0.006"), of: try value("0.0962")) == "−0.60\u{A0}pp")
    #expect(NumberStyle.points(try value("0.005"), of: try value("0.284")) == "+0.5\u{A0}pp")
    #expect(NumberStyle.points(try value("0.00001"), of: try value("0.01")) == "±0.00\u{A0}pp")
  }

  @Test(arguments: [
    ("3957", "3,957"), ("144900", "145k"), ("12700000", "12.7M"), ("9999.6", "10.0k"),
  ])
  func counts(number: String, text: String) throws {
    #expect(NumberStyle.count(try value(number)) == text)
  }

  @Test func roundingIsHalfToEven() throws {
    #expect(try value("0.125").decimal(2) == "0.12")
    #expect(try value("0.135").decimal(2) == "0.14")
    #expect(try value("-2.5").decimal(0) == "-2")
    #expect(try value("538371.83").decimal(2) == "538371.83")
  }

  @Test func currenciesWithoutAMarkAreNamed() throws {
    #expect(NumberStyle(currency: "IDR").money(try value("1500000")) == "IDR\u{A0}1.50M")
    #expect(NumberStyle(currency: "").money(try value("1500")) == "1.50k")
  }
}
