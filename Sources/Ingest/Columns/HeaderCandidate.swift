import Diagnostics

/// A record that is the header of a report of one platform.
struct HeaderCandidate: Sendable {
  let platform: Platform
  let form: ReportForm
  let head: ReportHead

  /// The header among the first records: the earliest record that completes a form, of the platform
  /// whose form tells most.
  /// - Throws: `ingest.platform-unknown`, `ingest.platform-ambiguous`, `ingest.report-unsuitable`.
  static func find(
    _ records: [(line: Int, cells: [[UInt8]])], catalog: PlatformCatalog, options: ReadingOptions,
    path: String
  ) throws(Diagnostic) -> HeaderCandidate {
    let candidates = try platforms(catalog, options, path)
    var nearest: Near?
    var preamble: [String] = []
    for (index, (line, cells)) in records.enumerated() {
      let head = ReportHead(line: line, cells: cells, preamble: preamble)
      preamble.append(head.names.joined(separator: ","))
      guard cells.count > 1 else { continue }
      var fits: [HeaderCandidate] = []
      for platform in candidates {
        // A platform's own forms are told by its own headers, unless it is named.
        var head = platform.isFallback ? head.plain : head
        if platform.isFallback || options.platform != nil {
          head = head.naming(options.columns, on: platform)
        }
        if let form = platform.form(head, before: records[(index + 1)...]) {
          fits.append(HeaderCandidate(platform: platform, form: form, head: head))
        } else if let (found, missing) = platform.nearest(head), found > 1 {
          let near = (found, missing, line, platform)
          if nearest.map({ Self.isNearer(near, than: $0) }) ?? true { nearest = near }
        }
      }
      removeUnlikely(&fits, rows: records[(index + 1)...], options)
      fits.sort { ($1.form.score, $0.platform.id) < ($0.form.score, $1.platform.id) }
      if fits.count > 1, fits[0].form.score == fits[1].form.score {
        throw Diagnostic(
          .platformAmbiguous,
          "the columns fit \(fits[0].platform.name) and \(fits[1].platform.name) equally well",
          at: Place(file: path, line: line),
          hint: "set `platform` of the source in broadsheet.yml; columns seen: "
            + Printable.text(head.header.joined(separator: ", "), limit: 300))
      }
      guard let best = fits.first else { continue }
      if let refusal = best.form.refusal {
        throw Diagnostic(
          .reportUnsuitable, "\(best.platform.name): \(refusal)", at: Place(file: path, line: line),
          hint: "columns seen: " + Printable.text(head.header.joined(separator: ", "), limit: 300))
      }
      return best
    }
    // A header is the first record with the most words.
    let widest = records.max { Self.words(in: $0.cells) < Self.words(in: $1.cells) }
    let seen = (widest?.cells ?? []).map { String(decoding: $0, as: UTF8.self) }
    var hint = "columns seen: \(Printable.text(seen.joined(separator: ", "), limit: 300))"
    if let nearest {
      hint =
        "nearest is \(nearest.platform.name), but the file lacks \(Self.words(nearest.missing)); "
        + hint
    }
    let absent = options.columns.sorted { $0.key.rawValue < $1.key.rawValue }
      .first { !seen.contains($0.value) }
    if let absent {
      hint =
        "`columns` of the source names «\(Printable.text(absent.value))» for \(absent.key.rawValue), which is not there; "
        + hint
    } else if options.columns.isEmpty {
      hint += "; a table of another kind is read once `columns` of the source says which are which"
    }
    throw Diagnostic(
      .platformUnknown, "no known platform's columns were found",
      at: Place(file: path, line: nearest?.line ?? widest?.line ?? 1), hint: hint)
  }

  /// Cells with a letter.
  private static func words(in cells: [[UInt8]]) -> Int {
    cells.count { cell in cell.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x80 }
    }
  }

  /// A form that a record does not complete.
  private typealias Near = (found: Int, missing: [[String]], line: Int, platform: Platform)

  private static func isNearer(_ one: Near, than other: Near) -> Bool {
    (other.missing.count, one.found, other.platform.isFallback ? 1 : 0)
      > (one.missing.count, other.found, one.platform.isFallback ? 1 : 0)
  }

  /// A fallback's forms give way to a platform's own; but a table with a column of ad platforms is
  /// no platform's export, though its headers be those of one; nor is one with a column of revenue that the
  /// platform does not have, where nothing else tells it from a table made by hand.
  private static func removeUnlikely(
    _ fits: inout [HeaderCandidate], rows: ArraySlice<(line: Int, cells: [[UInt8]])>,
    _ options: ReadingOptions
  ) {
    let tables = fits.filter { $0.platform.isFallback && $0.form.refusal == nil }
    fits.removeAll { fit in
      // A report's own words before its header are proof, and a project knows its own tables.
      guard !fit.platform.isFallback, !fit.platform.isOfProject, fit.form.preamble.isEmpty else {
        return false
      }
      if fit.form.shared.contains(where: fit.head.has), !fit.reads(.saleAmount),
        tables.contains(where: { $0.reads(.saleAmount) })
      {
        return true
      }
      return tables.contains {
        $0.platform.namesPlatforms(
          $0.head, rows: rows, chosen: options.columns[.channel], besides: fit.platform.placements)
      }
    }
    if fits.contains(where: { !$0.platform.isFallback }) {
      fits.removeAll { $0.platform.isFallback }
    }
  }

  /// Whether some column is one of the platform's for a field.
  private func reads(_ field: Field) -> Bool {
    platform.headers(of: field).contains { $0.contains(where: head.has) }
  }

  /// Headers that a form asks for: of several that do, some.
  private static func words(_ missing: [[String]]) -> String {
    missing.map { headers in
      let named = headers.prefix(4).map { "«\($0)»" }.joined(separator: ", ")
      return headers.count == 1 ? named : "one of \(named)\(headers.count > 4 ? ", …" : "")"
    }.joined(separator: " and ")
  }

  private static func platforms(
    _ catalog: PlatformCatalog, _ options: ReadingOptions, _ path: String
  ) throws(Diagnostic) -> [Platform] {
    guard let chosen = options.platform else { return catalog.platforms }
    guard let platform = catalog.named(chosen) else {
      throw Diagnostic(
        .platformUnknown, "no platform is called \(Printable.text(chosen))",
        at: Place(file: path),
        hint: "known: \(catalog.platforms.map(\.id).joined(separator: ", "))")
    }
    return [platform]
  }
}
