import Analysis
import Metrics

/// The first row of page 1, when there is something to be said before the figures.
struct NoticeRow {
  let notices: Notices
  let book: FigureBook
  let dates: DateStyle

  /// Nil when there is nothing to say.
  var row: Page.Row? {
    let statements = correction + note
    guard !statements.isEmpty else { return nil }
    return Page.Row(
      height: 16 * Double(statements.count),
      [Page.Panel(id: Notices.panelID, span: 12, title: "", block: .statements(statements))])
  }

  private var correction: [Statement] {
    guard let correction = notices.correction else { return [] }
    let day = dates.full(correction.published)
    var text: Prose =
      "Revision \(label: String(correction.revision)), which replaces the pack published on \(label: day)."
    let changes = book.findings.kpis.compactMap { metric -> Prose? in
      let now = book.now(metric)
      guard let before = correction.before[now.id], before != now.display else { return nil }
      return "\(words: Words.name(metric)) is \(now), not \(label: before)"
    }
    if !changes.isEmpty {
      text = text + " " + Words.capitalised(Words.list(changes)) + "."
    }
    let changed = book.figures.filter { figure in
      correction.before[figure.id].map { $0 != figure.display } ?? false
    }
    if changed.count > changes.count {
      text =
        text
        + " In all \(book.count("notice.changed", Int64(changed.count))) figures are other than they were."
    }
    return [Statement(tag: "Correction", isCaution: true, prose: text)]
  }

  private var note: [Statement] {
    guard let note = notices.note else { return [] }
    return note.paragraphs.enumerated().map { index, paragraph in
      Statement(
        tag: Phrase(said: index == 0 ? note.heading : ""), isCaution: false,
        prose: "\(name: paragraph)")
    }
  }
}
