import ArgumentParser
import Metrics
import Pipeline

struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Hands the pack's mail to the configured server; nobody gets the same twice.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reported: PeriodOptions
  @Flag(help: "Say who would get it, and send nothing.") var dryRun = false
  @Flag(help: "Send it to those who have it already, too.") var again = false
  @Flag(help: "Send a pack that is old news.") var evenIfStale = false

  func run() throws {
    let session = try global.session()
    try send(session)
    try global.close(session)
  }

  private func send(_ session: Session) throws {
    var options = SendStep.Options()
    options.period = reported.choice
    options.isDry = dryRun
    options.again = again
    options.evenIfStale = evenIfStale
    let report = try SendStep(session).run(options)
    Terminal.out(report.lines.map { "\($0)\n" }.joined())
  }
}
