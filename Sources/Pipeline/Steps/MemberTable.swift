import Ingest
import Metrics
import Warehouse

/// Turns the rows of one file into what is written of them: names become member ids, and combinations
/// of codes seen before cost a lookup. Touches no database, so that it runs beside the one who writes.
struct MemberTable: Sendable {
  /// What is written of a batch.
  struct Made: Sendable {
    /// Those that no earlier batch had.
    var members: [Member] = []
    var rows: RawRows
    let quarantined: [QuarantinedRow]
    let footers: [FooterRow]
  }

  private let options: ReadingOptions
  private var names: [Field: [String]] = [:]
  private var known = InlineArray<8, KnownIDs>(repeating: KnownIDs())
  /// Members that are not handed on yet.
  private var fresh: [Member] = []
  /// The names of campaigns, and when they had them; by the code of a name, the place of the last.
  private var named: [NameSpan] = []
  private var places: [NameKey: Int] = [:]
  private var latestNamed: [Int] = []
  /// What locations lie in.
  private var placed: Set<Placement> = []
  private var lastPlaced: Placement?
  private var platform: Platform?
  /// Rows of one day stand together nearly always.
  private var day = CalendarDay(number: 0)
  private var dayKey = CalendarDay(number: 0).key
  /// Whether a row covers more than a day.
  private(set) var hasPeriods = false

  private struct Placement: Hashable {
    let member: Int64
    let region, country: Int32
  }

  private struct NameKey: Hashable {
    let member: Int64
    let name: Int32
  }

  /// What a row has a member of.
  private enum Part: Int, CaseIterable {
    case source, channel, campaign, numberedCampaign, ad, keyword, device, location
  }

  /// Codes of up to three names, and the ids of their members.
  private struct KnownIDs {
    private struct Codes: Hashable {
      let first, second, third: Int32
    }

    private struct Latest {
      var second: Int32 = -1
      var third: Int32 = -1
      var id: Int64 = 0
    }

    private var ids: [Codes: Int64] = [:]
    /// The last combination of each first code: nearly always the one asked for.
    private var latest: [Latest] = []

    @inline(__always)
    func last(_ first: Int32, _ second: Int32, _ third: Int32) -> Int64? {
      let place = Int(first)
      guard place < latest.count, latest[place].second == second, latest[place].third == third
      else { return nil }
      return latest[place].id
    }

    mutating func any(_ first: Int32, _ second: Int32, _ third: Int32) -> Int64? {
      guard let id = ids[Codes(first: first, second: second, third: third)] else { return nil }
      add(id, first, second, third)
      return id
    }

    mutating func add(_ id: Int64, _ first: Int32, _ second: Int32, _ third: Int32) {
      ids[Codes(first: first, second: second, third: third)] = id
      while latest.count <= Int(first) { latest.append(Latest()) }
      latest[Int(first)] = Latest(second: second, third: third, id: id)
    }
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

  init(options: ReadingOptions) { self.options = options }

  mutating func take(_ batch: ExportBatch) -> Made {
    for (field, _, name) in batch.newNames { names[field, default: [""]].append(name) }
    platform = platform ?? batch.platform
    var made = Made(
      rows: RawRows(capacity: batch.rows.count), quarantined: batch.quarantined,
      footers: batch.footers)
    for row in batch.rows { made.rows.append(raw(row)) }
    swap(&made.members, &fresh)
    return made
  }

  private mutating func raw(_ row: ExportRow) -> RawRow {
    let codes = row.names
    let source = codes[account]
    let number = codes[campaignID]
    let campaign =
      number == 0
      ? id(.campaign, codes[self.campaign], source) : id(.numberedCampaign, number, source)
    let first = row.day.map { key($0) } ?? 0
    let end = row.periodEnd?.key
    hasPeriods = hasPeriods || end != nil
    note(campaign, codes[self.campaign], first, end ?? first)
    let location = id(.location, codes[self.location])
    place(location, codes)
    return RawRow(
      line: row.line, dateKey: first, periodEndKey: end,
      source: id(.source, source), channel: id(.channel, codes[channel]),
      campaign: campaign, ad: id(.ad, codes[ad], codes[adGroup], source),
      keyword: id(.keyword, codes[keyword], codes[matchType]),
      device: id(.device, codes[device]), location: location,
      mask: row.mask, amounts: row.amounts, isRepeat: row.isRepeat)
  }

  private mutating func key(_ day: CalendarDay) -> Int {
    if day != self.day { (self.day, dayKey) = (day, day.key) }
    return dayKey
  }

  var spans: [NameSpan] {
    named.sorted { ($0.member, $0.name) < ($1.member, $1.name) }
  }

  var locations: [LocationPlace] {
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

  private mutating func note(_ campaign: Int64, _ name: Int32, _ first: Int, _ last: Int) {
    guard name != 0 else { return }
    let code = Int(name)
    if code >= latestNamed.count || latestNamed[code] < 0
      || named[latestNamed[code]].member != campaign
    {
      while latestNamed.count <= code { latestNamed.append(-1) }
      latestNamed[code] = span(campaign, name, last)
    }
    named[latestNamed[code]].add(last)
    if first > 0 { named[latestNamed[code]].add(first) }
  }

  private mutating func span(_ campaign: Int64, _ code: Int32, _ day: Int) -> Int {
    let key = NameKey(member: campaign, name: code)
    if let place = places[key] { return place }
    named.append(NameSpan(member: campaign, name: name(.campaign, code), day: day))
    places[key] = named.count - 1
    return named.count - 1
  }

  @inline(__always)
  private mutating func id(
    _ part: Part, _ first: Int32, _ second: Int32 = 0, _ third: Int32 = 0
  ) -> Int64 {
    known[part.rawValue].last(first, second, third) ?? find(part, first, second, third)
  }

  private mutating func find(
    _ part: Part, _ first: Int32, _ second: Int32, _ third: Int32
  ) -> Int64 {
    if let id = known[part.rawValue].any(first, second, third) { return id }
    let member = member(part, first, second, third)
    fresh.append(member)
    known[part.rawValue].add(member.id, first, second, third)
    return member.id
  }

  private func name(_ field: Field, _ code: Int32) -> String {
    code == 0 ? "" : names[field]?[Int(code)] ?? ""
  }

  private func accountName(_ code: Int32) -> String {
    options.account ?? name(.account, code)
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
