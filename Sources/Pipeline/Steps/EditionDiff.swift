import Diagnostics

/// What two editions say differently: `broadsheet diff A B`.
public struct EditionDiff: Codable, Sendable {
  public struct Figure: Codable, Sendable, Equatable {
    public let id: String
    /// As printed; null where the edition does not print it.
    public let before, after: String?
  }

  public struct Change: Codable, Sendable, Equatable {
    public let name: String
    public let before, after: String?
  }

  public private(set) var schema = "broadsheet.diff/1"
  public let before, after: String
  /// Figures of the same id with other words.
  public var figures: [Figure] = []
  /// Data tests with another outcome.
  public var tests: [Change] = []
  /// Metrics that meant something else.
  public var definitions: [Change] = []
  /// Mappings of names that came or went.
  public var mappings: [Change] = []
  /// Exports, settings and programs that are not the same.
  public var inputs: [Change] = []

  public var isEmpty: Bool {
    figures.isEmpty && tests.isEmpty && definitions.isEmpty && mappings.isEmpty && inputs.isEmpty
  }

  /// - Throws: `edition.unknown`, `edition.damaged`.
  public init(_ first: String, _ second: String, _ session: Session) throws(Diagnostic) {
    let (first, second) = (
      try EditionPlace(first, session), try EditionPlace(second, session)
    )
    let (old, new) = (try first.manifest(), try second.manifest())
    before = old.edition
    after = new.edition
    let printed = (
      Self.figures(try first.figures(), old), Self.figures(try second.figures(), new)
    )
    figures = Self.changes(printed.0, printed.1).map {
      Figure(id: $0.name, before: $0.before, after: $0.after)
    }
    tests = Self.changes(Self.words(old.tests), Self.words(new.tests))
    definitions = Self.changes(old.definitions, new.definitions)
    mappings = Self.changes(Self.words(old.mappings), Self.words(new.mappings))
    inputs = Self.changes(Self.inputs(old), Self.inputs(new))
  }

  /// Figures of two weeks are compared by what they are, not by their week.
  private static func figures(
    _ file: FiguresFile, _ manifest: EditionManifest
  ) -> [String: String] {
    let period = EditionID(manifest.edition)?.period ?? manifest.edition
    return Dictionary(
      file.figures.map { figure in
        (figure.id.replacing(period, with: "{period}"), figure.display)
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func words(_ tests: [EditionManifest.Test]) -> [String: String] {
    Dictionary(
      tests.map { test in
        (
          test.name,
          test.failures == 0
            ? test.status
            : "\(test.status) (\(test.failures) \(test.failures == 1 ? "row" : "rows"))"
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func words(_ mappings: [EditionManifest.Mapping]) -> [String: String] {
    Dictionary(
      mappings.map { ("\($0.dimension) «\($0.from)»", "«\($0.to)»") },
      uniquingKeysWith: { first, _ in first })
  }

  private static func inputs(_ manifest: EditionManifest) -> [String: String] {
    var words = [
      "program": manifest.program, "broadsheet.yml": short(manifest.configuration),
      "models": short(manifest.models),
    ]
    for item in manifest.inputs + manifest.templates + manifest.companions {
      words[item.path] = short(item.sha256)
    }
    for font in manifest.fonts { words["font \(font.file)"] = short(font.sha256) }
    return words
  }

  private static func short(_ hash: String) -> String { String(hash.prefix(12)) }

  private static func changes(_ old: [String: String], _ new: [String: String]) -> [Change] {
    Set(old.keys).union(new.keys).sorted().compactMap { name in
      old[name] == new[name] ? nil : Change(name: name, before: old[name], after: new[name])
    }
  }

  public var text: String {
    if isEmpty { return "\(before) and \(after) say the same\n" }
    var lines: [String] = []
    func add(_ title: String, _ changes: [Change]) {
      guard !changes.isEmpty else { return }
      lines.append("\(title) (\(changes.count))")
      let width = min(60, changes.map { $0.name.unicodeScalars.count }.max() ?? 0)
      for change in changes {
        let name = Printable.text(change.name, limit: 120)
        let pad = String(repeating: " ", count: max(0, width - name.unicodeScalars.count))
        let words = [change.before, change.after].map {
          $0.map { Printable.text($0, limit: 80) } ?? "–"
        }
        lines.append("  \(name)\(pad)  \(words[0]) → \(words[1])")
      }
    }
    lines.append("\(before) → \(after)")
    add("Figures", figures.map { Change(name: $0.id, before: $0.before, after: $0.after) })
    add("Data tests", tests)
    add("Definitions", definitions)
    add("Mappings", mappings)
    add("Inputs", inputs)
    return lines.joined(separator: "\n") + "\n"
  }

  public func json() throws(Diagnostic) -> String {
    String(decoding: try JSONText.encode(self), as: UTF8.self)
  }
}
