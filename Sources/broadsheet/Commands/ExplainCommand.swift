import ArgumentParser
import Diagnostics
import Metrics
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Describes a metric, a printed figure, an error code, a data test or a model.",
    discussion: """
      Ids of figures are those of an edition's figures.json; the newest that has it is looked at, or \
      the pack of the days given.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Its id.") var id: String
  @OptionGroup var reported: PeriodOptions

  func run() throws {
    // Metrics and codes are the same in every project; figures, tests and models are not.
    if reported.choice == nil, let text = Explain.word(id) { return Terminal.out(text) }
    let session: Session
    do {
      session = try global.session()
    } catch let error as Diagnostic where error.code == .projectMissing {
      guard let text = try Explain.text(id, models: nil) else { throw try Explain.unknown(id) }
      return Terminal.out(text)
    }
    guard
      let text = try FigureExplanation(session).text(id, of: reported.choice)
        ?? Explain.text(id, models: session)
    else { throw try Explain.unknown(id, session: session) }
    Terminal.out(text)
  }
}
