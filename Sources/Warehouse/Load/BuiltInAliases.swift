/// The platforms' words for devices and match types, in lower case as SQLite makes it: it leaves
/// letters beyond ASCII, so that a word that may begin with one stands here in both cases. Names of campaigns, places and
/// keywords are never merged by a table of ours: only by a reviewed mapping.
public enum BuiltInAliases {
  public static let all: [(dimension: String, alias: String, canonical: String)] =
    [("device", devices), ("match_type", matchTypes)].flatMap { dimension, words in
      words.flatMap { canonical, aliases in aliases.map { (dimension, $0, canonical) } }
    }

  private static let devices: [(String, [String])] = [
    (
      "Desktop",
      [
        "desktop", "computer", "computers", "pc", "desktop computer", "desktops", "desktopcomputer",
        "ordenador", "ordenadores", "computadora", "computadoras", "ordinateur", "ordinateurs",
        "computador", "computadores", "计算机", "电脑", "桌面设备", "桌面", "komputer", "komputery",
        "bilgisayar", "bilgisayarlar", "компьютер", "Компьютер", "компьютеры", "Компьютеры", "컴퓨터",
        "데스크톱", "コンピュータ", "コンピューター", "パソコン",
      ]
    ),
    (
      "Mobile",
      [
        "mobile", "mobiles", "mobile phone", "mobile phones", "smartphone", "smartphones", "phone",
        "phones", "mobile devices with full browsers", "iphone", "android smartphone",
        "android_smartphone", "mobile_app", "mobile_web", "high_end_mobile", "handy", "handys",
        "mobiltelefon", "mobiltelefone", "mobilgerät", "mobilgeräte", "móvil", "móviles",
        "teléfono móvil", "teléfonos móviles", "dispositivos móviles", "celular", "celulares",
        "téléphone mobile", "téléphones mobiles", "téléphone", "téléphones", "appareils mobiles",
        "telemóvel", "telemóveis", "telefones celulares", "dispositivos móveis", "手机", "移动设备",
        "移动电话", "智能手机", "cellulare", "cellulari", "dispositivi mobili", "mobiel",
        "mobiele telefoons", "mobiele apparaten", "telefon komórkowy", "telefony komórkowe",
        "telefony", "urządzenia mobilne", "mobil", "mobilenheter", "mobilní telefony",
        "cep telefonu", "cep telefonları", "mobil cihazlar", "мобильный телефон",
        "Мобильный телефон", "мобильные телефоны", "Мобильные телефоны", "мобильные устройства",
        "Мобильные устройства", "смартфоны", "Смартфоны", "휴대전화", "모바일", "모바일 기기", "スマートフォン",
        "モバイル", "モバイル デバイス",
      ]
    ),
    (
      "Tablet",
      [
        "tablet", "tablets", "tablets with full browsers", "ipad", "android tablet",
        "android_tablet", "tableta", "tabletas", "tablette", "tablettes", "平板电脑", "平板", "tablety",
        "surfplattor", "tabletler", "планшет", "Планшет", "планшеты", "Планшеты", "태블릿", "タブレット",
      ]
    ),
    (
      "TV",
      [
        "tv", "tv screens", "tv screen", "connected tv", "connected_tv", "fernsehbildschirme",
        "fernseher", "pantallas de tv", "pantallas de televisión", "televisores",
        "écrans de télévision", "Écrans de télévision", "écrans tv", "téléviseurs", "telas de tv",
        "ecrãs de tv",
        "电视屏幕", "电视", "联网电视", "schermi tv", "tv-schermen", "ekrany telewizorów", "ekrany tv",
        "tv ekranları", "экраны телевизоров", "Экраны телевизоров", "телевизоры", "Телевизоры",
        "tv 화면", "テレビ画面", "テレビ",
      ]
    ),
    (
      "Other",
      [
        "other", "others", "unknown", "uncategorized", "andere", "sonstige", "unbekannt", "otro",
        "otros", "desconocido", "autre", "autres", "inconnu", "outro", "outros", "desconhecido",
        "其他", "未知",
      ]
    ),
  ]

  /// The three kinds that all search platforms have, in the languages whose headers are read. How a search
  /// came to match ("Exact match (close variant)"), negative and automatic ones are something else, and
  /// stay as they are written.
  private static let matchTypes: [(String, [String])] = [
    (
      "Exact",
      [
        "exact", "exact match", "exact_match", "genau passend", "genau passende keywords",
        "concordancia exacta", "exacta", "mot clé exact", "requête exacte", "exacte",
        "correspondência exata", "exata", "完全匹配", "精确匹配",
      ]
    ),
    (
      "Phrase",
      [
        "phrase", "phrase match", "phrase_match", "passende wortgruppe", "wortgruppe",
        "concordancia de frase", "frase", "expression exacte", "expression",
        "correspondência de frase", "correspondência de expressão", "词组匹配", "短语匹配",
      ]
    ),
    (
      "Broad",
      [
        "broad", "broad match", "broad_match", "weitgehend passend",
        "weitgehend passende keywords", "concordancia amplia", "amplia", "requête large", "large",
        "correspondência ampla", "ampla", "广泛匹配",
      ]
    ),
  ]
}
