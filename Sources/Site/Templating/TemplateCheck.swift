import Diagnostics

/// Holds templates against the names they are given, before anything is rendered: Mustache itself
/// prints nothing for a name that is not there.
struct TemplateCheck {
  let templates: [String: TemplateText]
  /// Partials that a page uses.
  private(set) var used: Set<String> = []
  private var printed: Set<String> = []
  private var medium = MarkupState.Medium.site

  init(_ templates: [String: TemplateText]) {
    self.templates = templates
  }

  /// - Parameters:
  ///   - required: names that the page must print for its safety.
  ///   - medium: whose rules the markup keeps.
  mutating func check(
    page name: String, _ shape: Shape, required: [String], as medium: MarkupState.Medium = .site
  ) throws(Diagnostic) {
    guard let template = templates[name] else { return }
    printed = []
    self.medium = medium
    try check(name, template, stack: [shape], callers: [])
    if let missing = required.first(where: { !printed.contains($0) }) {
      throw template.fault(
        "the template must print {{{\(missing)}}}", at: 0,
        hint: "it holds what makes the page safe and complete")
    }
  }

  private struct Section {
    var name: String
    var offset: Int
    var state: MarkupState
    var pushes: Bool
  }

  private mutating func check(
    _ name: String, _ template: TemplateText, stack: [Shape], callers: [String]
  ) throws(Diagnostic) {
    used.insert(name)
    var stack = stack
    var state = MarkupState(medium)
    var sections: [Section] = []
    for piece in template.pieces {
      switch piece {
      case .text(let range):
        do {
          try state.feed(template.bytes[range])
        } catch {
          throw template.fault(error.message, at: error.offset, hint: error.hint)
        }
      case .tag(.variable, let name, let offset):
        let shape = try lookUp(name, stack, template, offset)
        try checkPrint(name, shape, state, template, offset)
        printed.insert(name)
      case .tag(.section, let name, let offset):
        let shape = try lookUp(name, stack, template, offset)
        let inner = try content(of: shape, name, template, offset)
        if let inner { stack.append(inner) }
        sections.append(
          Section(name: name, offset: offset, state: state, pushes: inner != nil))
      case .tag(.inverted, let name, let offset):
        let shape = try lookUp(name, stack, template, offset)
        _ = try content(of: shape, name, template, offset)
        sections.append(Section(name: name, offset: offset, state: state, pushes: false))
      case .tag(.close, let name, let offset):
        guard let section = sections.popLast(), section.name == name else {
          throw template.fault("{{/\(name)}} closes no section of that name", at: offset)
        }
        guard section.state.context == state.context else {
          throw template.fault(
            "the section \(name) ends elsewhere in the markup than it began", at: section.offset,
            hint: "a section holds whole elements or whole attributes")
        }
        if section.pushes { stack.removeLast() }
      case .tag(.partial, let name, let offset):
        try checkPartial(name, template, offset, stack, callers, state)
      }
    }
    if let open = sections.last {
      throw template.fault("the section \(open.name) is never closed", at: open.offset)
    }
    guard state.context == .content else {
      throw template.fault("the template ends inside a tag", at: template.bytes.count)
    }
  }

  private mutating func checkPartial(
    _ name: String, _ template: TemplateText, _ offset: Int, _ stack: [Shape], _ callers: [String],
    _ state: MarkupState
  ) throws(Diagnostic) {
    guard let partial = templates[name] else {
      throw template.fault(
        "there is no template \(name).mustache", at: offset,
        hint: suggestion(name, among: Array(templates.keys)))
    }
    guard state.context == .content else {
      throw template.fault("a partial can only stand between tags", at: offset)
    }
    guard !callers.contains(name), callers.count < 16 else {
      throw template.fault("the template \(name) would print itself without end", at: offset)
    }
    try check(name, partial, stack: stack, callers: callers + [name])
  }

  private func checkPrint(
    _ name: String, _ shape: Shape, _ state: MarkupState, _ template: TemplateText, _ offset: Int
  ) throws(Diagnostic) {
    if state.isStyle {
      throw template.fault(
        "a style holds no value of the data", at: offset,
        hint: "write the styles out, and choose among them by sections")
    }
    switch (shape, state.context) {
    case (.text, .content), (.text, .quoted), (.markup, .content): return
    case (.markup, _):
      throw template.fault("\(name) is markup and can only stand between tags", at: offset)
    case (.text, _):
      throw template.fault("\(name) can only stand between tags or in quotes", at: offset)
    case (.optional, _):
      throw template.fault(
        "\(name) may be missing", at: offset,
        hint: "write {{#\(name)}}{{{.}}}{{/\(name)}}")
    case (.flag, _), (.list, _), (.record, _):
      throw template.fault(
        "\(name) holds no text", at: offset, hint: "open a section: {{#\(name)}}…{{/\(name)}}")
    }
  }

  /// What a section on the shape stands in; nil where the section only asks.
  private func content(
    of shape: Shape, _ name: String, _ template: TemplateText, _ offset: Int
  ) throws(Diagnostic) -> Shape? {
    switch shape {
    case .flag: return nil
    case .list(let shape), .optional(let shape): return shape
    case .record: return shape
    case .text, .markup:
      throw template.fault(
        "\(name) is always there, so a section on it asks nothing", at: offset,
        hint: "print it: {{{\(name)}}}")
    }
  }

  private func lookUp(
    _ name: String, _ stack: [Shape], _ template: TemplateText, _ offset: Int
  ) throws(Diagnostic) -> Shape {
    if name == ".", let last = stack.last { return last }
    for shape in stack.reversed() {
      if case .record(let fields) = shape, let field = fields[name] { return field }
    }
    let names = stack.flatMap { shape -> [String] in
      if case .record(let fields) = shape { Array(fields.keys) } else { [] }
    }
    throw template.fault(
      "the name \(Printable.text(name)) is unknown here", at: offset,
      hint: suggestion(name, among: names)
        ?? "known: \(Set(names).sorted().joined(separator: ", "))")
  }

  private func suggestion(_ name: String, among names: [String]) -> String? {
    EditDistance.nearest(to: name, among: names.sorted(), within: 2).map { "did you mean \($0)?" }
  }
}
