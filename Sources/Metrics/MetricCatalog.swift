/// Every metric, in the order of the glossary. A new metric is one entry here.
extension Metric {
  public static let spend = Metric(
    id: "spend", label: "Spend", formula: .total(.cost), unit: .money, good: nil,
    caption: "ad cost", definition: "Ad cost billed by the platforms")
  public static let revenue = Metric(
    id: "revenue", label: "Revenue", formula: .total(.saleAmount), unit: .money, good: .up,
    caption: "attributed", definition: "Sale amount credited to ads by the platforms")
  public static let profit = Metric(
    id: "profit", label: "Profit", formula: .difference(.saleAmount, minus: .cost), unit: .money,
    good: .up, caption: "revenue less spend",
    definition: "Revenue − spend on rows with both; other costs are not deducted")
  public static let roas = Metric(
    id: "roas", label: "ROAS", formula: .ratio(.saleAmount, per: .cost, times: 1), unit: .multiple,
    good: .up, caption: "revenue ÷ spend", definition: "Revenue ÷ spend, in ×; break-even is 1.0×")
  public static let cac = Metric(
    id: "cac", label: "CAC", formula: .ratio(.cost, per: .conversions, times: 1),
    unit: .unitMoney, good: .down, caption: "spend ÷ conversions",
    definition: "Spend ÷ conversions: what one purchase costs")
  public static let cpl = Metric(
    id: "cpl", label: "CPL", formula: .ratio(.cost, per: .leads, times: 1), unit: .unitMoney,
    good: .down, caption: "spend ÷ leads", definition: "Spend ÷ leads")
  public static let cpc = Metric(
    id: "cpc", label: "CPC", formula: .ratio(.cost, per: .clicks, times: 1), unit: .unitMoney,
    good: .down, caption: "spend ÷ clicks", definition: "Spend ÷ clicks")
  public static let cpm = Metric(
    id: "cpm", label: "CPM", formula: .ratio(.cost, per: .impressions, times: 1000),
    unit: .unitMoney, good: .down, caption: "spend ÷ 1,000 impressions",
    definition: "Spend for 1,000 impressions")
  public static let clickThrough = Metric(
    id: "ctr", label: "Click-through rate", formula: .ratio(.clicks, per: .impressions, times: 1),
    unit: .rate, good: .up, caption: "clicks ÷ impressions", definition: "Clicks ÷ impressions")
  public static let leadRate = Metric(
    id: "lead_rate", label: "Click-to-lead", formula: .ratio(.leads, per: .clicks, times: 1),
    unit: .rate, good: .up, caption: "leads ÷ clicks", definition: "Leads ÷ clicks")
  public static let purchaseRate = Metric(
    id: "purchase_rate", label: "Lead-to-conversion",
    formula: .ratio(.conversions, per: .leads, times: 1), unit: .rate, good: .up,
    caption: "conversions ÷ leads", definition: "Conversions ÷ leads")
  public static let conversionRate = Metric(
    id: "conversion_rate", label: "Conversion rate",
    formula: .ratio(.conversions, per: .clicks, times: 1), unit: .rate, good: .up,
    caption: "conversions ÷ clicks", definition: "Conversions ÷ clicks")
  public static let orderValue = Metric(
    id: "aov", label: "Average order value",
    formula: .ratio(.saleAmount, per: .conversions, times: 1), unit: .unitMoney, good: .up,
    caption: "revenue ÷ conversions", definition: "Revenue ÷ conversions")
  public static let impressions = Metric(
    id: "impressions", label: "Impressions", formula: .total(.impressions), unit: .count,
    good: .up, caption: "times shown", definition: "Times an ad was shown")
  public static let clicks = Metric(
    id: "clicks", label: "Clicks", formula: .total(.clicks), unit: .count, good: .up,
    caption: "clicks", definition: "Clicks on ads")
  public static let leads = Metric(
    id: "leads", label: "Leads", formula: .total(.leads), unit: .count, good: .up,
    caption: "platform-reported", definition: "Intent events the platforms report; not CRM leads")
  public static let conversions = Metric(
    id: "conversions", label: "Conversions", formula: .total(.conversions), unit: .count,
    good: .up, caption: "purchases", definition: "Purchases as the platforms report them")
  public static let blended = Metric(
    id: "mer", label: "Blended ROAS", formula: .shopRevenue(per: .cost), unit: .multiple,
    good: .up, caption: "shop revenue ÷ spend",
    definition: "Shop revenue ÷ spend, whichever channel earned it")
  public static let claimed = Metric(
    id: "claim", label: "Claimed share", formula: .shareOfShopRevenue(.saleAmount), unit: .rate,
    good: nil, caption: "attributed ÷ shop revenue",
    definition: "Attributed ÷ shop revenue; over 100% = claimed twice")

  public static let all: [Metric] = [
    .spend, .revenue, .profit, .roas, .cac, .cpl, .cpc, .cpm, .clickThrough, .leadRate,
    .purchaseRate, .conversionRate, .orderValue, .impressions, .clicks, .leads, .conversions,
    .blended, .claimed,
  ]

  public static func named(_ id: String) -> Metric? { all.first { $0.id == id } }
}
