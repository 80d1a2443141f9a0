import Testing

@testable import Metrics

@Suite struct LanguageTests {
  private static var german: Language {
    var numbers = Language.Numbers()
    numbers.decimal = ","
    numbers.group = "."
    numbers.percent = "\u{A0}%"
    numbers.thousand = "\u{A0}Tsd."
    numbers.isCurrencyLast = true
    var dates = Language.Dates()
    dates.dayMark = "."
    dates.months[2] = "Mär"
    return Language(
      "de", numbers: numbers, dates: dates, keepsCapitals: true,
      phrases: [
        "Spend": PhrasePattern("Ausgaben"), "{1} of {2} rows": PhrasePattern("von {2} Zeilen {1}"),
        "{1} to {2}": PhrasePattern("{1} bis {2}"),
      ])
  }

  private func inGerman<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Language.$current.withValue(Self.german, operation: body)
  }

  @Test func aPhraseComesInTheOrderOfTheLanguage() {
    let rows = (3, 12)
    #expect(Phrase("\(rows.0) of \(rows.1) rows").text == "3 of 12 rows")
    inGerman {
      #expect(Phrase("\(rows.0) of \(rows.1) rows").text == "von 12 Zeilen 3")
      // Blanks at the ends join pieces and are nobody's words.
      #expect(Phrase(" Spend ").text == " Ausgaben ")
      #expect(Metric.spend.label == "Ausgaben")
      #expect(Language.current.inSentence(Metric.spend.label) == "Ausgaben")
    }
    #expect(Metric.spend.label == "Spend")
    #expect(Language.current.inSentence("Spend") == "spend")
    #expect(Language.current.inSentence("ROAS") == "ROAS")
  }

  @Test func whatIsNotKnownIsSaidInEnglishAndRemembered() {
    let language = Self.german
    Language.$current.withValue(language) {
      #expect(Phrase("Revenue").text == "Revenue")
      #expect(Phrase("Spend").text == "Ausgaben")
      #expect(Phrase("\(1) · \(2)").text == "1 · 2")
      #expect(Phrase("Revenue").text == "Revenue")
    }
    #expect(language.lackingPhrases == ["Revenue"])
    #expect(Language("en-GB").lackingPhrases.isEmpty)
  }

  @Test func numbersAndDatesAreWrittenAsTheLanguageDoes() throws {
    let style = NumberStyle(currency: "EUR")
    let value = try #require(Rational(1_240_500, 10))
    let first = try #require(CalendarDay(iso: "2024-03-01"))
    inGerman {
      #expect(style.money(value) == "124\u{A0}Tsd.\u{A0}€")
      #expect(style.exactMoney(value) == "124.050,00\u{A0}€")
      #expect(NumberStyle(currency: "IDR").money(value) == "124\u{A0}Tsd.\u{A0}IDR")
      #expect(NumberStyle(currency: "").money(value) == "124\u{A0}Tsd.")
      #expect(NumberStyle.variance(Rational(0)) == "±0,0\u{A0}%")
      #expect(NumberStyle.variance(Rational(1, 8) ?? Rational(0)) == "+12,5\u{A0}%")
      #expect(Thresholds.percent(0.025) == "2,5\u{A0}%")
      #expect(Thresholds.percent(0.05) == "5\u{A0}%")
      #expect(DateStyle().span(first...(first + 9)) == "1. Mär bis 10. Mär 2024")
      #expect(DateStyle().dashed(first, first + 2) == "1.–3. Mär")
    }
    #expect(style.money(value) == "€124k")
    #expect(Thresholds.percent(0.025) == "2.5%")
  }

  @Test func aPatternKnowsItsPlaces() {
    #expect(PhrasePattern("{2} von {1}").places == [0, 1])
    #expect(PhrasePattern("{1} {1}").places == [0, 0])
    #expect(PhrasePattern("a {x} b").parts == [.words("a {x} b")])
    #expect(PhrasePattern("").parts.isEmpty)
  }
}
