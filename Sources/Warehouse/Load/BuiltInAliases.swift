/// The platforms' words for devices and match types, in lower case. Names of campaigns, places and
/// keywords are never merged by a table of ours: only by a reviewed mapping.
public enum BuiltInAliases {
  public static let all: [(dimension: String, alias: String, canonical: String)] =
    [("device", devices), ("match_type", matchTypes)].flatMap { dimension, words in
      words.flatMap { canonical, aliases in aliases.map { (dimension, $0, canonical) } }
    }

  private static let devices: [(String, [String])] = [
    ("Desktop", ["desktop", "computer", "computers", "pc", "desktop computer", "desktops"]),
    (
      "Mobile",
      [
        "mobile", "mobiles", "mobile phone", "mobile phones", "smartphone", "smartphones", "phone",
        "phones", "mobile devices with full browsers", "iphone", "android smartphone",
        "android_smartphone", "mobile_app", "mobile_web", "high_end_mobile",
      ]
    ),
    (
      "Tablet",
      [
        "tablet", "tablets", "tablets with full browsers", "ipad", "android tablet",
        "android_tablet",
      ]
    ),
    ("TV", ["tv", "tv screens", "tv screen", "connected tv", "connected_tv"]),
    ("Other", ["other", "others", "unknown", "uncategorized"]),
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
