import Testing

@testable import Ingest
@testable import Metrics

/// The interfaces of Google Ads and Meta, and tables made by hand, in other languages than English.
@Suite struct LanguageTests {
  @Test(arguments: [
    (
      "Dzień;Kampania;Kod waluty;Wyświetlenia;Kliknięcia;Koszt;Konwersje;Wartość konw.", "PLN",
      "Razem: konto"
    ),
    ("일;캠페인;통화 코드;노출수;클릭수;비용;전환;전환 가치", "KRW", "합계: 계정"),
    (
      "Gün;Kampanya;Para birimi kodu;Göst.;Tıklamalar;Maliyet;Dönüşümler;Dönş. değeri", "TRY",
      "Toplam: Hesap"
    ),
    (
      "День;Кампания;Код валюты;Показы;Клики;Расходы;Конверсии;Ценность конв.", "RUB",
      "Итого: аккаунт"
    ),
  ])
  func googleAds(header: String, currency: String, total: String) throws {
    let reading = try Reading(
      "\(header)\n2024-11-04;A;\(currency);1000;50;25;3;120\n\(total);;\(currency);1000;50;25;3;120\n"
    )
    #expect(reading.summary.platform == "google_ads" && reading.summary.currency == currency)
    #expect(reading.total(.cost) == "25.00" && reading.total(.saleAmount) == "120.00")
    #expect(reading.total(.impressions) == "1000.00" && reading.total(.clicks) == "50.00")
    #expect(reading.total(.conversions) == "3.00" && reading.names[.campaign] == ["A"])
    #expect(reading.footers.map(\.isGrandTotal) == [true] && reading.quarantined.isEmpty)
  }

  @Test(arguments: [
    "Dzień,Nazwa kampanii,Wydana kwota (PLN),Wyświetlenia,Kliknięcia linku,Zakupy,Wartość konwersji zakupów",
    "일,캠페인 이름,지출 금액 (PLN),노출,링크 클릭,구매,구매 전환값",
    "Gün,Kampanya Adı,Harcanan Tutar (PLN),Gösterim,Bağlantı Tıklamaları,Alışverişler,Alışveriş Dönüşüm Değeri",
    "День,Название кампании,Сумма затрат (PLN),Показы,Клики по ссылке,Покупки,Ценность конверсии покупок",
  ])
  func meta(header: String) throws {
    let reading = try Reading("\(header)\n2024-11-04,A,25,1000,50,3,120\n")
    #expect(reading.summary.platform == "meta" && reading.summary.currency == "PLN")
    #expect(reading.total(.cost) == "25.00" && reading.total(.saleAmount) == "120.00")
    #expect(reading.total(.impressions) == "1000.00" && reading.total(.clicks) == "50.00")
    #expect(reading.total(.conversions) == "3.00")
  }

  @Test(arguments: [
    "data,kanał,kampania,koszt,wyświetlenia,kliknięcia,konwersje,przychód",
    "Data,Kanal,Kampania,Koszt,Wyswietlenia,Klikniecia,Konwersje,Przychod",
    "datum,kanal,kampanj,kostnad,visningar,klick,konverteringar,intäkter",
    "dato,kanal,kampagne,omkostninger,visninger,klik,konverteringer,omsætning",
    "datum,kanál,kampaň,náklady,zobrazení,prokliky,konverze,tržby",
    "날짜,매체,캠페인,광고비,노출수,클릭수,전환수,매출액",
    "tarih,mecra,kampanya,harcama,gösterim,tıklama,dönüşüm,gelir",
    "дата,канал,кампания,расходы,показы,клики,конверсии,доход",
  ])
  func tablesMadeByHand(header: String) throws {
    let reading = try Reading(
      "\(header)\n2024-11-04,Google,A,25,1000,50,3,120\n2024-11-04,Facebook,B,30,2000,60,4,160\n")
    #expect(reading.summary.platform == "generic")
    #expect(reading.total(.cost) == "55.00" && reading.total(.saleAmount) == "280.00")
    #expect(reading.total(.impressions) == "3000.00" && reading.total(.clicks) == "110.00")
    #expect(reading.total(.conversions) == "7.00" && reading.names[.channel]?.count == 2)
  }

  /// A revenue that Google Ads does not have makes a table one that somebody made.
  @Test(arguments: [
    "Dzień,Kampania,Koszt,Wyświetlenia,Kliknięcia,Konwersje,Przychód",
    "Gün,Kampanya,Maliyet,Gösterimler,Tıklamalar,Dönüşümler,Gelir",
    "День,Кампания,Стоимость,Показы,Клики,Конверсии,Доход",
    "일,캠페인,비용,노출수,클릭수,전환,매출",
  ])
  func revenueThatGoogleDoesNotHaveMakesATable(header: String) throws {
    let reading = try Reading("\(header)\n2024-11-04,A,25,1000,50,3,120\n")
    #expect(reading.summary.platform == "generic" && reading.total(.saleAmount) == "120.00")
  }

  @Test(arguments: [
    "4 lis 2024", "4 listopada 2024", "4 paź 2024", "4 Kas 2024", "4 Ağustos 2024",
    "4 нояб. 2024 г.",
    "4 сентября 2024", "4 maj 2024", "2024년 11월 4일", "2024. 11. 4.", "4. marts 2024",
  ])
  func monthsInWords(cell: String) throws {
    let reading = try DateSpanTests.reading([cell])
    #expect(reading.rows.map { $0.day?.civil.day } == [4], "\(reading.quarantined.map(\.reason))")
  }

  @Test(arguments: ["Tydzień", "Hafta", "Неделя", "Vecka", "주"])
  func weeks(header: String) throws {
    let reading = try DateSpanTests.reading(["2024-11-04"], header: header)
    #expect(DateSpanTests.spans(reading) == ["2024-11-04 2024-11-10"])
  }
}
