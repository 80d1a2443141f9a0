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

  /// English, German, Spanish, French, Portuguese; names, then abbreviations. No word means two
  /// months.
  private static let names = [
    "january januar enero janvier janeiro jan ene janv",
    "february februar febrero février fevereiro feb fév févr fev",
    "march märz marzo mars março mar mär mrz",
    "april abril avril apr abr avr",
    "may mai mayo maio",
    "june juni junio juin junho jun",
    "july juli julio juillet julho jul juil",
    "august agosto août aug ago aoû",
    "september septiembre setiembre septembre setembro sep sept set",
    "october oktober octubre octobre outubro oct okt out",
    "november noviembre novembre novembro nov",
    "december dezember diciembre décembre dezembro dec dez dic déc",
  ]

  private static let weekdays = Set(
    ("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
      + "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag "
      + "lun mar mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo "
      + "mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche "
      + "seg ter qua qui sex segunda terça quarta quinta sexta").split(separator: " ").map(
        String.init))
}
