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
      let suggestions = try MappingSuggestions(session).run()
      switch format {
      case .json: Terminal.out(try MappingSuggestions.json(suggestions))
      case .csv:
        Terminal.out(MappingSuggestions.csv(suggestions))
        for item in suggestions {
          global.say(
            "\(item.dimension) «\(Printable.text(item.from))» → «\(Printable.text(item.to))»: \(item.rows) rows, \(item.spend) of spend"
          )
        }
        global.say("review, then save as data/mappings/<name>.csv; nothing applies until then")
      }
      try global.close(session)
    }
  }
}
