/// The pages of the pack in their order; a new page is one file and one line here.
enum PageCatalog {
  /// Without what is said of whole exports.
  static func slicePages(_ context: PageContext) -> [Page] {
    [
      ExecutivePage(context: context).page(number: 1),
      FunnelPage(context: context).page(number: 2),
      CampaignPage(context: context).page(number: 3),
      OptimisationPage(context: context).page(number: 4),
      DefinitionsPage(context: context).page(number: 5),
    ]
  }

  static func pages(_ context: PageContext) -> [Page] {
    [
      ExecutivePage(context: context).page(number: 1),
      FunnelPage(context: context).page(number: 2),
      CampaignPage(context: context).page(number: 3),
      OptimisationPage(context: context).page(number: 4),
      QualityPage(context: context).page(number: 5),
      TrailPage(context: context).page(number: 6),
      DefinitionsPage(context: context).page(number: 7),
    ]
  }
}
