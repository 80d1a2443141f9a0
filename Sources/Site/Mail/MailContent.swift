import Metrics
import Pack

/// What of an edition stands in its mail.
struct MailContent {
  struct Chart {
    let id, alternative: String
    /// Of its picture, in CSS pixels.
    let width, height: Int
  }

  let edition: Edition
  /// Where the edition can be read; nil when it is not on a site.
  let link: String?
  /// Of the first page, those that have a picture.
  let charts: [Chart]

  init(
    _ edition: Edition, link: String?,
    size: (_ chart: String) -> (width: Int, height: Int)?
  ) {
    self.edition = edition
    self.link = link
    charts = (edition.pages.first?.panels ?? []).compactMap { panel in
      guard case .chart(let chart) = panel.block, let size = size(chart.id) else { return nil }
      return Chart(
        id: chart.id, alternative: chart.alternative, width: size.width, height: size.height)
    }
  }

  /// What the codes beside the figures mean.
  var key: String {
    edition.words.key(of: tiles).map { "\($0.code): \($0.words). " }.joined()
      + Phrase("Worse and better are said of what is more than noise.").text
  }

  var first: Page? { edition.pages.first }

  /// The pages whose headlines are all that is said of them.
  var others: [Page] { edition.pages.dropFirst().filter { !$0.isAppendix } }

  var tiles: [KPITile] { first?.tiles ?? [] }
  var notices: [Statement] { first?.notices ?? [] }
}
