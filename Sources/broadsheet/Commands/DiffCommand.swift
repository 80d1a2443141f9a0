import ArgumentParser
import Pipeline

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What two editions say differently: figures, tests, definitions, mappings, inputs.",
    discussion: "An edition is named by its id, such as 2024-W47 or 2024-W47-r2, or by its folder.")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The earlier edition.") var before: String
  @Argument(help: "The later edition.") var after: String
  @Option(help: "text or json.") var format = ReportFormat.text

  func run() throws {
    let session = try global.session()
    let diff = try EditionDiff(before, after, session)
    try global.close(session)
    Terminal.out(format == .json ? try diff.json() : diff.text)
  }
}
