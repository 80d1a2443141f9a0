import Diagnostics
import Marks
import Metrics
import Pack
import Site

/// `campaigns/` of a site: a page and a CSV a campaign, and a list of them all.
struct CampaignFiles {
  let session: Session
  let templates: TemplateSet

  /// Each campaign's files are written as they are made: together they would be most of the memory.
  /// - Returns: how many campaigns there are.
  func write(_ rendered: RenderStep.Rendered, into archive: SiteArchive) throws(Diagnostic) -> Int {
    let builder = SiteBuilder(
      templates: templates, measurer: FixedMeasurer(), fonts: SiteFonts.faces,
      brand: rendered.edition.brand)
    let configuration = session.configuration
    let (title, organisation) = (configuration.title, configuration.organisation)
    let language = configuration.language
    let source = Phrase("\(rendered.edition.source) A pack says what was known in its week.").text
    let index = "campaigns/index.html"
    let list = try builder.campaigns(
      rendered.campaigns, title: title, organisation: organisation, source: source,
      language: language)
    try archive.put([(index, list)])
    let paths = try ParallelMap.of(rendered.campaigns) {
      campaign throws(Diagnostic) -> [String] in
      let table = campaign.table()
      let page = try builder.campaign(
        campaign, table: table, title: title, organisation: organisation, source: source,
        language: language)
      let files = [
        (path: "campaigns/\(campaign.key).html", bytes: page),
        (path: "campaigns/data/\(table.id).csv", bytes: DataFiles.csv(DataFiles.sheet(table))),
      ]
      try archive.put(files)
      return files.map(\.path)
    }
    archive.keep([index] + paths.flatMap(\.self), in: "campaigns")
    return paths.count
  }
}
