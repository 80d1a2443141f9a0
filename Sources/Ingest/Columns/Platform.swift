import Diagnostics

/// What one ad platform's exports look like; one YAML file each.
public struct Platform: Sendable {
  public let id: String
  public let name: String
  /// The channel of its ads unless a column or the configuration says otherwise.
  public let channel: String
  /// The platform's words for kinds of campaigns → channel; keys without case.
  public let channels: [String: String]
  /// Only asked when no other platform's form fits.
  let isFallback: Bool
  let forms: [ReportForm]
  /// Headers (normalised) of each field, in order of preference; several in one are added up.
  let columns: [Field: [[String]]]
  /// A row is a footer when one of its cells begins with one of these; without case.
  let totalWords: [String]
  /// Labels of the row that totals the whole report; without case.
  let grandTotals: [String]

  /// - Throws: `configuration.invalid` with the place of what is not understood.
  init(yaml: String, file: String) throws(Diagnostic) {
    let reader = PlatformYAML(file: file)
    let root = try reader.compose(yaml)
    let entries = try reader.entries(
      root,
      [
        "id", "name", "channel", "fallback", "forms", "columns", "channels", "totals",
        "grand_totals",
      ])
    guard let id = entries["id"]?.string, let name = entries["name"]?.string,
      let channel = entries["channel"]?.string
    else { throw reader.fault("id, name and channel are needed", root) }
    self.id = id
    self.name = name
    self.channel = channel
    isFallback = try reader.flag(entries["fallback"])
    var forms: [ReportForm] = []
    for node in try reader.list(entries["forms"]) {
      forms.append(try ReportForm(node, reader))
    }
    self.forms = forms
    var columns: [Field: [[String]]] = [:]
    for (key, value) in try reader.pairs(entries["columns"]) {
      columns[try reader.field(key)] = try reader.groups(value)
    }
    self.columns = columns
    var channels: [String: String] = [:]
    for (key, value) in try reader.pairs(entries["channels"]) {
      channels[try reader.text(key).lowercased()] = try reader.text(value)
    }
    self.channels = channels
    totalWords = TotalWords.everywhere + (try reader.texts(entries["totals"])).map(TotalWords.key)
    grandTotals =
      TotalWords.everywhere + (try reader.texts(entries["grand_totals"])).map(TotalWords.key)
  }

  /// Headers (normalised) that feed a field, in order of preference.
  func headers(of field: Field) -> [[String]] {
    columns[field]
      ?? PeriodUnit.allCases.first { $0.field == field }.map { $0.headers.map { [$0] } } ?? []
  }

  /// The most telling form that the header fits; of equals the first.
  func form(_ head: ReportHead) -> ReportForm? {
    var best: ReportForm?
    for form in forms where form.fits(head) && form.score > best?.score ?? -1 { best = form }
    return best
  }

  /// The form that lacks the fewest headers, for the message about a miss.
  func nearest(_ head: ReportHead) -> (found: Int, missing: [String])? {
    forms.filter { $0.refusal == nil }
      .map { form in
        let missing = form.headers.filter { !$0.contains(where: head.has) }
        return (form.headers.count - missing.count, missing.compactMap(\.first))
      }
      .max { ($0.0, -$0.1.count) < ($1.0, -$1.1.count) }
  }
}

/// Words that begin a totals row on any platform, whatever its language; alone they mean the whole
/// report.
enum TotalWords {
  /// As they are compared: without case, kinds of blanks and widths of the colon.
  static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}": key.append(" ")
      case "\u{FF1A}": key.append(":")
      default: key.append(scalar)
      }
    }
    return String(key)
  }

  static let everywhere = [
    "total", "totals", "grand total", "overall total", "totales", "resultados totales", "gesamt",
    "gesamtsumme", "gesamtergebnis", "ergebnisse insgesamt", "summe", "total général",
    "résultats totaux", "totaux", "total general", "total geral", "totais",
    "resultados gerais", "总计", "合计", "总数",
  ]
}
