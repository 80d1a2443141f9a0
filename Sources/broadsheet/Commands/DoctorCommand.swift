import ArgumentParser
import Diagnostics
import Pipeline

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Looks at versions, fonts, configuration and permissions.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let findings = Doctor.look(project: global.project)
    for finding in findings {
      Terminal.out(
        "\(finding.isGood ? "ok " : "BAD") \(finding.name): \(Printable.text(finding.value, limit: 300))\n"
      )
      if !finding.isGood, let advice = finding.advice { Terminal.out("    \(advice)\n") }
    }
    if findings.contains(where: { !$0.isGood }) {
      throw ArgumentParser.ExitCode(ExitStatus.outside.rawValue)
    }
  }
}
