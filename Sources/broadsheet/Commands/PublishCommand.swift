import ArgumentParser
import Pipeline

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Brings the site to the folder that is read, whole or not at all.",
    discussion: """
      A published edition is never changed: other figures of its week come as a revision, which \
      says what it corrects.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The folder; `publish.to` of broadsheet.yml if not given.") var to: String?
  @Option(help: "Who has read and approved what goes out.") var approvedBy: String?
  @Flag(help: "Put the site back that was there before.") var rollback = false
  @Flag(help: "Publish what a rollback took back.") var again = false
  @Flag(help: "Say what would go out, and write nothing.") var dryRun = false

  func validate() throws {
    if rollback, approvedBy != nil || again || dryRun {
      throw ValidationError("--rollback goes with --to only")
    }
    if let approvedBy, approvedBy.allSatisfy(\.isWhitespace) {
      throw ValidationError("--approved-by needs a name")
    }
  }

  func run() throws {
    let session = try global.session()
    let step = PublishStep(session)
    if rollback {
      let report = try step.rollback(to)
      try global.close(session)
      return Terminal.out("\(report.target): back to site \(report.number)\n")
    }
    var options = PublishStep.Options()
    options.to = to
    options.approvedBy = approvedBy
    options.again = again
    options.isDry = dryRun
    let report = try step.publish(options)
    try global.close(session)
    Self.say(report, isDry: dryRun)
  }

  static func say(_ report: PublishStep.Report, isDry: Bool = false) {
    if !report.isNew, !isDry || report.editions.isEmpty {
      return Terminal.out("\(report.target): unchanged, site \(report.number)\n")
    }
    let names = report.editions.isEmpty ? "no new edition" : report.editions.joined(separator: ", ")
    Terminal.out(
      "\(report.target): \(isDry ? "would be" : "") site \(report.number) with \(names)\n")
  }
}
