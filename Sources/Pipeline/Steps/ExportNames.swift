/// Which files of `data/raw` are exports, and their order.
enum ExportNames {
  /// Names in the order of their numbers: of `report.csv`, `report (2).csv` and `report (10).csv`, which
  /// a browser counts up, the last is the newest.
  static func precedes(_ one: String, _ other: String) -> Bool {
    let (left, right) = (parts(one), parts(other))
    for (a, b) in zip(left, right) where a != b {
      if let x = Int(a), let y = Int(b), x != y { return x < y }
      return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    return left.count == right.count
      ? one.utf8.lexicographicallyPrecedes(other.utf8) : left.count < right.count
  }

  /// The path without its ending, cut before and after each number.
  private static func parts(_ path: String) -> [String] {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    var parts: [String] = []
    for character in dot > slash ? path[..<dot] : path[...] {
      let isDigit = character.isASCII && character.isNumber
      if let last = parts.last?.last, (last.isASCII && last.isNumber) == isDigit {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }

  /// What a folder walk takes: anything that could be an export. A file named outright is always
  /// tried.
  static func isExport(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // What a spreadsheet leaves while a file is open, an editor as a copy, a browser before it is done.
    let isUnfinished =
      name.hasPrefix("~$") || name.hasPrefix(".~lock.")
      || ["~", ".crdownload", ".part", ".partial", ".download", ".tmp", ".swp"]
        .contains { name.lowercased().hasSuffix($0) }
    return !isUnfinished
      && !["README.md", "README.txt", "LICENSE", "Thumbs.db", "desktop.ini"].contains(name)
  }
}
