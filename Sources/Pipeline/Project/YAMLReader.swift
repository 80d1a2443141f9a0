import Diagnostics
import Ingest
import Yams

/// Reads nodes of a YAML file, each fault with its line and column.
struct YAMLReader {
  let file: String

  func compose(_ text: String) throws(Diagnostic) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      var line: Int?
      var column: Int?
      var message = "\(error)"
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        (line, column, message) = (mark.line, mark.column, problem)
      case .duplicatedKeysInMapping(let duplicates, let context):
        message = "key \(duplicates.map { "\($0)" }.joined(separator: ", ")) stands twice"
        line = context.mark.line
      default: break
      }
      throw Diagnostic(
        .configurationInvalid, Printable.text(message, limit: 300),
        at: Place(file: file, line: line, column: column))
    } catch {
      throw Diagnostic(
        .configurationInvalid, Printable.text("\(error)", limit: 300), at: Place(file: file))
    }
  }

  func fault(_ message: String, _ node: Node?, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .configurationInvalid, message,
      at: Place(file: file, line: node?.mark?.line, column: node?.mark?.column), hint: hint)
  }

  /// Refuses any key but the known ones, with the nearest as suggestion.
  func only(_ keys: [String], _ node: Node) throws(Diagnostic) {
    guard let mapping = node.mapping else { throw fault("keys and values are expected", node) }
    for (key, _) in mapping where !keys.contains(key.string ?? "") {
      let word = key.string ?? "?"
      let hint =
        EditDistance.nearest(to: word, among: keys, within: 3).map { "did you mean `\($0)`?" }
        ?? "known: \(keys.joined(separator: ", "))"
      throw fault("unknown key `\(Printable.text(word))`", key, hint: hint)
    }
  }

  func text(_ node: Node?, _ name: String) throws(Diagnostic) -> String? {
    guard let node else { return nil }
    guard let value = node.string, !value.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      throw fault("\(name) is one line of text", node)
    }
    return value
  }

  func integer(_ node: Node?, _ name: String) throws(Diagnostic) -> Int? {
    guard let node else { return nil }
    guard let value = node.int else { throw fault("\(name) is a whole number", node) }
    return value
  }

  func currency(_ node: Node?) throws(Diagnostic) -> String? {
    guard let code = try text(node, "currency") else { return nil }
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw fault("currency is a code such as USD", node)
    }
    return code
  }

  func list(_ node: Node?, _ name: String) throws(Diagnostic) -> [Node] {
    guard let node else { return [] }
    guard let sequence = node.sequence else { throw fault("\(name) is a list", node) }
    return Array(sequence)
  }

  func mapping(_ node: Node?, _ name: String) throws(Diagnostic) -> [(String, Node)] {
    guard let node else { return [] }
    guard let mapping = node.mapping else { throw fault("\(name) is keys and values", node) }
    return mapping.map { ($0.key.string ?? "", $0.value) }
  }
}
