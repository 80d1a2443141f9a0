import CPangoCairo
import Marks

/// Where in the structure of a PDF the painter stands, and which roles have a meaning there.
///
/// A table holds rows only and a row cells only: the standard forbids anything else, so a role
/// where it has no meaning is painted without a tag.
enum PDFPlace: Sendable, Hashable {
  case flow, table, row
  /// In a heading, paragraph or cell that holds nothing but drawing.
  case words
  /// The same where some part has structure of its own. Cairo 1.16 gives drawing to the innermost
  /// tag only while that has no children, so each text here needs a tag of its own.
  case phrases
  /// In decoration.
  case artifact
  case figure, link

  struct Tag {
    let name: String
    var attributes = ""
    var inside: PDFPlace
  }

  /// The tag of a group here, nil for none. Cairo loses the document over a name it does not know.
  func tag(of group: GroupMark) -> Tag? {
    guard var tag = tag(of: group.role) else { return nil }
    if tag.inside == .words, Self.haveStructure(group.marks) { tag.inside = .phrases }
    return tag
  }

  private func tag(of role: GroupMark.Role) -> Tag? {
    switch (role, self) {
    case (.heading(let level), .flow): Tag(name: "H\(min(max(level, 1), 6))", inside: .words)
    case (.paragraph, .flow): Tag(name: "P", inside: .words)
    case (.figure, .flow), (.figure, .phrases): Tag(name: "Figure", inside: .figure)
    case (.table, .flow): Tag(name: "Table", inside: .table)
    case (.row, .table): Tag(name: "TR", inside: .row)
    case (.headCell, .row): Tag(name: "TH", inside: .words)
    case (.cell, .row): Tag(name: "TD", inside: .words)
    case (.section, .flow): Tag(name: "Sect", inside: .flow)
    case (.link(let page), .flow), (.link(let page), .phrases):
      Tag(name: CAIRO_TAG_LINK, attributes: "page=\(page) pos=[0 0]", inside: .link)
    default: nil
    }
  }

  /// Whether words may be painted here: not between the cells of a table.
  var mayHoldText: Bool { self != .table && self != .row }

  /// Whether a role inside words keeps a tag of its own.
  private static func haveStructure(_ marks: [Mark]) -> Bool {
    marks.contains { mark in
      guard case .group(let group) = mark else { return false }
      switch group.role {
      case .figure, .link: return true
      case .artifact: return false
      default: return haveStructure(group.marks)
      }
    }
  }
}
