import Marks
import Pack

/// Where links of a document lead: its pages by their ids. A pack of one channel lacks some pages; what
/// refers to them is then printed without a link.
struct Destinations {
  private let pages: [String: Int]

  /// Of nothing: a picture by itself leads nowhere.
  init() { pages = [:] }

  /// Of the sheets of an edition, a page of several by its first.
  init(_ edition: Edition) {
    pages = Dictionary(edition.pages.map { ($0.id, $0.number) }) { first, _ in first }
  }

  func page(_ id: String) -> Int? { pages[id] }

  /// The marks, as a link where there is such a page.
  func link(to id: String, _ marks: [Mark]) -> [Mark] {
    guard let page = page(id), !marks.isEmpty else { return marks }
    return [.group(GroupMark(.link(page: page), marks))]
  }
}
