import ArgumentParser
import Diagnostics
import Metrics
import Pipeline

extension CalendarDay: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}

extension ISOWeek: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Flags that every command of a project takes.
struct GlobalOptions: ParsableArguments {
  @Option(name: .long, help: "The project's folder.")
  var project = "."

  @Option(name: .long, help: "Report nothing after this day (yyyy-mm-dd).")
  var asOf: CalendarDay?

  @Flag(name: .long, help: "Print results only, and errors.")
  var quiet = false

  @Flag(name: .long, help: "No colour, also NO_COLOR.")
  var noColor = false

  @Flag(name: .long, help: "Say what each step did and how long it took.")
  var verbose = false

  @Option(name: .long, help: "How messages on standard error are written: text or json.")
  var logFormat = Terminal.Format.text

  @Flag(name: .long, help: "End with an error when there is a warning.")
  var warnError = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other") }
    Terminal.format = logFormat
  }

  var world: World { World(asOf: asOf) }

  /// - Parameter isReading: others may read at the same time.
  func session(isReading: Bool = false) throws -> Session {
    let session = try Session(project: project, world: world, isReading: isReading)
    if verbose {
      session.onStep = { name, result, duration in
        let seconds =
          Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        Terminal.say(LogLine(result, step: name, seconds: (seconds * 1000).rounded() / 1000))
      }
    }
    return session
  }

  /// Prints what a session warned of; a second run says it again only where it still holds.
  func close(_ session: Session) throws {
    let colour = Terminal.usesColour(noColour: noColor)
    var seen: Set<Diagnostic> = []
    let warnings = session.warnings.filter { seen.insert($0).inserted }
    if !quiet {
      for warning in warnings { Terminal.report(warning, colour: colour) }
    }
    Terminal.annotate(warnings)
    if warnError, let first = session.warnings.first {
      Terminal.say("ending with an error for --warn-error")
      throw ArgumentParser.ExitCode(max(first.exitStatus.rawValue, 1))
    }
  }

  func say(_ text: String) {
    if !quiet { Terminal.say(text) }
  }
}

enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
