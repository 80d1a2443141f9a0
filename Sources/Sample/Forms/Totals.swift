import Metrics

/// Sums of the values an export shows, for the total rows that the platform adds.
struct Totals {
  private(set) var impressions = 0
  private(set) var clicks = 0
  private(set) var leads = 0
  private(set) var orders = 0
  private(set) var costCents = 0
  private(set) var revenueCents = 0

  mutating func add(_ row: FactRow, _ outcome: FactRow.Outcome) {
    if !row.missing.has(.impressions) { impressions += row.impressions }
    if !row.missing.has(.clicks) { clicks += row.clicks }
    if !row.missing.has(.leads) { leads += outcome.leads }
    if !row.missing.has(.conversions) { orders += outcome.orders }
    if !row.missing.has(.cost) { costCents += row.costCents }
    if !row.missing.has(.saleAmount) { revenueCents += outcome.revenueCents }
  }
}
