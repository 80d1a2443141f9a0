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

  /// English, German, Spanish, French, Portuguese, Italian, Dutch; names, then abbreviations. No word means two
  /// months.
  private static let names = [
    "january januar enero janvier janeiro gennaio januari jan ene janv gen",
    "february februar febrero février fevereiro febbraio februari feb fév févr fev",
    "march märz marzo mars março maart mar mär mrz mrt",
    "april abril avril aprile apr abr avr",
    "may mai mayo maio maggio mei mag",
    "june juni junio juin junho giugno jun giu",
    "july juli julio juillet julho luglio jul juil lug",
    "august agosto août augustus aug ago aoû",
    "september septiembre setiembre septembre setembro settembre sep sept set",
    "october oktober octubre octobre outubro ottobre oct okt out ott",
    "november noviembre novembre novembro nov",
    "december dezember diciembre décembre dezembro dicembre dec dez dic déc",
  ]

  private static let weekdays = Set(
    ("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
      + "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag "
      + "lun mar mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo "
      + "mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche "
      + "seg ter qua qui sex segunda terça quarta quinta sexta "
      + "gio sab lunedì martedì mercoledì giovedì venerdì sabato domenica "
      + "ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag").split(
        separator: " "
      ).map(
        String.init))
}
