import Mustache

/// What a template is given: escaped text, markup, yes or no, lists and records. Nothing unescaped
/// can be held, so nothing unescaped can be printed.
enum View: Sendable {
  /// Fits between tags and inside quoted attributes.
  case text(HTMLText)
  /// Fits between tags only.
  case markup(HTMLMarkup)
  case flag(Bool)
  case list([View])
  case record([String: View])
  /// Something optional that is not there.
  case absent

  /// A record for swift-mustache. It takes dictionaries too, but then asks the runtime at every name
  /// that is looked up whether their keys are strings. Values are made ready when they are asked for.
  private struct Fields: MustacheParent {
    let values: [String: View]

    func child(named name: String) -> Any? { values[name]?.mustache }
  }

  /// Text for swift-mustache, which asks a plain string for four other things first.
  private struct Words: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }
  }

  /// Adds every scalar beyond ASCII that a page may show.
  func collect(_ scalars: inout Set<Unicode.Scalar>) {
    func add(_ text: String) {
      for scalar in text.unicodeScalars where !scalar.isASCII { scalars.insert(scalar) }
    }
    switch self {
    case .text(let text): add(text.source)
    case .markup(let markup): add(markup.source)
    case .list(let views): for view in views { view.collect(&scalars) }
    case .record(let fields): for view in fields.values { view.collect(&scalars) }
    case .flag, .absent: break
    }
  }

  /// What swift-mustache reads: words, booleans, arrays and records.
  var mustache: Any {
    switch self {
    case .text(let text): Words(renderText: text.source)
    case .markup(let markup): Words(renderText: markup.source)
    case .flag(let flag): flag
    case .list(let views): views.map(\.mustache)
    case .record(let fields): Fields(values: fields)
    case .absent: false
    }
  }

  static func text(_ text: String) -> View { .text(HTMLText(text)) }

  static func optional(_ text: HTMLText) -> View { text.isEmpty ? .absent : .text(text) }

  static func optional(_ markup: HTMLMarkup?) -> View {
    markup.flatMap { $0.isEmpty ? nil : .markup($0) } ?? .absent
  }

  static func optional(_ record: [String: View]?) -> View { record.map(View.record) ?? .absent }
}
