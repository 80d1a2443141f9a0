import Diagnostics
import Yams

/// Reads nodes of the dbt project's YAML; what is of another kind than expected is refused with its
/// line and column, never passed over.
struct ModelYAML {
  let path: String

  /// The keys and values of a file; nil of an empty one.
  func root(_ text: String) throws(Diagnostic) -> Node? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw unreadable(error)
    }
    guard let root, root.null == nil else { return nil }
    guard root.mapping != nil else { throw fault("keys and values are expected", root) }
    return root
  }

  private func unreadable(_ error: any Error) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      Diagnostic(
        .modelInvalid,
        Printable.text((context.map { "\($0.text) " } ?? "") + problem, limit: 300),
        at: Place(file: path, line: mark.line, column: mark.column))
    case .duplicatedKeysInMapping(let keys, let context):
      Diagnostic(
        .modelInvalid, "\(Printable.text("\(keys.first ?? "")")) stands twice",
        at: Place(file: path, line: context.mark.line, column: context.mark.column))
    default:
      Diagnostic(.modelInvalid, Printable.text("\(error)", limit: 300), at: Place(file: path))
    }
  }

  func place(_ node: Node?) -> Place {
    Place(file: path, line: node?.mark?.line, column: node?.mark?.column)
  }

  func fault(_ message: String, _ node: Node?, hint: String? = nil) -> Diagnostic {
    Diagnostic(.modelInvalid, message, at: place(node), hint: hint)
  }

  /// Refuses what holds no keys, and any key but the known ones.
  func only(_ known: [String], _ node: Node) throws(Diagnostic) {
    for (key, _) in try pairs(node) where !known.contains(key.string ?? "") {
      throw fault(
        "unknown key \(Printable.text(key.string ?? "?"))", key,
        hint: "known: \(known.joined(separator: ", "))")
    }
  }

  func pairs(_ node: Node) throws(Diagnostic) -> [(key: Node, value: Node)] {
    guard let mapping = node.mapping else { throw fault("keys and values are expected", node) }
    return mapping.map { ($0.key, $0.value) }
  }

  /// None where the key is not there.
  func list(_ node: Node?) throws(Diagnostic) -> [Node] {
    guard let node else { return [] }
    guard let sequence = node.sequence else { throw fault("a list is expected", node) }
    return Array(sequence)
  }

  /// Nil where the key is not there.
  func text(_ node: Node?) throws(Diagnostic) -> String? {
    guard let node else { return nil }
    guard let scalar = node.scalar, node.null == nil else { throw fault("text is expected", node) }
    return scalar.string
  }

  func texts(_ node: Node?) throws(Diagnostic) -> [String] {
    try list(node).map { node throws(Diagnostic) in try text(node) ?? "" }
  }

  /// What stands under `data_tests`, or under `tests`, the older word for it; nil without either.
  func tests(_ node: Node) throws(Diagnostic) -> Node? {
    let tests = node["data_tests"]
    if tests != nil, let older = node["tests"] {
      throw fault("tests is the older word for data_tests, and both stand here", older)
    }
    return tests ?? node["tests"]
  }

  /// What `ref('name')` names, or `source('raw', 'name')` where that may stand: the table and how it is
  /// called there.
  func reference(_ node: Node?, orSource: Bool = false) throws(Diagnostic) -> (
    table: String, words: String
  )? {
    guard let node, let text = try text(node) else { return nil }
    let call = try JinjaCall(text, at: place(node))
    let words = call.arguments.compactMap { $0.name == nil ? $0.value.text : nil }
    switch (call.name, words.count == call.arguments.count ? words : []) {
    case ("ref", let words) where words.count == 1: return (words[0], "ref('\(words[0])')")
    case ("source", let words) where orSource && words.count == 2 && words[0] == "raw":
      return ("raw_\(words[1])", "source('raw', '\(words[1])')")
    default: throw fault("ref('model') is expected", node)
    }
  }
}
