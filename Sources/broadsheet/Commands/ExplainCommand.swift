import ArgumentParser
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Describes a metric, an error code, a data test or a model.")

  @Argument(help: "Its id.") var id: String

  func run() throws { Terminal.out(try Explain.text(id)) }
}
