/// The platforms' spellings of devices, in lower case. Names of campaigns, places and keywords are
/// never merged by a table of ours: only by a reviewed mapping.
public enum BuiltInAliases {
  public static let all: [(dimension: String, alias: String, canonical: String)] =
    devices.flatMap { canonical, aliases in
      aliases.map { ("device", $0, canonical) }
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
}
