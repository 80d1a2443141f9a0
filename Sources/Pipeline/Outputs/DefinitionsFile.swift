import Metrics
import Pack
import Site

/// `definitions.html` of a site: the metric catalogue, and where the newest pack prints each metric.
struct DefinitionsFile {
  let thresholds: Thresholds

  func page(_ newest: FindIndex.Item?) -> DefinitionsPage {
    DefinitionsPage(
      metrics: Metric.all.map { metric in
        DefinitionsPage.Metric(
          id: metric.id, label: metric.label, meaning: "\(metric.definition).",
          formula: Explain.formula(metric).text, unit: Self.unit(metric.unit).text,
          side: metric.side.text, missing: Self.missing(metric.formula).text,
          grain: Self.grain(metric).text, command: Self.command(metric),
          shown: (newest?.findings?.pages ?? []).filter { $0.metrics.contains(metric.id) }.map {
            SiteLink(label: $0.name, href: newest?.href($0.id) ?? "")
          })
      }, words: words)
  }

  private static func unit(_ unit: Metric.Unit) -> Phrase {
    switch unit {
    case .money: "A sum of money in the reporting currency"
    case .unitMoney: "Money for one, in the reporting currency"
    case .multiple: "A multiple, ×"
    case .rate: "A share, %"
    case .count: "A count"
    }
  }

  private static func missing(_ formula: Metric.Formula) -> Phrase {
    switch formula {
    case .total:
      "Blank is not zero: the sum is of the rows that have it, and is called a lower bound where some lack it"
    case .difference:
      "Rows that lack either part are left out of both, and the figure says “matched rows”; n/a where no row has both"
    case .ratio:
      "Rows that lack either part are left out of both, and the figure says “matched rows”; n/a where no row has both, what is divided by is not above zero, or credits outweigh spend"
    case .shopRevenue, .shareOfShopRevenue:
      "Days without shop sales are left out; n/a without data/sales.csv"
    }
  }

  private static func isOfShop(_ metric: Metric) -> Bool {
    switch metric.formula {
    case .total, .difference, .ratio: false
    case .shopRevenue, .shareOfShopRevenue: true
    }
  }

  private static func grain(_ metric: Metric) -> Phrase {
    if isOfShop(metric) {
      return
        "Any day, week, month or total, of everything: shop sales know no channel and no campaign"
    }
    let names = Dimension.allCases.map { Language.current.inSentence($0.label) }
    let first = names.dropLast().joined(separator: ", ")
    return "Any day, week, month or total, by \(first) or \(names.last ?? "")"
  }

  private static func command(_ metric: Metric) -> String {
    "broadsheet metrics --metric \(metric.id)\(isOfShop(metric) ? "" : " --by campaign") --grain week"
  }

  private var words: [(term: String, meaning: String)] {
    let words: [(term: Phrase, meaning: Phrase)] = [
      ("AC", "Actual: the report’s own days"),
      ("PW, PP", "The week before; the equally long period before"),
      (
        "4W, 4P",
        "The four weeks or periods before: their mean for totals, their ratio of sums for ratios"
      ),
      ("PY", "The same days of the year before"), ("PL", "The target of data/targets.csv"),
      ("Lower bound", "A sum of rows some of which lack the measure: the truth is not less"),
      ("Matched rows", "Only rows that have both parts of a ratio or difference are in it"),
      (
        "Low coverage",
        "It rests on rows with less than \(Thresholds.percent(thresholds.coverage)) of spend"
      ),
      ("In doubt", "A data test that fails speaks of it"),
      ("n/a", "There is no value, and the reason stands beside it"),
      (
        "n = 12",
        "Conversions of a ratio that is withheld: fewer than \(thresholds.minimumConversions)"
      ),
      ("Better, worse", "For the business, and more than noise; grey is neither"),
    ]
    return words.map { ($0.term.text, $0.meaning.text) }
  }
}
