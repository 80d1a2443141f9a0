/// The built-in templates by name; a project's `templates/` may replace any and add partials.
enum TemplateName {
  static let edition = "edition"
  static let index = "index"
  static let lineage = "lineage"
  static let campaign = "campaign"
  static let campaigns = "campaigns"
  static let find = "find"
  static let definitions = "definitions"
  static let mail = "mail"
  static let css = "edition.css"

  static let builtIn: [(name: String, bytes: [UInt8])] = [
    (edition, PackageResources.edition_mustache),
    (index, PackageResources.index_mustache),
    (lineage, PackageResources.lineage_mustache),
    (campaign, PackageResources.campaign_mustache),
    (campaigns, PackageResources.campaigns_mustache),
    (find, PackageResources.find_mustache),
    (definitions, PackageResources.definitions_mustache),
    (mail, PackageResources.mail_mustache),
    ("page", PackageResources.page_mustache),
    ("panel", PackageResources.panel_mustache),
    ("block-kpis", PackageResources.block_kpis_mustache),
    ("block-charts", PackageResources.block_charts_mustache),
    ("block-table", PackageResources.block_table_mustache),
    ("block-statements", PackageResources.block_statements_mustache),
    ("block-causes", PackageResources.block_causes_mustache),
    ("block-stages", PackageResources.block_stages_mustache),
    ("block-lineage", PackageResources.block_lineage_mustache),
    ("block-glossary", PackageResources.block_glossary_mustache),
    ("block-notation", PackageResources.block_notation_mustache),
    ("block-paragraphs", PackageResources.block_paragraphs_mustache),
    ("block-empty", PackageResources.block_empty_mustache),
  ]

  static let builtInCSS = PackageResources.edition_css
}
