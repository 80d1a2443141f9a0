import Diagnostics
import Marks
import Metrics
import Pack
import Site

/// `campaigns/` of a site: a page and a CSV a campaign, and a list of them all.
struct CampaignFiles {
  let session: Session
  let templates: TemplateSet

  func files(
    _ rendered: RenderStep.Rendered
  ) throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    let builder = SiteBuilder(
      templates: templates, measurer: FixedMeasurer(), fonts: SiteFonts.faces,
      brand: rendered.edition.brand)
    let configuration = session.configuration
    let (title, organisation) = (configuration.title, configuration.organisation)
    let source = Phrase("\(rendered.edition.source) A pack says what was known in its week.").text
    var files: [(path: String, bytes: [UInt8])] = [
      (
        "campaigns/index.html",
        try builder.campaigns(
          rendered.campaigns, title: title, organisation: organisation, source: source,
          language: configuration.language)
      )
    ]
    let language = configuration.language
    files += try ParallelMap.of(rendered.campaigns) {
      campaign throws(Diagnostic) -> [(path: String, bytes: [UInt8])] in
      let table = campaign.table()
      return [
        (
          "campaigns/\(campaign.key).html",
          try builder.campaign(
            campaign, table: table, title: title, organisation: organisation, source: source,
            language: language)
        ),
        (
          "campaigns/data/\(table.id).csv", DataFiles.csv(DataFiles.sheet(table))
        ),
      ]
    }.flatMap(\.self)
    return files
  }
}
