import ArgumentParser
import Pipeline

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Scaffolds a project.")

  @Argument(help: "The folder; made when it is not there.") var folder = "."

  func run() throws {
    for file in try Scaffold.make(folder) { Terminal.say("made \(folder)/\(file)") }
    Terminal.say("put exports into \(folder)/data/raw and run `broadsheet run --project \(folder)`")
  }
}
