import ArgumentParser
import Diagnostics
import Pipeline

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the data tests.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions
  @Option(help: "text or json.") var format = ReportFormat.text

  func run() throws {
    let session = try global.session()
    try BuildStep(session).build(fullRefresh: false)
    let step = BuildStep(session)
    let chosen = try step.selection(select: selection.select, exclude: selection.exclude)
    let results = try chosen.map { try step.test(only: $0) } ?? step.test(again: true)
    let report = try TestReport(results, session)
    Terminal.out(format == .json ? try report.json() : report.text())
    Terminal.annotate(report.diagnostics)
    try global.close(session)
    // A warning of a test is one as those of a run are.
    if report.failed || global.warnError && report.warned {
      throw ArgumentParser.ExitCode(ExitStatus.held.rawValue)
    }
  }
}
