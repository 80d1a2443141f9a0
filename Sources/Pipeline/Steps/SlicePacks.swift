import Analysis
import Diagnostics
import Metrics
import Pack
import Print

/// The packs of `recipients.yml`: each made of its channels alone, from the marts on, so that nothing of
/// another can be in it. They are mailed and stand on no site; the analyst's note, which may speak of
/// everything, is left out.
struct SlicePacks {
  struct Slice {
    let audience: Audience
    let edition: Edition
    /// What its message is made of.
    let files: [(path: String, bytes: [UInt8])]
  }

  let session: Session

  /// - Parameters:
  ///   - market: of everything.
  ///   - week: the report week of the whole pack.
  func make(_ market: Market, _ period: ReportPeriod, id: EditionID) throws(Diagnostic) -> [Slice] {
    let audiences = try Audience.read(session.folder)
    guard !audiences.isEmpty else { return [] }
    let printer = PackPrinter(fonts: try FontSet())
    var slices: [Slice] = []
    for audience in audiences {
      if let slice = try make(audience, market, period, id: id, printer) {
        slices.append(slice)
      }
    }
    return slices
  }

  private func make(
    _ audience: Audience, _ market: Market, _ period: ReportPeriod, id: EditionID,
    _ printer: PackPrinter
  ) throws(Diagnostic) -> Slice? {
    let names = Set(audience.channels)
    let unknown = names.subtracting(market.channels.values).sorted()
    guard unknown.isEmpty else {
      let known = market.channels.filter { $0.key != 0 }.values.sorted().joined(separator: ", ")
      skip(audience, "no channel is called \(unknown.joined(separator: ", ")); known: \(known)")
      return nil
    }
    guard let own = market.only(channels: names), own.firstDay <= period.last,
      own.lastDay >= period.first
    else {
      skip(audience, "\(period.id) has no row of it")
      return nil
    }
    let analyse = AnalyseStep(session: session)
    let findings = try analyse.findings(own, .given(period), channels: Set(own.channels.keys))
    let configuration = session.configuration
    let edition = PackBuilder(
      findings: findings,
      quality: DataQuality(
        loads: [], tests: [], nearNames: analyse.nearNames(own), spellings: [:]),
      identity: PackBuilder.Identity(
        title: configuration.title, organisation: configuration.organisation,
        language: configuration.language, brand: try session.brand(),
        timezone: configuration.timezones, appendix: configuration.appendix,
        yearStart: configuration.fiscalYearStart, slice: audience.channels.joined(separator: ", "))
    ).edition(id: id.description, built: session.world.built(configuration.dates)) { figures in
      RenderStep.identity(figures, nil)
    }
    let (name, paper): (String, Print.Paper) =
      configuration.paper == .letter ? ("pack-letter.pdf", .letter) : ("pack.pdf", .a4)
    var files = [
      (
        path: name,
        bytes: try printer.pdf(
          try printer.sheets(edition), paper: paper, creationDate: session.world.builtISO)
      )
    ]
    // The mail shows those of the first page.
    var overview = edition
    overview.pages = Array(edition.pages.prefix(1))
    files += try printer.charts(overview).map { ("charts/\($0.id).png", $0.png) }
    return Slice(audience: audience, edition: edition, files: files)
  }

  private func skip(_ audience: Audience, _ reason: String) {
    session.warn(
      .warning(
        .configurationInvalid, "the audience \(audience.name) gets no pack: \(reason)",
        at: Place(file: "recipients.yml")))
  }
}
