import Ingest
import Metrics
import Warehouse

/// Codes of one file's names → member ids; combinations seen before cost a lookup.
struct MemberTable {
  private let options: ReadingOptions
  private let loader: Loader
  private var names: [Field: [String]] = [:]
  private var ids: [Combination: Int64] = [:]
  /// The last combination of each part and first code: nearly always the one asked for.
  private var latest: [[Latest]] = Array(repeating: [], count: Part.allCases.count)
  /// The names of campaigns, and when they had them.
  private var named: [NameKey: NameSpan] = [:]
  private var lastNoted = (key: NameKey(member: 0, name: 0), first: 0, last: 0)
  /// What locations lie in.
  private var placed: Set<Placement> = []
  private var lastPlaced: Placement?
  private var platform: Platform?

  private struct Placement: Hashable {
    let member: Int64
    let region, country: Int32
  }

  private struct Latest {
    var second: Int32 = -1
    var third: Int32 = -1
    var id: Int64 = 0
  }

  private struct NameKey: Hashable {
    let member: Int64
    let name: Int32
  }

  /// What a row has a member of.
  private enum Part: Int, CaseIterable {
    case source, channel, campaign, numberedCampaign, ad, keyword, device, location
  }

  private struct Combination: Hashable {
    let part: Part
    let first, second, third: Int32
  }

  /// Places of the codes in a row.
  private let account = MemberTable.place(.account)
  private let channel = MemberTable.place(.channel)
  private let campaign = MemberTable.place(.campaign)
  private let campaignID = MemberTable.place(.campaignID)
  private let adGroup = MemberTable.place(.adGroup)
  private let ad = MemberTable.place(.ad)
  private let keyword = MemberTable.place(.keyword)
  private let matchType = MemberTable.place(.matchType)
  private let device = MemberTable.place(.device)
  private let location = MemberTable.place(.location)
  private let region = MemberTable.place(.region)
  private let country = MemberTable.place(.country)

  private static func place(_ field: Field) -> Int { Field.names.firstIndex(of: field) ?? 0 }

  init(options: ReadingOptions, loader: Loader) {
    self.options = options
    self.loader = loader
  }

  mutating func take(_ batch: ExportBatch) throws {
    for (field, _, name) in batch.newNames { names[field, default: [""]].append(name) }
    platform = platform ?? batch.platform
    for row in batch.quarantined {
      try loader.quarantine(
        line: row.line, byte: row.byte, column: row.column, rule: row.rule, reason: row.reason,
        text: row.text, mask: row.mask, amounts: row.amounts)
    }
    for row in batch.footers {
      try loader.footer(
        line: row.line, text: row.text, isGrandTotal: row.isGrandTotal, mask: row.mask,
        amounts: row.amounts)
    }
    var rows: [RawRow] = []
    rows.reserveCapacity(batch.rows.count)
    for row in batch.rows { rows.append(try raw(row)) }
    try loader.insert(rows)
  }

  private mutating func raw(_ row: ExportRow) throws -> RawRow {
    let codes = row.names
    let source = codes[account]
    let number = codes[campaignID]
    let campaign =
      number == 0
      ? try id(.campaign, codes[self.campaign], source)
      : try id(.numberedCampaign, number, source)
    note(campaign, row)
    let location = try id(.location, codes[self.location])
    place(location, codes)
    return RawRow(
      line: row.line, dateKey: row.day?.key ?? 0, periodEndKey: row.periodEnd?.key,
      source: try id(.source, source), channel: try id(.channel, codes[channel]),
      campaign: campaign, ad: try id(.ad, codes[ad], codes[adGroup], source),
      keyword: try id(.keyword, codes[keyword], codes[matchType]),
      device: try id(.device, codes[device]), location: location,
      mask: row.mask, amounts: row.amounts, isRepeat: row.isRepeat)
  }

  var spans: [NameSpan] {
    named.values.sorted { ($0.member, $0.name) < ($1.member, $1.name) }
  }

  var places: [LocationPlace] {
    placed.map {
      LocationPlace(
        member: $0.member, region: name(.region, $0.region), country: name(.country, $0.country))
    }.sorted { ($0.member, $0.region, $0.country) < ($1.member, $1.region, $1.country) }
  }

  private mutating func place(_ location: Int64, _ codes: ExportRow.NameCodes) {
    guard codes[self.location] != 0, codes[region] != 0 || codes[country] != 0 else { return }
    let place = Placement(member: location, region: codes[region], country: codes[country])
    guard place != lastPlaced else { return }
    lastPlaced = place
    placed.insert(place)
  }

  private mutating func note(_ campaign: Int64, _ row: ExportRow) {
    let code = row.names[self.campaign]
    guard code != 0 else { return }
    let first = row.day?.key ?? 0
    let last = row.periodEnd?.key ?? first
    let key = NameKey(member: campaign, name: code)
    // Rows of one day and campaign stand together in most exports.
    if key == lastNoted.key, first == lastNoted.first, last == lastNoted.last { return }
    lastNoted = (key, first, last)
    var span = named[key] ?? NameSpan(member: campaign, name: name(.campaign, code), day: last)
    span.add(last)
    if first > 0 { span.add(first) }
    named[key] = span
  }

  private mutating func id(
    _ part: Part, _ first: Int32, _ second: Int32 = 0, _ third: Int32 = 0
  ) throws -> Int64 {
    let slot = part.rawValue
    let place = Int(first)
    if place < latest[slot].count, latest[slot][place].second == second,
      latest[slot][place].third == third
    {
      return latest[slot][place].id
    }
    let key = Combination(part: part, first: first, second: second, third: third)
    let found = try ids[key] ?? loader.member(member(part, first, second, third))
    ids[key] = found
    while latest[slot].count <= place { latest[slot].append(Latest()) }
    latest[slot][place] = Latest(second: second, third: third, id: found)
    return found
  }

  private func name(_ field: Field, _ code: Int32) -> String {
    code == 0 ? "" : names[field]?[Int(code)] ?? ""
  }

  private func accountName(_ code: Int32) -> String {
    code == 0 ? options.account ?? "" : name(.account, code)
  }

  private func member(_ part: Part, _ first: Int32, _ second: Int32, _ third: Int32) -> Member {
    let platform = platform?.id ?? ""
    switch part {
    case .source:
      return Member(
        dimension: "source", platform: platform, account: accountName(first),
        name: accountName(first))
    case .campaign:
      return Member(
        dimension: "campaign", platform: platform, account: accountName(second),
        name: name(.campaign, first))
    case .numberedCampaign:
      return Member(
        dimension: "campaign", platform: platform, account: accountName(second),
        nativeID: CampaignNumber.plain(name(.campaignID, first)), name: "")
    case .ad:
      // An ad group without ads still is the grain of its rows.
      let ad = name(.ad, first)
      let group = name(.adGroup, second)
      return Member(
        dimension: "ad", platform: platform, account: accountName(third), parent: group,
        name: ad.isEmpty ? group : ad)
    case .keyword:
      return Member(
        dimension: "keyword", parent: name(.matchType, second),
        name: Keyword.withoutMarks(name(.keyword, first), hasMatchType: second != 0))
    case .channel:
      return Member(dimension: "channel", name: channelName(name(.channel, first)))
    case .device: return Member(dimension: "device", name: name(.device, first))
    case .location: return Member(dimension: "location", name: name(.location, first))
    }
  }

  /// The configuration's channel, else what the platform's word for the campaign type means, else
  /// the platform's own.
  private func channelName(_ word: String) -> String {
    if let channel = options.channel { return channel }
    guard let platform else { return word }
    return platform.channel(named: word) ?? platform.channel
  }
}

/// Keywords as the marks of a search platform write them.
enum Keyword {
  /// `[exact]` and `"phrase"` repeat the match type that stands in a column of its own.
  static func withoutMarks(_ text: String, hasMatchType: Bool) -> String {
    let bytes = Array(text.utf8)
    guard hasMatchType, bytes.count > 2, let first = bytes.first, let last = bytes.last,
      (first == 0x5B && last == 0x5D) || (first == 0x22 && last == 0x22)
    else { return text }
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }
}

/// The number of a campaign as a platform gives it.
enum CampaignNumber {
  /// Without the `.0` that tables of floating-point numbers append to whole ones.
  static func plain(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count > 2, text.hasSuffix(".0"),
      bytes.dropLast(2).allSatisfy({ (0x30...0x39).contains($0) })
    else { return text }
    return String(text.dropLast(2))
  }
}
