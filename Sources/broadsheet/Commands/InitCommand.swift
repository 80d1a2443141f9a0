import ArgumentParser
import Pipeline

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Scaffolds a project.")

  @Argument(help: "The folder; made when it is not there.") var folder = "."
  @Flag(help: "Write the SQL models into warehouse/ of a project, for real dbt or to change them.")
  var models = false

  func run() throws {
    if models {
      let project = try ProjectFolder(folder)
      for file in try Scaffold.models(project.root) { Terminal.say("made \(folder)/\(file)") }
      return
    }
    for file in try Scaffold.make(folder) { Terminal.say("made \(folder)/\(file)") }
    Terminal.say("put exports into \(folder)/data/raw and run `broadsheet run --project \(folder)`")
  }
}
