import ArgumentParser
import Pipeline

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Runs the SQL models, when something changed.")

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Rebuilds everything.") var fullRefresh = false

  func run() throws {
    let session = try global.session()
    let built = try BuildStep(session).build(fullRefresh: fullRefresh)
    global.say(built ? "built" : "nothing changed")
    try global.close(session)
  }
}
