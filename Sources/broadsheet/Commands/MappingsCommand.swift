import ArgumentParser
import Diagnostics
import Pipeline

struct MappingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mappings", abstract: "Proposes merges of near-equal names.",
    subcommands: [Suggest.self])

  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "suggest",
      abstract: "Near-equal names as a mapping file to review, with rows and money at stake.")

    enum Format: String, ExpressibleByArgument {
      case csv, json
    }

    @OptionGroup var global: GlobalOptions
    @Option(help: "csv or json.") var format = Format.csv

    func run() throws {
      let session = try global.session()
      try BuildStep(session).build(fullRefresh: false)
      let (suggestions, passed) = try MappingSuggestions(session).run()
      switch format {
      case .json: Terminal.out(try MappingSuggestions.json(suggestions))
      case .csv:
        Terminal.out(MappingSuggestions.csv(suggestions))
        if passed > 0 {
          global.say("\(passed) names with the least spend were not compared")
        }
        global.say(
          suggestions.isEmpty
            ? "no names are near to each other"
            : "review, then save as data/mappings/<name>.csv; nothing applies until then. A row with the"
              + " name itself in `to` says that it is right as it is")
      }
      try global.close(session)
    }
  }
}
