import ArgumentParser
import Diagnostics
import Pipeline

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Holds an edition against its checksums, makes it again and compares the bytes.")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Its name, such as 2024-W47, or its folder.") var edition: String
  @Option(help: "text or json.") var format = ReportFormat.text

  func run() throws {
    let session = try global.session()
    let report = try VerifyStep(session).verify(edition)
    try global.close(session)
    switch format {
    case .json: Terminal.out(try report.json())
    case .text:
      for change in report.changes { Terminal.say(change) }
      if report.isEqual {
        return Terminal.out("\(report.edition): \(report.same) files made again, byte for byte\n")
      }
    }
    guard !report.isEqual else { return }
    let names = report.different.prefix(5).joined(separator: ", ")
    throw Diagnostic(
      .editionDiffers,
      report.isRemade
        ? "\(report.edition): \(report.different.count) of \(report.different.count + report.same) files are other when made again: \(names)"
        : "\(report.edition) is as its checksums say, and cannot be made again",
      hint: report.changes.isEmpty
        ? "nothing that the manifest names has changed: please report this"
        : "see what has changed above")
  }
}
