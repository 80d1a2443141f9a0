import Diagnostics
import Mustache

/// The templates and styles that pages are made with: the built-in ones, replaced one by one by
/// those of a project. All are checked here, so that nothing can fail while a page is rendered.
public struct TemplateSet: Sendable {
  let css: String
  private let library: MustacheLibrary

  /// - Parameter overrides: texts of a project's `templates/` with their paths: `*.mustache` and
  ///   `edition.css`.
  public init(overrides: [(path: String, text: String)] = []) throws(Diagnostic) {
    var templates: [String: TemplateText] = [:]
    var texts: [String: String] = [:]
    for (name, bytes) in TemplateName.builtIn {
      let text = TemplateWords.spoken(String(decoding: bytes, as: UTF8.self))
      templates[name] = try TemplateText(path: "built-in \(name).mustache", text: text)
      texts[name] = text
    }
    var css = String(decoding: TemplateName.builtInCSS, as: UTF8.self)
    var origin: [String: String] = [:]
    for (path, text) in overrides {
      let file =
        path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) } ?? path
      if let other = origin[file] {
        throw Diagnostic(
          .templateInvalid,
          "two templates are called \(Printable.text(file)): the other is \(Printable.text(other))",
          at: Place(file: path))
      }
      origin[file] = path
      guard file.utf8.reversed().starts(with: ".mustache".utf8.reversed()) else {
        guard file == TemplateName.css else {
          throw Diagnostic(
            .templateInvalid, "the file is no template that a page uses", at: Place(file: path),
            hint: "styles are called \(TemplateName.css), templates end in .mustache")
        }
        css = text
        try CSSCheck(path: path, text: css).check()
        continue
      }
      let name = String(decoding: file.utf8.dropLast(".mustache".utf8.count), as: UTF8.self)
      // A fault is told of the file as it stands, so what is said otherwise is checked afterwards.
      let spoken = TemplateWords.spoken(text)
      _ = try TemplateText(path: path, text: text)
      templates[name] = try TemplateText(path: path, text: spoken)
      texts[name] = spoken
    }
    try Self.check(templates, origin)
    library = try Self.library(texts, templates)
    self.css = css
  }

  private static func check(
    _ templates: [String: TemplateText], _ origin: [String: String]
  ) throws(Diagnostic) {
    var check = TemplateCheck(templates)
    let required = ["head", "signs"]
    try check.check(page: TemplateName.edition, PageShapes.edition, required: required)
    try check.check(page: TemplateName.index, PageShapes.index, required: required)
    try check.check(page: TemplateName.lineage, PageShapes.lineage, required: required)
    try check.check(page: TemplateName.campaign, PageShapes.campaign, required: required)
    try check.check(page: TemplateName.campaigns, PageShapes.campaigns, required: required)
    try check.check(page: TemplateName.find, PageShapes.find, required: required)
    try check.check(page: TemplateName.definitions, PageShapes.definitions, required: required)
    try check.check(page: TemplateName.mail, PageShapes.mail, required: ["head"], as: .mail)
    let known = Set(TemplateName.builtIn.map(\.name))
    for name in templates.keys.sorted()
    where !check.used.contains(name) && !known.contains(name) {
      throw Diagnostic(
        .templateInvalid, "no template prints \(Printable.text(name)).mustache",
        at: Place(file: origin["\(name).mustache"] ?? name),
        hint: "built in are \(known.sorted().joined(separator: ", "))")
    }
  }

  /// Every template prints its values as they are, for a `View` holds escaped text only;
  /// swift-mustache's own escaping works on characters and would let fused ones through.
  private static func library(
    _ texts: [String: String], _ templates: [String: TemplateText]
  ) throws(Diagnostic) -> MustacheLibrary {
    var parsed: [String: MustacheTemplate] = [:]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      do {
        parsed[name] = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
      } catch {
        let place = Place(file: templates[name]?.path ?? name)
        guard let error = error as? MustacheTemplate.ParserError else {
          throw Diagnostic(.templateInvalid, "the template cannot be read", at: place)
        }
        throw Diagnostic(
          .templateInvalid, "the template cannot be read: \(error.error)",
          at: Place(
            file: place.file, line: error.context.lineNumber, column: error.context.columnNumber))
      }
    }
    return MustacheLibrary(templates: parsed)
  }

  /// - Throws: `template.invalid` when nothing is printed.
  func page(_ name: String, _ view: View) throws(Diagnostic) -> [UInt8] {
    let bytes = Array((library.render(view.mustache, withTemplate: name) ?? "").utf8)
    guard !bytes.isEmpty else {
      throw Diagnostic(.templateInvalid, "the template \(name).mustache printed nothing")
    }
    return bytes
  }
}
