import Diagnostics
import Metrics

/// Which column of a file feeds which field.
struct Layout: Sendable {
  let platform: Platform
  let headerLine: Int
  let header: [String]
  /// Column of each name field, in the order of `Field.names`; -1 when absent.
  let names: [Int]
  let day: Int
  /// Column of each measure; -1 when absent.
  let measures: [Int]
  /// A currency named by a header, such as "Amount spent (USD)".
  let headerCurrency: String?

  func column(_ field: Field) -> Int {
    if field == .day { return day }
    if let index = Field.names.firstIndex(of: field) { return names[index] }
    return Measure(id: field.rawValue).map { measures[$0.rawValue] } ?? -1
  }

  var mapped: [Field: String] {
    var result: [Field: String] = [:]
    for field in Field.allCases {
      let column = column(field)
      if column >= 0 { result[field] = header[column] }
    }
    return result
  }

  /// - Throws: `ingest.column-missing`, `ingest.column-ambiguous`.
  init(
    _ candidate: HeaderCandidate, options: ReadingOptions, path: String
  ) throws(Diagnostic) {
    platform = candidate.platform
    headerLine = candidate.line
    header = candidate.header
    var headerCurrency: String?
    func find(_ field: Field) throws(Diagnostic) -> Int {
      if let chosen = options.columns[field] {
        guard let index = candidate.header.firstIndex(where: { $0 == chosen }) else {
          throw Diagnostic(
            .columnMissing,
            "no column \(Printable.text(chosen)), which `columns` names for \(field.rawValue)",
            at: Place(file: path, line: candidate.line),
            hint:
              "columns there: \(Printable.text(candidate.header.joined(separator: ", "), limit: 300))"
          )
        }
        return index
      }
      for name in candidate.platform.columns[field] ?? [] {
        let matches = candidate.keys.indices.filter { candidate.keys[$0] == name }
        guard let first = matches.first else { continue }
        if matches.count > 1, Measure(id: field.rawValue) != nil {
          throw Diagnostic(
            .columnAmbiguous,
            "columns \(first + 1) and \(matches[1] + 1) are both called \(Printable.text(candidate.header[first]))",
            at: Place(file: path, line: candidate.line, column: matches[1] + 1),
            hint: "rename or remove one, so that it is clear which one is \(field.rawValue)")
        }
        if Measure(id: field.rawValue)?.isMoney == true, headerCurrency == nil {
          headerCurrency = candidate.currencies[first]
        }
        return first
      }
      return -1
    }
    day = try find(.day)
    var names: [Int] = []
    for field in Field.names { names.append(try find(field)) }
    self.names = names
    var measures: [Int] = []
    for measure in Measure.allCases {
      measures.append(
        try Field(rawValue: measure.id).map { field throws(Diagnostic) in try find(field) } ?? -1)
    }
    self.measures = measures
    self.headerCurrency = headerCurrency
    for field in candidate.required where column(field) < 0 {
      let expected = (candidate.platform.columns[field] ?? []).prefix(4).joined(separator: "», «")
      throw Diagnostic(
        .columnMissing,
        "no column for \(field.rawValue); \(candidate.platform.name) calls it «\(expected)»",
        at: Place(file: path, line: candidate.line),
        hint:
          "export the report with that column, or name it under `columns:` of the source; there are: "
          + Printable.text(candidate.header.joined(separator: ", "), limit: 300))
    }
    guard measures.contains(where: { $0 >= 0 }) else {
      throw Diagnostic(
        .columnMissing, "no column of any measure (impressions, clicks, cost, …)",
        at: Place(file: path, line: candidate.line),
        hint: "there are: " + Printable.text(candidate.header.joined(separator: ", "), limit: 300))
    }
  }
}

/// A record that could be the header, for one platform.
struct HeaderCandidate: Sendable {
  let platform: Platform
  let required: [Field]
  let line: Int
  let header: [String]
  let keys: [String]
  let currencies: [String?]
  let score: Int

  /// The header among the first records: the earliest record that completes a form, of the
  /// platform whose form has most headers.
  /// - Throws: `ingest.platform-unknown`, `ingest.platform-ambiguous`.
  static func find(
    _ records: [(line: Int, cells: [[UInt8]])], catalog: PlatformCatalog, options: ReadingOptions,
    path: String
  ) throws(Diagnostic) -> HeaderCandidate {
    var candidates = catalog.platforms
    if let chosen = options.platform {
      candidates = candidates.filter { $0.id == chosen }
      guard !candidates.isEmpty else {
        throw Diagnostic(
          .platformUnknown, "no platform is called \(Printable.text(chosen))",
          at: Place(file: path),
          hint: "known: \(catalog.platforms.map(\.id).joined(separator: ", "))")
      }
    }
    var nearest: (found: Int, missing: [String], line: Int, platform: Platform)?
    for (line, cells) in records where cells.count > 1 {
      let normalised = cells.map { HeaderName.normalise($0[...]) }
      let keys = normalised.map(\.name)
      let set = Set(keys)
      var fits: [HeaderCandidate] = []
      for platform in candidates {
        if let form = platform.form(set) {
          fits.append(
            HeaderCandidate(
              platform: platform, required: form.required, line: line,
              header: cells.map { String(decoding: Blanks.trim($0[...]), as: UTF8.self) },
              keys: keys, currencies: normalised.map(\.currency), score: form.headers.count))
        } else if let near = platform.nearest(set), near.found > nearest?.found ?? 0 {
          nearest = (near.found, near.missing, line, platform)
        }
      }
      fits.sort { ($1.score, $0.platform.id) < ($0.score, $1.platform.id) }
      if fits.count > 1, fits[0].score == fits[1].score {
        throw Diagnostic(
          .platformAmbiguous,
          "the columns fit \(fits[0].platform.name) and \(fits[1].platform.name) equally well",
          at: Place(file: path, line: line), hint: "set `platform` of the source in broadsheet.yml")
      }
      if let best = fits.first { return best }
    }
    let widest = records.max { $0.cells.count < $1.cells.count }
    let seen = (widest?.cells ?? []).map { String(decoding: $0, as: UTF8.self) }
    var hint = "columns seen: \(Printable.text(seen.joined(separator: ", "), limit: 300))"
    if let nearest, nearest.found > 1 {
      hint =
        "nearest is \(nearest.platform.name), but «\(nearest.missing.joined(separator: "», «"))» is missing; "
        + hint
    }
    throw Diagnostic(
      .platformUnknown, "no known platform's columns were found",
      at: Place(file: path, line: nearest?.line ?? widest?.line ?? 1), hint: hint)
  }
}
