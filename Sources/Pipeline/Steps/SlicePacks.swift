import Analysis
import Diagnostics
import Metrics
import Pack
import Print
import Warehouse

/// The packs of `recipients.yml`: each made of its channels or campaigns alone, from the marts on, so that
/// nothing of another can be in it. They are mailed and stand on no site; the analyst's note, which may
/// speak of everything, is left out.
struct SlicePacks {
  struct Slice {
    let audience: Audience
    let edition: Edition
    /// What its message is made of.
    let files: [(path: String, bytes: [UInt8])]
  }

  let session: Session

  /// - Parameter whole: of everything, for the period that all packs report.
  func make(_ whole: Findings, id: EditionID) throws(Diagnostic) -> [Slice] {
    let audiences = try Audience.read(session.folder)
    guard !audiences.isEmpty else { return [] }
    let printer = PackPrinter(fonts: try FontSet())
    var slices: [Slice] = []
    for audience in audiences {
      if let slice = try make(audience, whole, id: id, printer) {
        slices.append(slice)
      }
    }
    return slices
  }

  private func make(
    _ audience: Audience, _ whole: Findings, id: EditionID, _ printer: PackPrinter
  ) throws(Diagnostic) -> Slice? {
    let (market, period) = (whole.market, whole.calendar.period)
    guard let slice = slice(audience, market) else { return nil }
    var own: Market? = market
    if let keys = slice.campaigns { own = try own?.only(campaigns: keys, session.warehouse) }
    if let keys = slice.channels { own = own?.only(channels: keys) }
    guard let own, own.firstDay <= period.last, own.lastDay >= period.first else {
      skip(audience, "\(period.id) has no row of it", at: nil)
      return nil
    }
    let analyse = AnalyseStep(session: session)
    let findings = try analyse.findings(
      own, .given(period), of: slice, maturity: whole.maturity)
    let configuration = session.configuration
    let edition = PackBuilder(
      findings: findings,
      quality: DataQuality(
        loads: [], tests: [], nearNames: analyse.nearNames(own), spellings: [:]),
      identity: PackBuilder.Identity(
        title: configuration.title, organisation: configuration.organisation,
        language: configuration.language, brand: try session.brand(),
        timezone: configuration.timezones, appendix: configuration.appendix,
        yearStart: configuration.fiscalYearStart,
        slice: audience.label(count: slice.campaigns?.count ?? 0))
    ).edition(id: id.description, built: session.world.built(DateStyle())) { figures in
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

  /// What an audience is of, by keys; nil, with a warning, when a name of it is of nothing: a pack of the
  /// others would lack it in silence.
  private func slice(_ audience: Audience, _ market: Market) -> MartSlice? {
    var slice = MartSlice()
    var isKnown = true
    func keys(_ wishes: [NameWish], _ noun: String, _ names: [Int64: String]) -> Set<Int64>? {
      guard !wishes.isEmpty else { return nil }
      // Key 0 is what no export names.
      let known = names.filter { $0.key != 0 }
      var keys: Set<Int64> = []
      for wish in wishes {
        let found = known.filter { wish.matches($0.value) }.keys
        if found.isEmpty {
          isKnown = false
          skip(audience, Self.unknown(wish, noun, Set(known.values).sorted()), at: wish.place)
        }
        keys.formUnion(found)
      }
      return keys
    }
    slice.channels = keys(audience.channels, "channel", market.channels)
    slice.campaigns = keys(audience.campaigns, "campaign", market.campaigns.names)
    return isKnown ? slice : nil
  }

  private static func unknown(_ wish: NameWish, _ noun: String, _ known: [String]) -> String {
    let near = wish.near(known)
    let words = (near.isEmpty ? Array(known.prefix(8)) : near)
      .map { Printable.text($0, limit: 60) }.joined(separator: ", ")
    let name = Printable.text(wish.text, limit: 60)
    return "no \(noun) "
      + (wish.isPattern ? "begins as \(name) says" : "is called \(name)")
      + (near.isEmpty ? "; known: \(words)" : "; near: \(words)")
      + (near.isEmpty && known.count > 8 ? " and \(known.count - 8) more" : "")
  }

  private func skip(_ audience: Audience, _ reason: String, at place: Place?) {
    session.warn(
      .warning(
        .configurationInvalid, "the audience \(audience.name) gets no pack: \(reason)",
        at: place ?? Place(file: "recipients.yml")))
  }
}
