import ArgumentParser
import Diagnostics
import Metrics
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ingest, build, test, analyse, render: the whole pack.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reported: PeriodOptions
  @Flag(help: "Publish the site to the configured folder, when the pack is made.")
  var publish = false
  @Flag(help: "Send the pack to those who do not have it yet, when it is made.") var send = false

  func run() throws {
    let session = try global.session()
    let outcome: PackRun.Outcome
    do {
      outcome = try PackRun(session).run(reported.choice ?? .latestWeek)
    } catch {
      // What ended the run is what the user must hear of.
      try? session.writeLog(error)
      try global.close(session)
      throw error
    }
    try session.writeLog()
    try global.close(session)
    global.say(outcome.headline)
    Terminal.out("\(outcome.folder)\(outcome.isNew ? "" : " (unchanged)")\n")
    if publish { PublishCommand.say(try PublishStep(session).publish(PublishStep.Options())) }
    guard send else { return }
    var options = SendStep.Options()
    options.period = outcome.period
    let report = try SendStep(session).run(options)
    Terminal.out(report.lines.map { "\($0)\n" }.joined())
  }
}
