import Diagnostics
import Ingest
import Metrics
import Pack
import Print
import Site
import Warehouse

/// One command's hold on a project: configuration read, the lock taken, the warehouse open.
public final class Session {
  public let folder: ProjectFolder
  public let configuration: Configuration
  public let world: World
  public let warehouse: SQLiteWarehouse
  let models: ModelProject
  let catalog: PlatformCatalog
  let companions: Companions
  /// What packs are written in.
  let language: Language
  private let lock: ProjectLock
  /// Whether others may read at the same time.
  private let isShared: Bool
  /// Warnings of this run, in order; they end on standard error and on the pages.
  public private(set) var warnings: [Diagnostic] = []

  /// Everything that can be wrong before data is touched is found here: configuration, mappings,
  /// models, platforms, the warehouse file.
  /// - Parameter isReading: nothing is written but what has to be made first; others may read meanwhile.
  public init(project: String, world: World, isReading: Bool = false) throws(Diagnostic) {
    folder = try ProjectFolder(project)
    let file = folder.relative(folder.configurationFile)
    guard let text = try FileSystem.text(folder.configurationFile) else {
      throw Diagnostic(.projectMissing, "there is no broadsheet.yml", at: Place(file: project))
    }
    configuration = try Configuration(text: text, file: file)
    self.world = world
    language = try LanguageMarks.marking(
      LanguageFile.language(configuration.language, folder), configuration, file: file)
    companions = try Companions(folder)
    catalog = try PlatformCatalog(folder)
    models = try ModelProject(additions: Self.models(folder))
      .overriding(severities: configuration.severities, file: file)
    for path in [
      "\(folder.root)/data", folder.raw, folder.warehouse, folder.output, "\(folder.output)/site",
    ] where FileSystem.isLink(path) {
      throw Diagnostic(
        .diskFailed, "is a link, and links are not followed out of the project",
        at: Place(file: folder.relative(path)), hint: "put a real folder or file there")
    }
    // A warehouse that is new, older or not proven is written to when it is opened.
    let path = folder.warehouse
    lock = try ProjectLock(folder, isReady: isReading ? { SQLiteWarehouse.isReady(path) } : nil)
    isShared = isReading
    warehouse = try SQLiteWarehouse(path: path, name: folder.relative(path))
    if isReading { lock.share() }
    warnings = configuration.warnings + models.warnings
  }

  /// What of the user's `warehouse/` is the dbt project: all SQL and YAML, and whatever else stands where
  /// models and tests do.
  private static func models(_ folder: ProjectFolder) throws(Diagnostic) -> [(
    path: String, name: String, text: String
  )] {
    let (files, others) = FileSystem.walk(folder.models)
    var models: [(path: String, name: String, text: String)] = []
    for path in files + others {
      let name = String(path.dropFirst(folder.models.count + 1))
      let (top, ending) = (name.prefix { $0 != "/" }, name.split(separator: ".").last ?? "")
      // What real dbt leaves behind is none of the project's files.
      if ["target", "logs", "dbt_packages"].contains(top) { continue }
      let isRead = ["sql", "yml", "yaml"].contains(ending)
      guard isRead || ["models", "tests"].contains(top) else { continue }
      if others.contains(path) {
        throw Diagnostic(
          .modelInvalid, "is a link or no file, and links are not followed",
          at: Place(file: folder.relative(path)), hint: "put the file itself there")
      }
      models.append((folder.relative(path), name, isRead ? try FileSystem.text(path) ?? "" : ""))
    }
    return models
  }

  /// Makes something that others who read must not see half made.
  /// - Parameter isMade: whether there is nothing to make.
  /// - Returns: nil when there was nothing.
  func making<Value>(
    unless isMade: () throws(Diagnostic) -> Bool, _ make: () throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value? {
    if try isMade() { return nil }
    return isShared ? try lock.alone(unless: isMade, make) : try make()
  }

  /// Told of each step when it has ended: its name, what came of it, and how long it took.
  public var onStep: ((_ name: String, _ result: String, _ duration: Duration) -> Void)?
  private(set) var log: [LogLine] = []

  /// Runs a step of the command.
  /// - Parameter words: what came of it.
  func step<Result>(
    _ name: String, _ words: (Result) -> String, _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let start = ContinuousClock.now
    let result = try body()
    let text = words(result)
    log.append(LogLine(text, step: name))
    onStep?(name, text, ContinuousClock.now - start)
    return result
  }

  /// Writes `output/artifacts/log.jsonl`: the steps of the run, its warnings, and what ended it.
  public func writeLog(_ error: Diagnostic? = nil) throws(Diagnostic) {
    var seen: Set<Diagnostic> = []
    let lines =
      log + warnings.filter { seen.insert($0).inserted }.map { LogLine($0) }
      + (error.map { [LogLine($0)] } ?? [])
    let folder = "\(folder.output)/artifacts"
    try FileSystem.makeFolder(folder)
    let text = lines.map { $0.json + "\n" }.joined()
    try FileSystem.replace("\(folder)/log.jsonl", with: Array(text.utf8))
  }

  func warn(_ diagnostic: Diagnostic) { warnings.append(diagnostic) }
  func warn(_ diagnostics: [Diagnostic]) { warnings += diagnostics }
}

extension Session {
  /// The built-in templates with the project's own in their place.
  /// - Throws: `template.invalid` with file, line and column.
  func templates() throws(Diagnostic) -> TemplateSet {
    var overrides: [(path: String, text: String)] = []
    for path in FileSystem.files(below: folder.templates)
    where path.hasSuffix(".mustache") || path.hasSuffix(".css") {
      overrides.append((folder.relative(path), try FileSystem.text(path) ?? ""))
    }
    return try TemplateSet(overrides: overrides)
  }

  /// Accent and logo.
  /// - Throws: `configuration.invalid` for a logo that is not there or no PNG.
  func brand() throws(Diagnostic) -> Brand {
    var brand = Brand(accent: configuration.accent)
    guard let logo = configuration.logo else { return brand }
    let path = "\(folder.root)/\(logo)"
    guard !FileSystem.isLink(path), let bytes = try FileSystem.read(path) else {
      throw Diagnostic(
        .configurationInvalid, "the logo is not there", at: Place(file: logo),
        hint: "`logo` of broadsheet.yml names it")
    }
    guard bytes.count <= 200_000, let picture = Brand.Logo(png: bytes), LogoCheck.isWhole(bytes)
    else {
      throw Diagnostic(
        .configurationInvalid, "the logo is no PNG of up to 200 KB and 4096 pixels a side",
        at: Place(file: logo))
    }
    brand.logo = picture
    return brand
  }

  /// Figures in the currency of the data, or the configured one.
  public func numberStyle() throws(Diagnostic) -> NumberStyle {
    NumberStyle(currency: try warehouse.reading { try Currencies($0, self).reporting })
  }
}

extension PlatformCatalog {
  /// The built-in platforms and those that the project adds in `platforms/`.
  init(_ folder: ProjectFolder) throws(Diagnostic) {
    var additions: [(String, String)] = []
    for path in FileSystem.files(below: folder.platforms) where path.hasSuffix(".yml") {
      additions.append((folder.relative(path), try FileSystem.text(path) ?? ""))
    }
    try self.init(additions: additions)
  }
}
