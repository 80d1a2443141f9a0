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
  /// Added by a project.
  var isOfProject = false
  /// The column by which tables of several platforms are told; of a fallback.
  private let mixed: (headers: Set<String>, names: Set<String>)?
  /// Names of platforms (normalised) that stand in its own exports too.
  let placements: Set<String>
  let forms: [ReportForm]
  /// Headers (normalised) of each field, in order of preference; several in one are added up.
  let columns: [Field: [[String]]]
  /// A row is a footer when one of its cells begins with one of these; without case.
  let totalWords: [String]
  /// Labels of the row that totals the whole report; without case.
  let grandTotals: [String]

  /// - Throws: `configuration.invalid` with the place of what is not understood.
  init(yaml: String, file: String) throws(Diagnostic) {
    var reader = PlatformYAML(file: file)
    let root = try reader.compose(yaml)
    let entries = try reader.entries(
      root,
      [
        "id", "name", "channel", "fallback", "mixed", "placements", "forms", "columns", "channels",
        "totals", "grand_totals",
      ])
    guard let id = entries["id"]?.string, let name = entries["name"]?.string,
      let channel = entries["channel"]?.string
    else { throw reader.fault("id, name and channel are needed", root) }
    self.id = id
    self.name = name
    self.channel = channel
    isFallback = try reader.flag(entries["fallback"])
    reader.isByHand = isFallback
    mixed = try entries["mixed"].map {
      node throws(Diagnostic) -> (headers: Set<String>, names: Set<String>) in
      let entries = try reader.entries(node, ["headers", "names"])
      return (
        Set(try reader.groups(entries["headers"]).joined()),
        Set(try reader.groups(entries["names"]).joined())
      )
    }
    placements = Set(try reader.groups(entries["placements"]).joined())
    var forms: [ReportForm] = []
    for node in try reader.list(entries["forms"]) {
      forms.append(try ReportForm(node, reader))
    }
    self.forms = forms
    var columns: [Field: [[String]]] = [:]
    for (key, value) in try reader.pairs(entries["columns"]) {
      columns[try reader.field(key)] = try reader.columns(value)
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
      ?? PeriodUnit.allCases.first { $0.field == field }.map { unit in
        unit.headers.map { [isFallback ? HeaderName.plain($0) : $0] }
      } ?? []
  }

  /// The channel that a word of a column of channels means: `google_ads` and `Google-Ads` too.
  public func channel(named word: String) -> String? {
    let word = word.lowercased()
    if let channel = channels[word] { return channel }
    let blank = word.unicodeScalars.map { $0 == "_" || $0 == "-" ? " " : $0 }
    return channels[String(String.UnicodeScalarView(blank))]
  }

  /// The most telling form that the header fits; of equals the first. One that lacks what it requires gives
  /// way to any other. How dates are written may be told by another that fits: a column more makes them no
  /// others.
  func form(
    _ head: ReportHead, before rows: ArraySlice<(line: Int, cells: [[UInt8]])> = []
  ) -> ReportForm? {
    let fitting = forms.filter {
      $0.fits(head) && !$0.isContradicted(by: rows, under: head, of: self)
    }
    var best: ReportForm?
    func rank(_ form: ReportForm) -> (Int, Int) { (isComplete(form, head) ? 1 : 0, form.score) }
    for form in fitting where best.map({ rank(form) > rank($0) }) ?? true { best = form }
    if best?.dates == nil { best?.dates = fitting.lazy.compactMap(\.dates).first }
    return best
  }

  /// Whether the columns are there that a form requires; any date is one for its day.
  private func isComplete(_ form: ReportForm, _ head: ReportHead) -> Bool {
    form.required.allSatisfy { field in
      let fields =
        field == .day ? [.day, .periodStart, .week, .weekEnding, .month, .quarter, .year] : [field]
      return fields.contains { headers(of: $0).contains { $0.contains(where: head.has) } }
    }
  }

  /// Whether a column says of rows whose ads they are.
  /// - Parameters:
  ///   - chosen: the header of such a column, where the configuration names it.
  ///   - own: names (normalised) that tell nothing.
  func namesPlatforms(
    _ head: ReportHead, rows: ArraySlice<(line: Int, cells: [[UInt8]])>, chosen: String?,
    besides own: Set<String>
  ) -> Bool {
    guard let mixed else { return false }
    return head.names.indices.contains { column in
      guard mixed.headers.contains(head.names[column]) || head.header[column] == chosen else {
        return false
      }
      return rows.contains { _, cells in
        guard column < cells.count else { return false }
        let name = HeaderName.plain(HeaderName.key(String(decoding: cells[column], as: UTF8.self)))
        return mixed.names.contains(name) && !own.contains(name)
      }
    }
  }

  /// The form that lacks the fewest headers, and those, for the message about a miss.
  func nearest(_ head: ReportHead) -> (found: Int, missing: [[String]])? {
    forms.filter { $0.refusal == nil && $0.preamble.isEmpty }
      .map { form in
        let missing = form.headers.indices.filter { !form.headers[$0].contains(where: head.has) }
        return (form.headers.count - missing.count, missing.map { form.written[$0] })
      }
      .max { (-$0.1.count, $0.0) < (-$1.1.count, $1.0) }
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
    "resultados gerais", "totale", "totale complessivo", "totaal", "eindtotaal", "合計", "総計", "总计",
    "合计", "总数", "razem", "ogółem", "suma końcowa", "totalt", "totalsumma", "i alt", "hovedtotal",
    "totalsum", "celkem", "celkový součet", "합계", "총계", "총합계", "toplam", "genel toplam", "итого",
    "всего",
    "общий итог",
  ]

  /// Of these, words that also begin names: "Razem taniej", "Всего за 990 рублей".
  static let whole: Set = [
    "razem", "ogółem", "totalt", "i alt", "celkem", "toplam", "итого", "всего",
  ]

  /// Further words, at either end of a name, of a row that is the sum of other rows in every measure.
  static let ofSums = [
    "all", "overall", "sum", "sums", "blended", "combined", "subtotal", "subtotals", "sub-total",
    "sub total", "alle",
    "alles", "insgesamt", "zwischensumme", "teilsumme", "todo", "todos", "todas", "suma",
    "subtotales", "en total", "tout", "tous", "toutes", "ensemble", "somme", "sous-total",
    "sous-totaux", "tudo", "soma", "geral", "subtotais", "全部", "所有", "小计", "总和", "共计",
    "łącznie", "wszystkie", "suma częściowa", "alla", "summa", "delsumma", "všechny", "mezisoučet",
    "전체", "소계",
    "tümü", "ara toplam", "все", "промежуточный итог",
  ]
}
