import ArgumentParser
import Metrics
import Pipeline

struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Hands the pack's mail to the configured server; nobody gets the same twice.")

  @OptionGroup var global: GlobalOptions
  @Option(help: "The week, such as 2024-W47; the newest pack if not given.") var week: ISOWeek?
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
    options.week = week
    options.isDry = dryRun
    options.again = again
    options.evenIfStale = evenIfStale
    let report = try SendStep(session).run(options)
    Terminal.out(report.lines.map { "\($0)\n" }.joined())
  }
}
