import ArgumentParser
import Diagnostics
import Glibc
import Pipeline

/// Turns ad-platform exports into a weekly executive pack.
@main
struct Broadsheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract: "Turns ad-platform exports into a weekly executive marketing pack.",
    version: World.version,
    subcommands: [
      InitCommand.self, InspectCommand.self, RunCommand.self, IngestCommand.self,
      RetractCommand.self, MappingsCommand.self, BuildCommand.self, TestCommand.self,
      MetricsCommand.self, RenderCommand.self, PublishCommand.self, SendCommand.self,
      DiffCommand.self, VerifyCommand.self, ServeCommand.self,
      ExplainCommand.self, SampleCommand.self, DoctorCommand.self,
    ])

  static func main() {
    // A reader that is gone, and a file that may not grow, are told by the write that fails.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
      try Terminal.close()
    } catch let error as Diagnostic {
      Terminal.report(error, colour: Terminal.usesColour(noColour: false))
      Terminal.annotate([error])
      Self.exit(withError: ArgumentParser.ExitCode(error.exitStatus.rawValue))
    } catch {
      // Usage faults are printed by the parser itself and end with 64.
      Self.exit(withError: error)
    }
  }
}
