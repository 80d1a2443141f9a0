import ArgumentParser

/// Which models or tests, in dbt's words.
struct SelectionOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help:
      "Only these: a name, +name, name+, tag:…, path:…, source:raw.…, test_type:generic or singular."
  )
  var select: [String] = []

  @Option(parsing: .upToNextOption, help: "All but these.")
  var exclude: [String] = []
}
