import Diagnostics

/// Which models and tests are meant by `--select` and `--exclude`, in dbt's words: a name (`*` stands
/// for anything), `+name`, `name+`, `tag:…`, `path:…`, `source:raw.…`, `test_type:generic` or `singular`.
/// Words add up; a comma between two means both.
public struct Selection: Sendable {
  public let models: Set<String>
  public let tests: Set<String>
  /// As it was asked.
  private let words: String

  /// - Throws: `usage` for a word that nothing fits, or that is not read here, and where nothing is left.
  public init(
    select: [String], exclude: [String], _ project: ModelProject
  ) throws(Diagnostic) {
    words =
      ((select.isEmpty ? [] : ["--select"] + select)
      + (exclude.isEmpty ? [] : ["--exclude"] + exclude)).map { $0.isEmpty ? "''" : $0 }.joined(
        separator: " ")
    var nodes = Set(project.models.map(\.name)).union(project.tests.map(\.name))
    if !select.isEmpty { nodes = try Self.nodes(select, project) }
    nodes.subtract(try Self.nodes(exclude, project))
    models = Set(project.models.map(\.name).filter(nodes.contains))
    tests = Set(project.tests.map(\.name).filter(nodes.contains))
    if nodes.isEmpty { throw nothing("model and no data test") }
  }

  /// Nothing of a kind is meant, which is never what was wanted.
  public func nothing(_ kind: String) -> Diagnostic {
    Diagnostic(
      .usage, "no \(kind) is left by \(Printable.text(words))",
      hint: models.isEmpty && tests.isEmpty
        ? "a name, +name, name+, tag:…, path:…, source:raw.… or test_type:generic|singular"
        : "it leaves \(models.union(tests).sorted().prefix(5).joined(separator: ", "))")
  }

  private static func nodes(_ words: [String], _ project: ModelProject) throws(Diagnostic)
    -> Set<String>
  {
    var nodes: Set<String> = []
    for word in words.flatMap({ $0.split(separator: " ").map(String.init) }) {
      var both: Set<String>?
      for part in word.split(separator: ",").map(String.init) {
        let found = try self.nodes(part, project)
        both = both?.intersection(found) ?? found
      }
      nodes.formUnion(both ?? [])
    }
    return nodes
  }

  private static func nodes(_ word: String, _ project: ModelProject) throws(Diagnostic)
    -> Set<String>
  {
    var name = word
    let parents = name.hasPrefix("+")
    let children = name.hasSuffix("+")
    if parents { name.removeFirst() }
    if children { name.removeLast() }
    let isSource = method(name)?.0 == "source"
    // A source is no model, but what reads it is below it.
    var models = Set(
      project.models.filter { isSource ? children && reads($0.sources, name) : fits($0, name) }
        .map(\.name))
    var tests = Set(project.tests.filter { fits($0, name) }.map(\.name))
    guard !models.isEmpty || !tests.isEmpty else {
      let known = project.models.map(\.name) + project.tests.map(\.name)
      throw Diagnostic(
        .usage, "nothing fits \(Printable.text(word))",
        hint: EditDistance.nearest(to: name, among: known, within: 3).map { "did you mean \($0)?" }
          ?? "a name, +name, name+, tag:…, path:…, source:raw.… or test_type:generic|singular")
    }
    // Above a test is what it reads.
    if parents {
      models.formUnion(project.tests.filter { tests.contains($0.name) }.flatMap(\.dependencies))
    }
    var reached = models
    if parents { reached.formUnion(reach(models, in: project) { $0.dependencies }) }
    if children {
      reached.formUnion(
        reach(models, in: project) { model in
          project.models.filter { $0.dependencies.contains(model.name) }.map(\.name)
        })
    }
    models = reached
    // A test is asked wherever a model that it reads is meant.
    tests.formUnion(
      project.tests.filter { !models.isDisjoint(with: $0.dependencies) }.map(\.name))
    return models.union(tests)
  }

  private static func reach(
    _ names: Set<String>, in project: ModelProject, _ next: (Model) -> [String]
  ) -> Set<String> {
    var reached = names
    var open = Array(names)
    while let name = open.popLast() {
      guard let model = project.models.first(where: { $0.name == name }) else { continue }
      for other in next(model) where reached.insert(other).inserted { open.append(other) }
    }
    return reached
  }

  private static func fits(_ model: Model, _ word: String) -> Bool {
    switch method(word) {
    case ("tag", let value)?: model.tags.contains(value)
    case ("path", let value)?: isBelow(model.file, value)
    case nil: glob(word, model.name)
    default: false
    }
  }

  private static func fits(_ test: DataTest, _ word: String) -> Bool {
    switch method(word) {
    case ("tag", let value)?: test.settings.tags.contains(value)
    case ("path", let value)?: test.kind == "singular" && isBelow(test.file, value)
    case ("test_type", "singular")?: test.kind == "singular"
    case ("test_type", "generic")?: test.kind != "singular"
    case ("test_name", let value)?: test.kind == value
    case ("source", _)?: reads(test.sources, word)
    case nil: glob(word, test.name)
    default: false
    }
  }

  /// Whether raw tables are among those of `source:raw` or `source:raw.rows`.
  private static func reads(_ sources: [String], _ word: String) -> Bool {
    sources.contains { ["source:raw", "source:raw.\($0)"].contains(word) }
  }

  private static func method(_ word: String) -> (String, String)? {
    guard let colon = word.firstIndex(of: ":") else { return nil }
    return (String(word[..<colon]), String(word[word.index(after: colon)...]))
  }

  private static func isBelow(_ file: String, _ folder: String) -> Bool {
    let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return [file, String(file.drop { $0 != "/" }.dropFirst())]
      .contains { $0 == folder || $0.hasPrefix(folder + "/") }
  }

  /// `*` stands for any characters.
  private static func glob(_ pattern: String, _ name: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return pattern == name }
    guard name.hasPrefix(parts[0]), name.count >= parts[0].count + parts[parts.count - 1].count,
      name.hasSuffix(parts[parts.count - 1])
    else { return false }
    var rest = name.dropFirst(parts[0].count).dropLast(parts[parts.count - 1].count)
    for part in parts.dropFirst().dropLast() {
      if part.isEmpty { continue }
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
