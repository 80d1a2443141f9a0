import ArgumentParser
import Diagnostics
import Dispatch
import Metrics
import Pipeline
import Preview
import Synchronization

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Shows output/site to browsers on this machine.",
    discussion: """
      Pages load again when they change. With --watch the pack is rendered again when \
      broadsheet.yml, a template, a mapping, a note or another file beside the exports changes.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The port; 0 for any that is free.") var port: UInt16 = 8080
  @Option(help: "The address to listen at.") var host = "127.0.0.1"
  @OptionGroup var reported: PeriodOptions
  @Flag(help: "Render again when something beside the exports changes.") var watch = false

  func run() throws {
    let folder = try ProjectFolder(global.project)
    let site = "\(folder.output)/site"
    guard ProjectWatch.isFolder(site) else {
      throw Diagnostic(
        .editionUnknown, "there is no site to show", at: Place(file: "output/site"),
        hint: "run `broadsheet run` first")
    }
    let server = try PreviewServer(folder: site, host: host, port: port)
    let failure = Mutex<(any Error)?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task {
      do {
        try await server.run { address in Terminal.out("\(address)\n") }
      } catch {
        failure.withLock { $0 = error }
      }
      done.signal()
    }
    if watch {
      var state = ProjectWatch.state(folder)
      while done.wait(timeout: .now() + .milliseconds(500)) == .timedOut {
        let now = ProjectWatch.state(folder)
        guard now != state else { continue }
        state = now
        render()
      }
    } else {
      done.wait()
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// What is wrong is said, and the site stays as it is.
  private func render() {
    do {
      let session = try global.session()
      let outcome = try PackRun(session).render(reported.choice ?? .latestWeek)
      global.say("\(outcome.folder)\(outcome.isNew ? "" : " (unchanged)")")
    } catch let error as Diagnostic {
      Terminal.report(error, colour: Terminal.usesColour(noColour: global.noColor))
    } catch {
      Terminal.say("\(error)")
    }
  }
}
