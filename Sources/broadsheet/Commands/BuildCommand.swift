import ArgumentParser
import Pipeline

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Runs the SQL models, when something changed.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions
  @Flag(help: "Rebuilds everything.") var fullRefresh = false

  func run() throws {
    let session = try global.session()
    let step = BuildStep(session)
    let built = try step.build(
      fullRefresh: fullRefresh,
      only: step.selection(select: selection.select, exclude: selection.exclude))
    global.say(built ? "built" : "nothing changed")
    try global.close(session)
  }
}
