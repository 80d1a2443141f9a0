import Diagnostics

/// A name of the data as a user wrote it: the whole name, or its beginning and `*`.
struct NameWish: Sendable {
  let text: String
  let place: Place
  /// Whether a `*` at the end stands for anything.
  let isPattern: Bool

  /// - Parameter patterns: whether `*` is taken as one.
  init(_ text: String, at place: Place, patterns: Bool) {
    self.text = text
    self.place = place
    isPattern = patterns && text.utf8.last == UInt8(ascii: "*")
  }

  private var wanted: Substring.UTF8View { text.utf8.dropLast(isPattern ? 1 : 0) }

  /// By bytes, as the warehouse tells names apart: to Swift an "é" and an "e" with an accent are one.
  func matches(_ name: String) -> Bool {
    isPattern ? name.utf8.starts(with: wanted) : name.utf8.elementsEqual(wanted)
  }

  /// Up to three names that may be meant, nearest first; empty where none comes near.
  func near(_ names: [String]) -> [String] {
    let wanted = Array(wanted)
    return names.map { name in
      let own = isPattern ? Array(name.utf8.prefix(wanted.count)) : Array(name.utf8)
      return (name: name, edits: EditDistance.between(own, wanted))
    }
    .filter { $0.edits <= max(2, wanted.count / 3) }
    .sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }
    .prefix(3).map(\.name)
  }
}
