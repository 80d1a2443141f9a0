import Diagnostics

/// Tells whether a report of conversions by action holds the spend of a campaign once for each of its
/// actions: rows that differ in the action and in what it counts, and in nothing else. So does a table that was
/// joined to another with several rows for each of its own, by goal, product or model of attribution.
struct RepeatedSpend {
  private static let headers: Set = [
    "conversionaction", "conversionactionname", "conversionname", "conversiontype", "actiontype",
    "actionname", "conversionsource", "conversion-aktion", "conversionaktion", "accióndeconversión",
    "actiondeconversion", "açãodeconversão", "azionediconversione", "conversieactie", "转化操作",
    "コンバージョンアクション",
  ]
  /// Groups of rows that are compared; further ones tell nothing new.
  private static let most = 1 << 14

  private struct Group {
    var rows = 1
    let spend, clicks, impressions: Int64
    var isSame = true
  }

  private let layout: Layout
  /// What rows differ in: the action, else the first column that is not read.
  private let action: Int?
  private let isNamed: Bool
  /// What tells a row from others, but for its action.
  private let keys: [Int]
  private var groups: [UInt64: Group] = [:]
  /// Rows have been met that tell the file to be another.
  private var isOver = false

  init(layout: Layout) {
    self.layout = layout
    let named = layout.head.names.firstIndex(where: Self.headers.contains)
    isNamed = named != nil
    action = named ?? layout.unreadColumns.first
    keys = (layout.dates + layout.names.filter { $0 >= 0 }).filter { [action] in $0 != action }
  }

  var isEmpty: Bool { action == nil || isOver }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    let spend = reading.amounts[.cost]
    guard spend > 0 else { return }
    let (clicks, impressions) = (reading.amounts[.clicks], reading.amounts[.impressions])
    // A fee that stands twice may be paid twice.
    if !isNamed, clicks == 0, impressions == 0 { return }
    let key = record.fingerprint(of: keys)
    guard var group = groups[key] else {
      if groups.count < Self.most {
        groups[key] = Group(spend: spend, clicks: clicks, impressions: impressions)
      } else if !isNamed, groups.values.allSatisfy({ $0.rows == 1 }) {
        isOver = true
      }
      return
    }
    group.rows += 1
    group.isSame =
      group.isSame && group.spend == spend && group.clicks == clicks
      && (isNamed || group.impressions == impressions)
    groups[key] = group
    // Nothing but a known header makes one group that differs an exception.
    if !isNamed, !group.isSame { isOver = true }
  }

  /// - Throws: `ingest.report-unsuitable` where it does in every group of rows.
  func check(path: String) throws(Diagnostic) {
    guard let action else { return }
    let several = groups.values.filter { $0.rows > 1 }
    guard !isOver, several.count > 1, several.allSatisfy(\.isSame) else { return }
    // What is alike by chance is not so in all that there is.
    guard isNamed || several.count > 2 && several.count * 10 > groups.count * 9 else { return }
    throw Diagnostic(
      .reportUnsuitable,
      isNamed
        ? "the same spend stands at each «\(Printable.text(layout.header[action]))» of a campaign: it would count several times"
        : "the same spend, clicks and impressions stand several times for each campaign and day, at each «\(Printable.text(layout.header[action]))»: they would count as often",
      at: Place(file: path, line: layout.headerLine, column: action + 1),
      hint: "export the report without that column, or with one line a campaign and day")
  }
}
