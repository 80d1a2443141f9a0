import Diagnostics
import Yams

/// Reads the YAML of a platform strictly: an unknown key or a value of the wrong kind is refused at
/// its place.
struct PlatformYAML {
  let file: String
  /// Of tables made by hand: headers are compared without accents.
  var isByHand = false

  init(file: String) { self.file = file }

  func fault(_ message: String, _ node: Node?) -> Diagnostic {
    Diagnostic(
      .configurationInvalid, message,
      at: Place(file: file, line: node?.mark?.line, column: node?.mark?.column))
  }

  func compose(_ yaml: String) throws(Diagnostic) -> Node {
    let root: Node?
    do {
      // Without rules for what a word may be: all are texts, and each rule is a search in every key.
      root = try Yams.compose(yaml: yaml, .basic)
    } catch {
      throw Diagnostic(
        .configurationInvalid, Printable.text("\(error)", limit: 300), at: Place(file: file))
    }
    guard let root else { throw fault("is empty", nil) }
    return root
  }

  /// The entries of a mapping whose keys are all known.
  func entries(_ node: Node, _ known: [String]) throws(Diagnostic) -> [String: Node] {
    guard let mapping = node.mapping else {
      throw fault("a mapping is needed, with \(known.joined(separator: ", "))", node)
    }
    var result: [String: Node] = [:]
    for (key, value) in mapping {
      guard let word = key.string, known.contains(word) else {
        throw fault(
          "unknown key \(Printable.text(key.string ?? "?")); known: \(known.joined(separator: ", "))",
          key)
      }
      result[word] = value
    }
    return result
  }

  func pairs(_ node: Node?) throws(Diagnostic) -> [(Node, Node)] {
    guard let node else { return [] }
    guard let mapping = node.mapping else { throw fault("a mapping is needed", node) }
    return mapping.map { ($0.key, $0.value) }
  }

  func list(_ node: Node?) throws(Diagnostic) -> [Node] {
    guard let node else { return [] }
    guard let sequence = node.sequence else { throw fault("a list is needed", node) }
    return Array(sequence)
  }

  func text(_ node: Node) throws(Diagnostic) -> String {
    guard let text = node.string else { throw fault("a text is needed", node) }
    return text
  }

  func texts(_ node: Node?) throws(Diagnostic) -> [String] {
    var result: [String] = []
    for item in try list(node) { result.append(try text(item)) }
    return result
  }

  /// A list of headers or lists of headers, normalised.
  func groups(_ node: Node?) throws(Diagnostic) -> [[String]] {
    try written(node).map { $0.map(key) }
  }

  /// The same; in tables made by hand, umlauts may be spelled out too.
  func columns(_ node: Node?) throws(Diagnostic) -> [[String]] {
    try written(node).flatMap { group in
      let spelled = isByHand && group.count == 1 ? HeaderName.spelledOut(group[0]) : nil
      return [group.map(key), spelled.map { [key($0)] }].compactMap { $0 }
    }
  }

  /// Lists of headers of which one must be there, normalised.
  func choices(_ node: Node?) throws(Diagnostic) -> [[String]] {
    try written(node).map { group in
      (group + (isByHand ? group.compactMap(HeaderName.spelledOut) : [])).map(key)
    }
  }

  private func key(_ text: String) -> String {
    let key = HeaderName.key(text)
    return isByHand ? HeaderName.plain(key) : key
  }

  /// The same as they are written.
  func written(_ node: Node?) throws(Diagnostic) -> [[String]] {
    var result: [[String]] = []
    for item in try list(node) {
      result.append(item.sequence == nil ? [try text(item)] : try texts(item))
    }
    return result
  }

  func flag(_ node: Node?) throws(Diagnostic) -> Bool {
    guard let node else { return false }
    guard let value = node.bool else { throw fault("true or false is needed", node) }
    return value
  }

  func field(_ node: Node) throws(Diagnostic) -> Field {
    guard let field = node.string.flatMap(Field.init(rawValue:)) else {
      throw fault(
        "no such field: \(Printable.text(node.string ?? "?")); known: "
          + Field.allCases.map(\.rawValue).joined(separator: ", "), node)
    }
    return field
  }
}
