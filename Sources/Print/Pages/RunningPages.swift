import Metrics
import Pack

extension Edition {
  /// The sheets of print: a page of the appendix takes as many as its table needs, each with the head
  /// of the table; everything else takes one.
  func sheets(flow: TextFlow) -> Edition {
    guard pages.contains(where: \.isAppendix) else { return self }
    var edition = self
    edition.pages = []
    for page in pages {
      for part in page.isAppendix ? page.parts(of: self, flow: flow) : [page] {
        var part = part
        part.number = edition.pages.count + 1
        edition.pages.append(part)
      }
    }
    return edition
  }
}

extension Page {
  fileprivate func parts(of edition: Edition, flow: TextFlow) -> [Page] {
    guard let panel = rows.first?.panels.first, case .table(let table) = panel.block else {
      return [self]
    }
    let top = PageFrame(flow: flow, page: self, edition: edition).headline.foot
    let width = PageGrid.width(12)
    let title = PanelLayout(panel, width: width, flow: flow).titleHeight
    let tables = TableBlock(table: table, flow: flow)
      .parts(width: width, height: PageGrid.bodyFoot - top - title)
    return tables.enumerated().map { index, table in
      var page = self
      page.rows[0].panels[0].block = .table(table)
      if index > 0 {
        page.id += "-\(index + 1)"
        page.name = Phrase("\(page.name), continued").text
      }
      return page
    }
  }
}
