/// Names of months and weekdays in the languages that exports are written in.
enum MonthName {
  /// Month of a lower-case name or abbreviation, without a closing point.
  static func number(_ word: String) -> Int? { numbers[word] }

  static func isWeekday(_ word: String) -> Bool { weekdays.contains(word) }

  private static let numbers: [String: Int] = {
    var result: [String: Int] = [:]
    for (index, words) in names.enumerated() {
      for word in words.split(separator: " ") { result[String(word)] = index + 1 }
    }
    return result
  }()

  /// English, German, Spanish, French, Portuguese, Italian, Dutch, then Scandinavian, Polish, Turkish, Russian; names
  /// before abbreviations. No word means two months.
  private static let names = [
    "january januar enero janvier janeiro gennaio januari jan ene janv gen"
      + " styczeń stycznia sty ocak oca январь января янв",
    "february februar febrero février fevereiro febbraio februari feb fév févr fev"
      + " luty lutego lut şubat şub февраль февраля февр фев",
    "march märz marzo mars março maart mar mär mrz mrt"
      + " marts marzec marca mart март марта мар",
    "april abril avril aprile apr abr avr"
      + " kwiecień kwietnia kwi nisan nis апрель апреля апр",
    "may mai mayo maio maggio mei mag"
      + " maj maja mayıs май мая",
    "june juni junio juin junho giugno jun giu"
      + " czerwiec czerwca cze haziran haz июнь июня июн",
    "july juli julio juillet julho luglio jul juil lug"
      + " lipiec lipca lip temmuz tem июль июля июл",
    "august agosto août augustus aug ago aoû"
      + " sierpień sierpnia sie ağustos ağu август августа авг",
    "september septiembre setiembre septembre setembro settembre sep sept set"
      + " wrzesień września wrz eylül eyl сентябрь сентября сент сен",
    "october oktober octubre octobre outubro ottobre oct okt out ott"
      + " październik października paź ekim eki октябрь октября окт",
    "november noviembre novembre novembro nov"
      + " listopad listopada lis kasım kas ноябрь ноября нояб ноя",
    "december dezember diciembre décembre dezembro dicembre dec dez dic déc"
      + " grudzień grudnia gru aralık ara des desember декабрь декабря дек",
  ]

  private static let weekdays = Set(
    ("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
      + "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag "
      + "lun mar mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo "
      + "mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche "
      + "seg ter qua qui sex segunda terça quarta quinta sexta "
      + "gio sab lunedì martedì mercoledì giovedì venerdì sabato domenica "
      + "ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
      + "pon wt śr czw pt sob niedz pzt sal çar per cum cmt paz пн вт ср чт пт сб вс").split(
        separator: " "
      ).map(
        String.init))
}
