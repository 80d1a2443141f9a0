import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Tables that somebody made of several platforms are told from a platform's own exports, whatever
/// their language.
@Suite struct MixedTableTests {
  @Test(arguments: [
    "Date,Channel,Campaign,Impr.,Clicks,Cost,Conversions,Revenue",
    "Datum,Kanal,Kampagne,Impressionen,Klicks,Kosten,Conversions,Umsatz",
    "Fecha,Plataforma,Campaña,Impresiones,Clics,Coste,Conversiones,Ingresos",
    "Date,Plateforme,Campagne,Impressions,Clics,Coût,Conversions,Chiffre d'affaires",
    "Data,Canal,Campanha,Impressões,Cliques,Custo,Conversões,Receita",
    "日期,平台,广告系列,展示次数,点击次数,花费,转化次数,收入",
  ])
  func aColumnOfPlatformsTells(header: String) throws {
    let google = header.hasPrefix("日") ? "谷歌" : "Google"
    let reading = try Reading(
      "\(header)\n2024-03-01,\(google),A,100,5,10.00,1,30.00\n2024-03-02,Email,B,200,6,5.00,2,1.50\n"
    )
    #expect(reading.summary.platform == "generic")
    #expect(reading.names[.channel] == [google, "Email"])
    #expect(reading.names[.campaign] == ["A", "B"])
    #expect(reading.summary.unread.isEmpty)
    let totals = [Measure.impressions, .clicks, .cost, .conversions, .saleAmount]
    #expect(totals.map(reading.total) == ["300.00", "11.00", "15.00", "3.00", "31.50"])
  }

  @Test(arguments: [
    "Campaign name,Day,Platform,Amount spent,Impressions,Clicks,Purchases,Revenue\nA,2024-03-01,#,10,100,5,1,30\n",
    "Campaign,Date,Platform,Spend,Impressions,Link clicks,Purchases,Revenue,Tweet engagements\nA,2024-03-01,#,10,100,5,1,30,1\n",
    "Campaign,Date,Channel,Spend,Impressions,Clicks,Conversions,Revenue,Account name,Avg. CPC\nA,2024-03-01,#,10,100,5,1,30,Acme,2\n",
  ])
  func noHeaderOfAPlatformOutweighsIt(text: String) throws {
    let reading = try Reading(text.replacing("#", with: "LinkedIn Ads"))
    #expect(reading.summary.platform == "generic")
    #expect(reading.names[.channel] == ["LinkedIn Ads"])
    #expect(reading.total(.saleAmount) == "30.00")
    // Other words name no platform.
    #expect(try Reading(text.replacing("#", with: "Prospecting")).summary.platform != "generic")
  }

  /// Meta breaks its own reports down by the places that it shows ads at.
  @Test func ownPlacesOfMetaTellNothing() throws {
    func platform(_ name: String) throws -> String {
      try Reading(
        "Campaign name,Day,Platform,Amount spent (USD),Impressions,Link clicks\n"
          + "A,2024-03-01,\(name),10.00,100,5\n"
      ).summary.platform
    }
    for name in ["facebook", "Instagram", "audience_network", "messenger"] {
      #expect(try platform(name) == "meta")
    }
    #expect(try platform("google_ads") == "generic")
    let german = try Reading(
      "Tag,Kampagne,Plattform,Impr.,Klicks,Kosten\n2024-03-01,A,Facebook,1,1,1.50\n")
    #expect(german.summary.platform == "generic")
  }

  @Test func whatIsSaidOfASourceWins() throws {
    let text = "Day,Campaign,Netz,Impr.,Clicks,Cost\n2024-03-01,A,Google,1,1,1.50\n"
    #expect(try Reading(text).summary.platform == "google_ads")
    let named = ReadingOptions(columns: [.channel: "Netz"])
    #expect(try Reading(text, options: named).summary.platform == "generic")
    let chosen = ReadingOptions(platform: "google_ads")
    #expect(
      try Reading(text.replacing("Netz", with: "Channel"), options: chosen).summary.platform
        == "google_ads")
  }

  @Test func aProjectKnowsItsOwnTables() throws {
    let yaml = """
      id: agency
      name: Agency
      channel: Social
      forms:
        - headers: [Day, Channel, Kampagne, Kosten]
      columns: {day: [Day], cost: [Kosten], campaign: [Kampagne], channel: [Channel]}
      """
    let fixture = try Fixture("Day,Channel,Kampagne,Kosten\n2024-03-01,Google,A,1.50\n")
    let reader = ExportReader(
      path: fixture.path, name: "a.csv",
      catalog: try PlatformCatalog(additions: [("platforms/agency.yml", yaml)]),
      options: ReadingOptions())
    #expect(try reader.read { _ in }.platform == "agency")
  }

  @Test func unknownWordsOfTheChannelAreNamedOnce() throws {
    let text =
      "Day,Campaign,Campaign type,Impr.,Clicks,Cost\n2024-03-01,A,Search,1,1,1\n"
      + "2024-03-01,B,Hologram,1,1,1\n2024-03-02,B,Hologram,1,1,1\n2024-03-02,C,Scent,1,1,1\n"
    let warnings = try Reading(text).summary.warnings.filter { $0.code == .channelUnknown }
    #expect(
      warnings.map(\.message) == [
        "«Hologram», «Scent» of the column of channels are no known words and count as Search"
      ])
    #expect(warnings.first?.place?.column == 3)
    let chosen = try Reading(text, options: ReadingOptions(channel: "Display"))
    #expect(!chosen.summary.warnings.contains { $0.code == .channelUnknown })
  }

  @Test(arguments: [
    ("Display", ["Displaynetzwerk", "Red de Display", "Réseau Display", "Rede de Display", "展示"]),
    ("Display", ["Video", "Vídeo", "Vidéo", "视频"]),
    (
      "Display",
      [
        "Demand Gen", "Generación de demanda", "Génération de la demande", "Geração de demanda",
        "需求开发",
      ]
    ),
    ("Search", ["Suchnetzwerk", "Búsqueda", "Réseau de Recherche", "Rede de pesquisa", "搜索"]),
    ("Search", ["Performance Max", "Máximo rendimiento", "效果最大化", "Shopping", "购物"]),
  ])
  func kindsOfCampaignsAreKnownInSixLanguages(channel: String, words: [String]) throws {
    let google = try #require(try PlatformCatalog().named("google_ads"))
    for word in words { #expect(google.channels[word.lowercased()] == channel, "\(word)") }
  }

  @Test func columnsThatAreNotReadAreNamed() throws {
    let reading = try Reading(
      "Day,Campaign,Impr.,Clicks,Cost,Avg. CPC,View-through conv.\n2024-03-01,A,1,1,1,1,1\n")
    #expect(reading.summary.unread == ["Avg. CPC", "View-through conv."])
  }

  @Test func aMissSaysWhatWouldDo() throws {
    let error = try #require(
      try Reading.refusal("Ad Squad Name,Impressions,Swipe Ups\nA,1,1\n"), "was read")
    #expect(error.code == .platformUnknown)
    #expect(
      error.hint?.contains(
        "nearest is Snapchat Ads, but the file lacks one of «Amount Spent», «Spend»; "
      ) == true, "\(error.hint ?? "")")
  }
}
