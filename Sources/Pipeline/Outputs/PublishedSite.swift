import Diagnostics
import Foundation
import Metrics
import Pack

/// What is known of editions that went out: by this project's own list and by that of the configured
/// target, which outlives an emptied `output/`.
struct PublishedSite {
  let publications: Publications
  private let sites: [String]

  init(_ session: Session) throws(Diagnostic) {
    let own = SiteArchive(session.folder).site
    sites = [own] + (session.configuration.publishing?.target(session.folder).map { [$0] } ?? [])
    var known = Publications()
    for site in sites {
      if let list = try Publications.read(site) { known.add(list.editions) }
    }
    publications = known
  }

  /// The folder of an edition; nil when no site has it any more.
  func folder(_ id: EditionID) -> String? {
    sites.map { "\($0)/editions/\(id)" }.first(where: FileSystem.isFolder)
  }

  /// What the edition before a period printed of its own, of the newest of such length; nil where
  /// there is none.
  func previous(before period: ReportPeriod, among editions: [EditionID]) throws(Diagnostic)
    -> PreviousPack?
  {
    guard let id = editions.first(where: { $0.isBefore(period) }), let reported = id.reported,
      let folder = folder(id), let bytes = try FileSystem.read("\(folder)/figures.json"),
      let figures = FiguresFile.read(bytes)
    else { return nil }
    var printed: [String: PreviousPack.Printed] = [:]
    for figure in figures.figures where figure.period == id.period {
      printed[figure.id] = PreviousPack.Printed(
        display: figure.display,
        value: figure.value.flatMap { Double($0) }.flatMap { Rational(estimate: $0) })
    }
    return PreviousPack(period: reported, printed: printed)
  }

  /// What an edition that follows a published one says of it; nil for a first one.
  func correction(_ id: EditionID) throws(Diagnostic) -> Notices.Correction? {
    guard id.revision > 1 else { return nil }
    let before = EditionID(period: id.period, revision: id.revision - 1)
    let day = publications.entry(before).flatMap {
      CalendarDay(iso: String($0.publishedAt.prefix(10)))
    }
    var printed: [String: String] = [:]
    if let folder = folder(before), let bytes = try FileSystem.read("\(folder)/figures.json"),
      let figures = FiguresFile.read(bytes)
    {
      for figure in figures.figures { printed[figure.id] = figure.display }
    }
    return Notices.Correction(
      revision: id.revision, published: day ?? CalendarDay(number: 0), before: printed)
  }
}
