import ArgumentParser
import Metrics
import Pipeline

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Writes realistic exports of an invented company.")

  enum Effects: String, ExpressibleByArgument {
    case none, planted
  }

  @Option(help: "Complete weeks.") var weeks = 78
  @Option(help: "Same seed, same bytes.") var seed: UInt64 = 20_241_203
  @Option(help: "The project's folder.") var out: String
  @Option(help: "About how many rows.") var rows: Int?
  @Option(help: "Last day (yyyy-mm-dd).") var end: CalendarDay?
  @Option(help: "planted: a fall of mobile click-to-lead; none: pure noise.")
  var effects = Effects.planted
  @Flag(help: "Also mappings, targets, events and shop sales, where there are none.")
  var companions = false

  func validate() throws {
    guard (1...1040).contains(weeks) else { throw ValidationError("--weeks is 1 to 1040") }
    if let rows, rows < 1 { throw ValidationError("--rows is at least 1") }
  }

  func run() throws {
    let count = try SampleRun.write(
      weeks: weeks, seed: seed, rows: rows, end: end, planted: effects == .planted, to: out,
      companions: companions)
    Terminal.say("wrote \(count) files below \(out)/data")
  }
}
