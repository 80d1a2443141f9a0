import Metrics
import Sample

/// A sample read back from its bytes, by a reader that knows nothing of the writer.
struct ParsedSample {
  /// What makes a row the same row in two exports.
  struct Identity: Hashable {
    let day: String
    let campaign: String
    let ad: String
    let keyword: String
    let device: String
    let city: String
  }

  struct Row {
    let identity: Identity
    /// As the export spells it.
    let campaignText: String
    /// In the order of `Measure`; counts and cents, nil for blanks.
    let values: [Int?]
  }

  struct File {
    let path: String
    let rows: [Row]
    /// By label; the values of the total rows, in the order of `Measure`.
    let totals: [String: [Int?]]
  }

  let files: [File]
  /// From spelling to name.
  let mapping: [String: String]

  init(_ options: SampleOptions) {
    var mapping: [String: String] = [:]
    for companion in SampleExports.companions(options) where companion.path.contains("mappings") {
      for cells in Self.records(companion.bytes).dropFirst() where cells.count == 3 {
        mapping[cells[1]] = cells[2]
      }
    }
    self.mapping = mapping
    files = SampleExports.files(options).map { Self.read($0, mapping) }
  }

  /// The last word on every row.
  var facts: [Identity: Row] {
    var facts: [Identity: Row] = [:]
    for file in files {
      for row in file.rows { facts[row.identity] = row }
    }
    return facts
  }

  /// Numerator over denominator, over the rows that have both.
  static func ratio(
    _ above: Measure, _ below: Measure, _ rows: some Sequence<Row>
  ) -> Double {
    var sums = (0, 0)
    for row in rows {
      guard let first = row.values[above.rawValue], let second = row.values[below.rawValue] else {
        continue
      }
      sums.0 += first
      sums.1 += second
    }
    return Double(sums.0) / Double(sums.1)
  }

  private static let columns = [
    "google_ads": [
      "Day", "Campaign", "Ad ID", "Keyword", "Device", "City", "Impr.", "Clicks", "Leads",
      "Conversions", "Cost", "Conv. value",
    ],
    "meta": [
      "Day", "Campaign name", "Ad ID", "Objective", "Impression device", "Region", "Impressions",
      "Link clicks", "Leads", "Purchases", "Amount spent (USD)", "Purchases conversion value",
    ],
    "microsoft": [
      "GregorianDate", "CampaignName", "AdId", "Keyword", "DeviceType", "City", "Impressions",
      "Clicks", "Leads", "Conversions", "Spend", "Revenue",
    ],
  ]

  private static func read(_ file: SampleFile, _ mapping: [String: String]) -> File {
    let platform = String(file.path.split(separator: "/")[2])
    let columns = columns[platform] ?? []
    var positions: [Int?]?
    var rows: [Row] = []
    var totals: [String: [Int?]] = [:]
    for cells in records(file.bytes) {
      guard let places = positions else {
        if cells.contains(columns[0]) { positions = columns.map { cells.firstIndex(of: $0) } }
        continue
      }
      guard cells.count > 2 else { continue }
      let texts = places.map { $0.map { trimmed(cells[$0]) } ?? "" }
      let money = [false, false, false, false, true, true]
      let values = zip(texts[6...], money).map { number($0, money: $1) }
      if texts[0].hasPrefix("Total: ") || texts[1].isEmpty {
        totals[texts[0]] = values
        continue
      }
      let identity = Identity(
        day: isoDay(texts[0]), campaign: mapping[texts[1]] ?? texts[1], ad: texts[2],
        keyword: texts[3], device: device(texts[4]), city: texts[5])
      rows.append(Row(identity: identity, campaignText: texts[1], values: values))
    }
    return File(path: file.path, rows: rows, totals: totals)
  }

  /// Records of comma-separated text, with quotes; a byte order mark is skipped.
  static func records(_ bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endCell() {
      cells.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x22 where quoted && index < bytes.count && bytes[index] == 0x22:
        cell.append(byte)
        index += 1
      case 0x22: quoted.toggle()
      case 0x2C where !quoted: endCell()
      case 0x0D where !quoted: break
      case 0x0A where !quoted:
        endCell()
        records.append(cells)
        cells = []
      default: cell.append(byte)
      }
    }
    return records
  }

  /// `1,234.50` as 123450 when it is money, `7.00` and `1,234` as counts, ` --` and nothing as nil.
  private static func number(_ text: String, money: Bool) -> Int? {
    let plain = text.filter { $0 != "," }
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let whole = Int(first) else { return nil }
    let digits = parts.count > 1 ? String(parts[1]) : ""
    let cents = whole * 100 + (Int((digits + "00").prefix(2)) ?? 0)
    return money ? cents : cents / 100
  }

  private static func trimmed(_ text: String) -> String {
    var slice = Substring(text)
    while slice.last == " " { slice.removeLast() }
    while slice.first == " " { slice.removeFirst() }
    return String(slice)
  }

  private static func isoDay(_ text: String) -> String {
    let parts = text.split(separator: "/").compactMap { Int($0) }
    guard parts.count == 3 else { return text }
    return CalendarDay(year: parts[2], month: parts[0], day: parts[1])?.description ?? text
  }

  private static func device(_ text: String) -> String {
    switch text {
    case "Mobile phones", "Smartphone", "Mobile": "mobile"
    case "Computers", "Computer", "Desktop": "desktop"
    default: "tablet"
    }
  }
}
