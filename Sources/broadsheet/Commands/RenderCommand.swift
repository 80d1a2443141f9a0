import ArgumentParser
import Metrics
import Pipeline

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "The pack from the warehouse as it is.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reported: PeriodOptions

  func run() throws {
    let session = try global.session()
    let outcome = try PackRun(session).render(reported.choice ?? .latestWeek)
    try global.close(session)
    global.say(outcome.headline)
    Terminal.out("\(outcome.folder)\(outcome.isNew ? "" : " (unchanged)")\n")
  }
}
