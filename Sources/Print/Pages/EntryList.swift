import Marks
import Metrics

/// Entries under each other; those that find no room are counted in a last line.
struct EntryList {
  struct Entry {
    var height: Double
    var marks: [Mark]
  }

  let entries: [Entry]
  let flow: TextFlow
  /// Extra height each entry may take, and how much tighter it may be set.
  var stretch = 0.0
  var shrink = 0.0

  private static let note = TextStyle(7.5)
  private static let noteHeight = 11.0

  var extent: Extent {
    let sum = entries.reduce(0) { $0 + $1.height }
    let count = Double(entries.count)
    let least = sum - count * shrink
    return Extent(
      floor: min(least, (entries.first?.height ?? 0) + Self.noteHeight), least: least,
      natural: sum, most: sum + count * stretch)
  }

  func marks(height: Double, role: GroupMark.Role = .paragraph) -> [Mark] {
    guard !entries.isEmpty else { return [] }
    let sum = entries.reduce(0) { $0 + $1.height }
    let spare = (height - sum) / Double(entries.count)
    let more = min(stretch, max(-shrink, spare))
    var marks: [Mark] = []
    var y = 0.0
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      let needed = y + entry.height + more + (isLast ? 0 : Self.noteHeight)
      let restFits =
        y + entries[index...].reduce(0) { $0 + $1.height + more } <= height + 0.01
      guard restFits || needed <= height + 0.01 else {
        return marks + [rest(entries.count - index, y: y, height: height)].compactMap { $0 }
      }
      marks.append(.group(GroupMark(role, dy: y, entry.marks)))
      y += entry.height + more
    }
    return marks
  }

  private func rest(_ count: Int, y: Double, height: Double) -> Mark? {
    guard y + 8.5 <= height else { return nil }
    return .group(
      GroupMark(
        .paragraph, dy: y,
        [
          .text(
            TextMark(Phrase("\(count) more in the web edition").text, x: 0, y: 8, Self.note, .ink3))
        ]))
  }
}
