/// Names that a spreadsheet accepts for its sheets: short, without its own marks, no two alike.
struct SheetNames {
  static let longest = 31
  /// Excel keeps this one for itself.
  private var taken: Set<String> = ["history"]

  /// The name as given where it may stand; otherwise the nearest one that is free.
  mutating func name(_ wanted: String) -> String {
    let base = Self.legal(wanted)
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let mark = " \(number)"
      name = Self.cut(base, to: Self.longest - mark.utf16.count) + mark
      number += 1
    }
    return name
  }

  private static func legal(_ wanted: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in wanted.unicodeScalars {
      let isMark = "[]:*?/\\'".unicodeScalars.contains(scalar)
      let isHidden = [.control, .format, .unassigned, .surrogate].contains(
        scalar.properties.generalCategory)
      text.append(isMark || isHidden ? "-" : scalar)
    }
    let name = cut(String(text), to: longest)
    return name.allSatisfy(\.isWhitespace) ? "Sheet" : name
  }

  /// Counted as Excel counts, in UTF-16; no scalar is cut in two.
  private static func cut(_ text: String, to length: Int) -> String {
    var kept = String.UnicodeScalarView()
    var units = 0
    for scalar in text.unicodeScalars {
      units += UTF16.width(scalar)
      if units > length { break }
      kept.append(scalar)
    }
    return String(kept)
  }
}
