import Diagnostics
import Testing

@testable import Site

@Suite struct TemplateSetTests {
  private func refusal(_ path: String, _ text: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try TemplateSet(overrides: [(path, text)])
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("page", "<p>\n  {{{headlin}}}</p>", "templates/page.mustache:2:3", "headlin is unknown here"),
    ("page", "<p>{{{lede}}}</p>", "templates/page.mustache:1:4", "lede may be missing"),
    ("page", "{{#rows}}{{#columns}}{{/rows}}", "templates/page.mustache:1:22", "closes no section"),
    ("page", "{{#rows}}", "templates/page.mustache:1:1", "rows is never closed"),
    ("page", "<p>{{{name</p>", "templates/page.mustache:1:4", "never closed"),
    ("page", "{{#isFirst}}<b{{/isFirst}}>", "templates/page.mustache:1:1", "ends elsewhere"),
    ("page", "{{=<% %>=}}", "templates/page.mustache:1:1", "delimiters"),
    ("page", "{{> pannel}}", "templates/page.mustache:1:1", "no template pannel.mustache"),
    ("page", "{{> page}}", "templates/page.mustache:1:1", "without end"),
    ("page", "<p title={{{name}}}>", "templates/page.mustache:1:10", "in quotes"),
    (
      "page", "<p title=\"{{{headline}}}\">", "templates/page.mustache:1:11",
      "only stand between tags"
    ),
    ("page", "<script>1</script>", "templates/page.mustache:1:8", "<script> is not allowed"),
    ("page", "<p style=\"color:red\">", "templates/page.mustache:1:9", "style is not allowed"),
    ("page", "<p OnClick='x'>", "templates/page.mustache:1:11", "onclick is not allowed"),
    (
      "page", "<img src=\"https://a.example/b.png\">", "templates/page.mustache:1:10",
      "data: image"
    ),
    ("page", "<p", "templates/page.mustache:1:3", "inside a tag"),
    ("edition", "<p>{{{title}}}</p>", "templates/edition.mustache:1:1", "must print {{{head}}}"),
    ("other", "x", "templates/other.mustache", "no template prints other.mustache"),
  ])
  func refusesWithPlace(_ name: String, _ text: String, _ place: String, _ words: String) throws {
    let error = try #require(refusal("templates/\(name).mustache", text))
    #expect(error.code == .templateInvalid)
    #expect(error.place?.description == place)
    #expect(error.message.contains(words), "\(error.message)")
  }

  @Test func suggestsTheNameMeant() throws {
    let error = try #require(refusal("templates/page.mustache", "{{{headlin}}}"))
    #expect(error.hint == "did you mean headline?")
  }

  @Test(arguments: [
    "a{}\n@import url(x);", "a{}\nb{background:url(https://a.example)}", "a{}\n</style><script>",
  ])
  func refusesStylesThatLeave(_ css: String) throws {
    let error = try #require(refusal("templates/edition.css", css))
    #expect(error.place?.line == 2)
  }

  @Test func aProjectReplacesTemplatesOneByOne() throws {
    let templates = try TemplateSet(overrides: [
      ("templates/block-empty.mustache", "{{> mine}}"),
      ("templates/mine.mustache", "<p>{{reason}}</p>"),
      ("templates/edition.css", "body{margin:7px}"),
    ])
    let page = try SiteDemo.page(templates: templates)
    #expect(page.contains("body{margin:7px}</style>"))
  }

  @Test func theBuiltInTemplatesAreNamedInTheirReadme() throws {
    let readme = String(decoding: PackageResources.README_md, as: UTF8.self)
    for (name, _) in TemplateName.builtIn {
      #expect(readme.contains("`\(name).mustache`"), "\(name)")
    }
  }
}
