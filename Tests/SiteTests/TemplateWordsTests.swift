import Metrics
import Testing

@testable import Site

@Suite struct TemplateWordsTests {
  private func spoken(_ template: String) -> String {
    let language = Language(
      "de",
      phrases: [
        "Find": PhrasePattern("Suchen & finden"), "Pack {1} of {2}": PhrasePattern("{2}: Pack {1}"),
        "Pages": PhrasePattern("Seiten"),
      ])
    return Language.$current.withValue(language) { TemplateWords.spoken(template) }
  }

  @Test(arguments: [
    // What is said is text, never markup.
    ("<a href=\"find.html\">Find</a>", "<a href=\"find.html\">Suchen &amp; finden</a>"),
    ("<p>\n  Pack {{{id}}} of {{name}}\n</p>", "<p>\n  {{name}}: Pack {{{id}}}\n</p>"),
    ("{{#missing}}Find{{/missing}}", "{{#missing}}Suchen &amp; finden{{/missing}}"),
    ("<nav aria-label=\"Pages\" class=\"Pages\">", "<nav aria-label=\"Seiten\" class=\"Pages\">"),
    // Entities, comments, partials and names of sections are no words.
    ("<p>Find &amp; Find</p>", "<p>Find &amp; Find</p>"),
    ("{{! Find }}{{> Find}}<Find>", "{{! Find }}{{> Find}}<Find>"),
    ("<p>{{{Find}}}</p>", "<p>{{{Find}}}</p>"),
    ("<p>Find {{unclosed</p>", "<p>Find {{unclosed</p>"),
    ("<p title=\"Find", "<p title=\"Find"),
    ("Find", "Suchen &amp; finden"), ("", ""),
  ])
  func wordsAreTranslatedAndNothingElse(_ template: String, _ expected: String) {
    #expect(spoken(template) == expected)
    #expect(TemplateWords.spoken(template) == template)
  }
}
