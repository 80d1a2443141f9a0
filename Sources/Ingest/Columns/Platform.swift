import Diagnostics
import Yams

/// What one ad platform's exports look like; one YAML file each.
public struct Platform: Sendable {
  public let id: String
  public let name: String
  /// The channel of its ads unless a column or the configuration says otherwise.
  public let channel: String
  /// One kind of report: the headers (normalised) that tell it, and the fields it always has.
  struct Form: Sendable {
    let headers: [String]
    let required: [Field]
  }

  let forms: [Form]
  /// Normalised headers of each field, in order of preference.
  let columns: [Field: [String]]
  /// The platform's words for kinds of campaigns → channel; keys without case.
  public let channels: [String: String]
  /// A row is a footer when one of its cells begins with one of these; without case.
  let totalWords: [String]

  /// - Throws: `configuration.invalid` with the place of what is not understood.
  init(yaml: String, file: String) throws(Diagnostic) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw Diagnostic(
        .configurationInvalid, Printable.text("\(error)", limit: 300), at: Place(file: file))
    }
    guard let mapping = root?.mapping else {
      throw Diagnostic(.configurationInvalid, "a platform is a mapping", at: Place(file: file))
    }
    func fault(_ message: String, _ node: Node?) -> Diagnostic {
      Diagnostic(
        .configurationInvalid, message,
        at: Place(file: file, line: node?.mark?.line, column: node?.mark?.column))
    }
    let known = [
      "id", "name", "channel", "forms", "columns", "channels", "totals",
    ]
    for (key, _) in mapping where !known.contains(key.string ?? "") {
      throw fault("unknown key \(Printable.text(key.string ?? "?"))", key)
    }
    guard let id = mapping["id"]?.string, let name = mapping["name"]?.string,
      let channel = mapping["channel"]?.string
    else { throw fault("id, name and channel are needed", root) }
    self.id = id
    self.name = name
    self.channel = channel
    var forms: [Form] = []
    for node in mapping["forms"]?.sequence.map(Array.init) ?? [] {
      let headers = (node.mapping?["headers"]?.sequence.map(Array.init) ?? []).compactMap {
        $0.string.map(HeaderName.key)
      }
      guard !headers.isEmpty else { throw fault("a form needs headers", node) }
      var required: [Field] = []
      for word in node.mapping?["required"]?.sequence.map(Array.init) ?? [] {
        guard let field = word.string.flatMap(Field.init(rawValue:)) else {
          throw fault("no such field: \(Printable.text(word.string ?? "?"))", word)
        }
        required.append(field)
      }
      forms.append(Form(headers: headers, required: required))
    }
    self.forms = forms
    var columns: [Field: [String]] = [:]
    for (key, value) in mapping["columns"]?.mapping.map(Array.init) ?? [] {
      guard let word = key.string, let field = Field(rawValue: word) else {
        throw fault("no such field: \(Printable.text(key.string ?? "?"))", key)
      }
      columns[field] = (value.sequence.map(Array.init) ?? []).compactMap {
        $0.string.map(HeaderName.key)
      }
    }
    self.columns = columns
    var channels: [String: String] = [:]
    for (key, value) in mapping["channels"]?.mapping.map(Array.init) ?? [] {
      if let word = key.string, let channel = value.string {
        channels[word.lowercased()] = channel
      }
    }
    self.channels = channels
    totalWords = (mapping["totals"]?.sequence.map(Array.init) ?? []).compactMap {
      $0.string?.lowercased()
    }
  }

  /// The most telling form whose headers are all among the given ones.
  func form(_ headers: Set<String>) -> Form? {
    forms.filter { $0.headers.allSatisfy(headers.contains) }
      .max { $0.headers.count < $1.headers.count }
  }

  /// The form that lacks the fewest headers, for the message about a miss.
  func nearest(_ headers: Set<String>) -> (found: Int, missing: [String])? {
    forms.map { form in
      (form.headers.filter(headers.contains).count, form.headers.filter { !headers.contains($0) })
    }
    .max { ($0.0, -$0.1.count) < ($1.0, -$1.1.count) }
  }
}
