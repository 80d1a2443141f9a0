import ArgumentParser
import Metrics
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ingest, build, test, analyse, render: the whole pack.")

  @OptionGroup var global: GlobalOptions
  @Option(help: "The week to report, such as 2024-W47.") var week: ISOWeek?

  func run() throws {
    let session = try global.session()
    let outcome: PackRun.Outcome
    do {
      outcome = try PackRun(session).run(week: week)
    } catch {
      try global.close(session)
      throw error
    }
    try global.close(session)
    global.say(outcome.headline)
    Terminal.out("\(outcome.folder)\(outcome.isNew ? "" : " (unchanged)")\n")
  }
}
