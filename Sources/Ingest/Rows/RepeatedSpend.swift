import Diagnostics

/// Tells whether a report of conversions by action holds the spend of a campaign once for each of its
/// actions: rows that differ in the action and in what it counts, and in nothing else.
struct RepeatedSpend {
  private static let headers: Set = [
    "conversionaction", "conversionactionname", "conversionname", "conversiontype", "actiontype",
    "actionname", "conversionsource", "conversion-aktion", "conversionaktion", "accióndeconversión",
    "actiondeconversion", "açãodeconversão", "azionediconversione", "conversieactie", "转化操作",
    "コンバージョンアクション",
  ]
  /// Groups of rows that are compared; further ones tell nothing new.
  private static let most = 1 << 14

  private let layout: Layout
  private let action: Int?
  /// What tells a row from others, but for its action.
  private let keys: [Int]
  private var groups: [UInt64: (rows: Int, spend: Int64, clicks: Int64, isSame: Bool)] = [:]

  init(layout: Layout) {
    self.layout = layout
    action = layout.head.names.firstIndex(where: Self.headers.contains)
    keys = (layout.dates + layout.names.filter { $0 >= 0 }).filter { [action] in $0 != action }
  }

  var isEmpty: Bool { action == nil }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    let (spend, clicks) = (reading.amounts[.cost], reading.amounts[.clicks])
    guard spend > 0 else { return }
    let key = record.fingerprint(of: keys)
    guard let group = groups[key] else {
      if groups.count < Self.most { groups[key] = (1, spend, clicks, true) }
      return
    }
    let isSame = group.isSame && group.spend == spend && group.clicks == clicks
    groups[key] = (group.rows + 1, spend, clicks, isSame)
  }

  /// - Throws: `ingest.report-unsuitable` where it does in every group of rows.
  func check(path: String) throws(Diagnostic) {
    guard let action else { return }
    let several = groups.values.filter { $0.rows > 1 }
    guard several.count > 1, several.allSatisfy(\.isSame) else { return }
    throw Diagnostic(
      .reportUnsuitable,
      "the same spend stands at each «\(Printable.text(layout.header[action]))» of a campaign: it would count several times",
      at: Place(file: path, line: layout.headerLine, column: action + 1),
      hint: "export the report without the actions, or with one line a campaign and day")
  }
}
