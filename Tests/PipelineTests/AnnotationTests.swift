import Diagnostics
import Testing

@Suite struct AnnotationTests {
  @Test func placeAndTextAreEscapedAsGitHubReadsThem() {
    let lines = Annotations.lines([
      .warning(
        .rowQuarantined, "100% «a\r\n::error::b»", at: Place(file: "a,b:c.csv", line: 3, column: 2),
        hint: "look")
    ])
    #expect(
      lines == [
        "::warning title=ingest.row-quarantined,file=a%2Cb%3Ac.csv,line=3,col=2::100%25 «a%0D%0A::error::b»%0Ahint: look"
      ])
  }

  @Test func errorsComeFirstAndAKindHasTenAtMost() {
    let lines = Annotations.lines(
      (0..<12).map { .warning(.dataStale, "w\($0)") } + [Diagnostic(.testFailed, "e")])
    #expect(lines.count == 11)
    #expect(lines[0].hasPrefix("::error "))
    #expect(lines[10] == "::warning::3 more stand in the log")
  }
}
