import Metrics

/// What sentences count, for one and for several.
struct Noun {
  let one, many: English

  static let campaign = Noun(one: "campaign", many: "campaigns")
  static let keyword = Noun(one: "keyword", many: "keywords")
  static let channel = Noun(one: "channel", many: "channels")
  static let location = Noun(one: "location", many: "locations")
  static let device = Noun(one: "device", many: "devices")
  static let check = Noun(one: "check", many: "checks")
  static let caution = Noun(one: "caution", many: "cautions")
  static let failure = Noun(one: "failure", many: "failures")
  static let file = Noun(one: "file", many: "files")
  static let warning = Noun(one: "warning", many: "warnings")
  static let change = Noun(one: "change", many: "changes")
  static let difference = Noun(one: "difference", many: "differences")
  static let row = Noun(one: "row", many: "rows")
  static let moreEvent = Noun(one: "more event", many: "more events")
  static let day = Noun(one: "day", many: "days")
  static let week = Noun(one: "week", many: "weeks")
  static let period = Noun(one: "period", many: "periods")
  static let campaignName = Noun(one: "campaign name", many: "campaign names")
  static let liveCampaign = Noun(one: "live campaign", many: "live campaigns")
  static let completeWeek = Noun(one: "complete week", many: "complete weeks")
  static let completePeriod = Noun(one: "complete equal period", many: "complete equal periods")
}
