import Metrics

/// The small files beside the exports: shop sales, targets, events, reviewed merges of names.
extension SampleExports {
  /// `data/events.csv`, `data/mappings/campaign.csv`, `data/sales.csv`, `data/targets.csv`.
  public static func companions(_ options: SampleOptions) -> [SampleFile] {
    [
      SampleFile(path: "data/events.csv", bytes: events(options)),
      SampleFile(path: "data/mappings/campaign.csv", bytes: mapping()),
      SampleFile(path: "data/sales.csv", bytes: sales(options)),
      SampleFile(path: "data/targets.csv", bytes: Targets.text(options)),
    ]
  }

  /// `date_from,date_to,name`; without planted effects nothing ever happens.
  private static func events(_ options: SampleOptions) -> [UInt8] {
    var csv = CSVText()
    csv.line("date_from,date_to,name")
    guard options.effects == .planted else { return csv.bytes }
    var events: [(first: CalendarDay, last: CalendarDay, name: String)] = []
    for year in options.start.year...options.end.year {
      guard let first = week(Market.festiveWeeks.lowerBound, of: year),
        let last = week(Market.festiveWeeks.upperBound, of: year)
      else { continue }
      events.append((first.first, last.last, "Diwali"))
    }
    events.append((options.breakDay, options.breakDay, "New enquiry form on phones"))
    for event in events.sorted(by: { $0.first < $1.first })
    where event.last >= options.start && event.first <= options.end {
      csv.line("\(event.first),\(event.last),\(event.name)")
    }
    return csv.bytes
  }

  private static func week(_ number: Int, of year: Int) -> ISOWeek? {
    CalendarDay(year: year, month: 1, day: 4).map { ISOWeek(of: $0) + (number - 1) }
  }

  /// `dimension,from,to`: every spelling that is not the campaign's name.
  private static func mapping() -> [UInt8] {
    var csv = CSVText()
    csv.line("dimension,from,to")
    for campaign in Campaign.all {
      for spelling in campaign.spellings {
        csv.cell("campaign")
        csv.cell(spelling)
        csv.cell(campaign.name)
        csv.endLine()
      }
    }
    return csv.bytes
  }

  /// `date,orders,revenue,new_customers`: what the shop took, about 1.3 of what platforms claim.
  private static func sales(_ options: SampleOptions) -> [UInt8] {
    var csv = CSVText()
    csv.line("date,orders,revenue,new_customers")
    var generator = RowGenerator(options: options)
    var day = options.start
    while day <= options.end {
      var orders = 0
      var revenueCents = 0
      for platform in Platform.allCases {
        for row in generator.rows(of: platform, from: day, to: day) {
          let outcome = row.outcome(age: nil)
          orders += outcome.orders
          revenueCents += outcome.revenueCents
        }
      }
      let key = RandomStream.key(RandomStream.mix(options.seed), Int(day.number))
      var stream = RandomStream(key: key, .sales)
      let organic = 1.3 * stream.gamma(variation: 0.03)
      let shopOrders = Double(orders) * organic
      let shopCents = Double(revenueCents) * organic * stream.gamma(variation: 0.01)
      let newShare = 0.68 * stream.gamma(variation: 0.02)
      csv.cell(day.description)
      csv.cell(String(Int(shopOrders.rounded())))
      csv.cell(Numeral.cents(Int(shopCents.rounded())))
      csv.cell(String(Int((shopOrders * min(1, newShare)).rounded())))
      csv.endLine()
      day = day + 1
    }
    return csv.bytes
  }
}
