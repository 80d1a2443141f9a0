import ArgumentParser
import Pipeline

struct RetractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "Takes a wrong file out again, by a ledger entry.")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The file's path, or the number of its load.") var load: String

  func run() throws {
    let session = try global.session()
    let path = try RetractStep(session).run(load)
    global.say("retracted \(path); run `broadsheet run` for a pack without it")
    try global.close(session)
  }
}
