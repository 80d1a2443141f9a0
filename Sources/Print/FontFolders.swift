import Diagnostics
import Glibc

/// Where the pinned fonts lie and which files of them are used.
struct FontFolders: Sendable, Hashable {
  var inter = "/usr/share/fonts/opentype/inter"
  var noto = "/usr/share/fonts/truetype/noto"
  var notoCJK = "/usr/share/fonts/opentype/noto"

  /// Inter and Inter Display in the three weights of the type scale, and the first fallback.
  func required() -> [String] {
    ["Inter", "InterDisplay"].flatMap { face in
      ["Regular", "Medium", "SemiBold"].map { "\(inter)/\(face)-\($0).otf" }
    }
  }

  /// The first fallback; its absence means that the package of the others is missing too.
  var firstFallback: String { "\(noto)/NotoSans-Regular.ttf" }

  /// Fallbacks in the order of how likely a campaign is named in them. A later list is loaded only
  /// for text that the earlier do not cover: from a cold disk all 150 files cost 90 ms, the first 10.
  func fallbacks() -> [[String]] {
    let likely = Self.likelyScripts.map { "\(noto)/NotoSans\($0)-Regular.ttf" }
      .filter(Self.exists)
    let known = Set(likely)
    let rest = Self.files(in: noto)
      .filter { $0.hasPrefix("NotoSans") && $0.hasSuffix("-Regular.ttf") }
      .filter { name in !Self.unwanted.contains { name.hasPrefix($0) } }
      .map { "\(noto)/\($0)" }
      .filter { !known.contains($0) }
    let others = ["\(noto)/NotoSerifTibetan-Regular.ttf", emoji, cjk].filter(Self.exists)
    return [likely, others + rest]
  }

  private var emoji: String { "\(noto)/NotoColorEmoji.ttf" }
  private var cjk: String { "\(notoCJK)/NotoSansCJK-Regular.ttc" }

  func absent() -> [(scripts: String, package: String)] {
    [
      (cjk, "Chinese, Japanese and Korean", "fonts-noto-cjk"),
      (emoji, "emoji", "fonts-noto-color-emoji"),
    ].filter { !Self.exists($0.0) }.map { ($0.1, $0.2) }
  }

  static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private static let likelyScripts = [
    "", "Devanagari", "Arabic", "Hebrew", "Thai", "Bengali", "Tamil", "Telugu", "Kannada",
    "Malayalam", "Gujarati", "Gurmukhi", "Oriya", "Sinhala", "Armenian", "Georgian", "Ethiopic",
    "Khmer", "Lao", "Myanmar", "Symbols", "Symbols2", "Math",
  ]

  /// Second cuts of scripts that another file has.
  private static let unwanted = [
    "NotoSansDisplay", "NotoSansMono", "NotoSansAdlamUnjoined", "NotoSansTifinaghA",
    "NotoSansTifinaghG", "NotoSansTifinaghH", "NotoSansTifinaghR", "NotoSansTifinaghS",
    "NotoSansTifinaghT",
  ]

  /// Names in a folder, by bytes so that the order is the same everywhere; none if unreadable.
  private static func files(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
