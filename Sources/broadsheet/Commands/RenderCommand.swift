import ArgumentParser
import Metrics
import Pipeline

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "The pack from the warehouse as it is.")

  @OptionGroup var global: GlobalOptions
  @Option(help: "The week to report, such as 2024-W47.") var week: ISOWeek?

  func run() throws {
    let session = try global.session()
    let outcome = try PackRun(session).render(week: week)
    try global.close(session)
    global.say(outcome.headline)
    Terminal.out("\(outcome.folder)\(outcome.isNew ? "" : " (unchanged)")\n")
  }
}
