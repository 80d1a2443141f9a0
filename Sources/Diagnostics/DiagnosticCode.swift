/// Every thing that can go wrong, by a stable name that `broadsheet explain` describes.
public enum DiagnosticCode: String, CaseIterable, Sendable {
  // Ingest
  case fileUnreadable = "file.unreadable"
  case fileChanged = "file.changed-while-read"
  case fileNotText = "file.not-text"
  case fileEmpty = "file.empty"
  case fileUnsupported = "file.unsupported"
  case fileDamaged = "file.damaged"
  case fileExpands = "file.expands-too-far"
  case recordTooLong = "csv.record-too-long"
  case quoteUnclosed = "csv.quote-unclosed"
  case quoteStray = "csv.quote-stray"
  case platformUnknown = "ingest.platform-unknown"
  case platformAmbiguous = "ingest.platform-ambiguous"
  case reportUnsuitable = "ingest.report-unsuitable"
  case columnMissing = "ingest.column-missing"
  case columnAmbiguous = "ingest.column-ambiguous"
  case sheetAmbiguous = "ingest.sheet-ambiguous"
  case channelUnknown = "ingest.channel-unknown"
  case dateAmbiguous = "ingest.date-ambiguous"
  case dateConflict = "ingest.date-conflict"
  case dateSuspicious = "ingest.date-suspicious"
  case numberAmbiguous = "ingest.number-ambiguous"
  case numberMixed = "ingest.number-mixed"
  case numberConflict = "ingest.number-conflict"
  case currencyAmbiguous = "ingest.currency-ambiguous"
  case currencyMixed = "ingest.currency-mixed"
  case rowQuarantined = "ingest.row-quarantined"
  case rowRepeated = "ingest.row-repeated"
  case rowsConflict = "ingest.rows-conflict"
  case rowWidth = "ingest.row-width"
  case endMissing = "ingest.end-missing"
  case noRows = "ingest.no-rows"
  case namesNearEqual = "names.near-equal"
  case measureMissing = "ingest.measure-missing"
  case totalsDiffer = "ingest.totals-differ"
  case amountTooLarge = "ingest.amount-too-large"
  case amountDoubtful = "ingest.amount-doubtful"
  case revenueDoubtful = "ingest.revenue-doubtful"
  case periodRows = "metrics.period-rows"
  case grainsClash = "ingest.grains-clash"
  case moneyTwice = "ingest.money-twice"
  case rowsSuperseded = "ingest.rows-superseded"
  case loadUnknown = "ledger.unknown"
  case loadRetracted = "ledger.retracted"
  // Warehouse
  case warehouseDamaged = "warehouse.damaged"
  case warehouseNewer = "warehouse.newer"
  case warehouseBusy = "warehouse.busy"
  case warehouseFailed = "warehouse.failed"
  case modelInvalid = "model.invalid"
  case testFailed = "test.failed"
  case trailUnbalanced = "trail.unbalanced"
  case noUsableRow = "data.no-usable-row"
  case dataStale = "data.stale"
  case languageIncomplete = "language.incomplete"
  // Configuration
  case configurationInvalid = "configuration.invalid"
  case mappingInvalid = "mapping.invalid"
  case mappingUnused = "mapping.unused"
  case templateInvalid = "template.invalid"
  case projectMissing = "project.missing"
  case usage = "usage"
  // Outside
  case diskFailed = "disk.failed"
  case fontMissing = "font.missing"
  case fontIncomplete = "font.incomplete"
  case renderFailed = "render.failed"
  case projectBusy = "project.busy"
  case deliveryFailed = "delivery.failed"
  case deliveryHeld = "delivery.held"
  case publicationHeld = "publication.held"
  case targetUnsuitable = "publication.target-unsuitable"
  case editionUnknown = "edition.unknown"
  case editionDamaged = "edition.damaged"
  case editionDiffers = "edition.differs"
  case fault = "fault"

  public var exitStatus: ExitStatus {
    switch self {
    case .fileChanged, .fileNotText, .fileEmpty, .fileUnsupported, .fileDamaged, .fileExpands,
      .recordTooLong, .quoteUnclosed, .quoteStray,
      .platformUnknown, .platformAmbiguous, .reportUnsuitable, .columnMissing, .columnAmbiguous,
      .sheetAmbiguous, .channelUnknown,
      .dateAmbiguous,
      .dateConflict, .dateSuspicious, .numberAmbiguous, .numberMixed, .numberConflict,
      .currencyAmbiguous,
      .currencyMixed,
      .rowQuarantined,
      .rowRepeated, .rowsConflict, .rowWidth, .endMissing, .noRows, .namesNearEqual,
      .measureMissing,
      .totalsDiffer, .mappingUnused,
      .amountTooLarge, .amountDoubtful, .revenueDoubtful, .periodRows, .grainsClash, .moneyTwice,
      .rowsSuperseded, .loadUnknown, .loadRetracted,
      .warehouseDamaged,
      .warehouseNewer, .dataStale, .languageIncomplete, .editionUnknown, .editionDamaged:
      .badInput
    case .testFailed, .trailUnbalanced, .noUsableRow, .deliveryHeld, .publicationHeld,
      .editionDiffers:
      .held
    case .deliveryFailed: .deliveryFailed
    case .configurationInvalid, .mappingInvalid, .templateInvalid, .modelInvalid, .projectMissing,
      .targetUnsuitable:
      .configuration
    case .usage: .usage
    case .fileUnreadable, .diskFailed, .fontMissing, .fontIncomplete: .outside
    case .projectBusy, .warehouseBusy: .busy
    case .warehouseFailed, .renderFailed, .fault: .ours
    }
  }

  /// What the code means and what to do, for `broadsheet explain`.
  public var explanation: String {
    switch self {
    case .fileUnreadable:
      "The file could not be opened or read. Check that it exists, is a regular file and may be read."
    case .fileChanged:
      "The file grew, shrank or was replaced while it was read, so its bytes cannot be trusted. Run again when its writer has finished."
    case .fileNotText:
      "The bytes are not text in any encoding that exports use (UTF-8, UTF-16, Windows-1252). Export the report again as CSV."
    case .deliveryFailed:
      "The pack is published, and the mail server did not take the message for every recipient. Run `broadsheet send` again: who has it already does not get it twice."
    case .deliveryHeld:
      "Nothing was sent, because the pack is missing, changed since it was written, or too old to be news."
    case .publicationHeld:
      "Nothing was published: there is no pack, or it waits for somebody to approve it with `--approved-by`."
    case .targetUnsuitable:
      "The folder to publish into is not one that this program may replace. Choose a new or empty folder beside others, on one disk."
    case .editionUnknown:
      "No edition of that name was made. The folders below output/site/editions are the editions there are."
    case .editionDamaged:
      "A file of the edition is not what SHA256SUMS says, or a list of the site cannot be read: somebody changed it after it was made. Restore it from a copy or the published site, or render it again."
    case .editionDiffers:
      "An edition made again from its inputs is not the same byte for byte; the message names the files and what has changed since."
    case .fileEmpty: "The file holds no record. Export the report again, or remove the file."
    case .fileUnsupported:
      "The file is of a kind that is not read: an old or protected workbook, a web page, an archive of several files. Save or unpack it as the hint says; CSV, TSV and XLSX are read, also one of them in gzip or ZIP."
    case .fileDamaged:
      "The file is not whole: its archive, compression or XML breaks off or fails its checksum. Export or download it again."
    case .fileExpands:
      "The file expands to far more than any export does, as files do that are made to fill a memory. It was not read."
    case .recordTooLong:
      "One record is longer than 1 MiB, which no export writes; usually a quote is missing further up."
    case .quoteUnclosed:
      "A quoted cell begins here and is never closed, so everything after it would be one cell. The file was probably cut."
    case .quoteStray:
      "Text follows the closing quote of a cell. Quotes inside a quoted cell must be doubled."
    case .platformUnknown:
      "No known platform's columns were found in the first rows. Name the platform or its columns under `sources:` in broadsheet.yml."
    case .platformAmbiguous:
      "Two platforms fit the columns equally well. Name the platform under `sources:` in broadsheet.yml."
    case .reportUnsuitable:
      "The file was recognised, and is no report of ads that can be loaded: shop sales, a site report, one column a channel, or two tables in one. The message says which and what to do."
    case .columnMissing:
      "A column that the platform's reports always have is not there; perhaps it was renamed or not exported."
    case .sheetAmbiguous:
      "Several sheets of a workbook are reports, and a workbook is read as one unless `sheet` of the source says otherwise: the name of the one that counts, or \"*\" where all do."
    case .columnAmbiguous:
      "Two columns with different values would feed one measure. Choose one under `columns:` of the source."
    case .channelUnknown:
      "A word of the column of channels or campaign types is in no table, so its rows count to the platform's usual channel. Set `channel` of the source, or name the word in a platform of your own."
    case .dateAmbiguous:
      "Day, month and a year of two digits cannot be told apart by any row of the file. Set `date_format` of the source, such as dd-mm-yyyy, mm-dd-yyyy or yy-mm-dd."
    case .dateConflict:
      "Dates of one shape contradict each other: each order that some of them have, such as day-month, others cannot have."
    case .dateSuspicious:
      "A spreadsheet may have swapped day and month of some dates: both orders stand side by side, or no date with the year first has a day above 12 and every other has. Or days are instants in UTC. Compare the date range with what was exported."
    case .numberAmbiguous:
      "Decimal and thousands marks cannot be told apart by any amount of the file. Set `decimal` of the source."
    case .numberMixed:
      "One measure of the file is written with another decimal mark than the rest; every cell of it that tells says so."
    case .numberConflict:
      "The amounts of the file have another decimal mark than `decimal` of the source says."
    case .currencyAmbiguous:
      "Amounts have a mark that several countries share alike, such as kr, and nothing says whose it is. Set `currency`."
    case .currencyMixed: "Amounts of several currencies are never added."
    case .rowQuarantined:
      "A row could not be read for certain and was set aside with its reason; its amounts are in the money trail as quarantined."
    case .rowRepeated: "A row repeats another of its file in every cell; it counts once."
    case .rowsConflict:
      "Two rows have the same ids, names and day, and different amounts; only one can be right."
    case .rowWidth: "A row has more or fewer cells than the header."
    case .endMissing:
      "The file does not end with a line end. Many exports do not; one that was cut does not either."
    case .noRows: "The file has a header and no row."
    case .namesNearEqual:
      "Names differ by a few letters and may mean one thing. Review them and merge them in data/mappings/*.csv; nothing is merged by itself."
    case .measureMissing: "The export has no column for a measure; figures that need it say n/a."
    case .totalsDiffer: "The platform's own total differs from the sum of the rows."
    case .amountTooLarge:
      "Amounts are kept as exact integers of a millionth; together these are larger than that can hold."
    case .amountDoubtful:
      "Costs under a plain name look as millionths do. Call the column cost_micros, or say under `columns` of the source that it holds the cost."
    case .revenueDoubtful:
      "A column called sales is read as revenue, and may count orders. Compare it with the platform; `columns` of the source says what it is."
    case .loadRetracted:
      "The file was taken out by `broadsheet retract`; its rows stay in the warehouse and count no more."
    case .loadUnknown: "The ledger holds no such load, or it is retracted already."
    case .moneyTwice:
      "Two exports that share no key got the same clicks for the same spend on most days that both have: they may hold the same money."
    case .rowsSuperseded:
      "Two exports hold the same day of the same campaign, device and so on; only the newer counts: the one that reaches further, then the one loaded later."
    case .grainsClash:
      "Two reports of one account and period are broken down differently, by campaign and by ad for example. Added, they would count the same money twice."
    case .periodRows:
      "Rows of reports without a day cover a period. They count in totals when the period lies wholly inside, and are in no day, week or month."
    case .warehouseDamaged:
      "The warehouse file fails SQLite's own check. It was not touched. Restore a backup, or move it away and run again: the exports rebuild it."
    case .warehouseNewer: "The warehouse was written by a newer version of this program."
    case .warehouseBusy: "Another program holds the warehouse open for writing."
    case .warehouseFailed: "SQLite refused a statement of ours. This is a fault of the program."
    case .modelInvalid: "A model or its YAML says something that the runner does not understand."
    case .testFailed: "A data test of severity error failed; the pack is held."
    case .trailUnbalanced:
      "What was read is not what was loaded, quarantined, superseded or footer. The pack is held."
    case .noUsableRow: "No row could be loaded, so there is nothing to report."
    case .languageIncomplete:
      "The language file lacks phrases that the pack says; they are in English."
    case .dataStale: "The last day of the data lies far behind today."
    case .configurationInvalid: "broadsheet.yml says something that is not understood."
    case .mappingUnused:
      "A reviewed mapping speaks of a name that no export has, so it merges nothing; it may be misspelt."
    case .mappingInvalid: "A file of data/mappings, targets or events is not of the expected form."
    case .templateInvalid: "A template of templates/ cannot be read."
    case .projectMissing: "The folder is not a project. `broadsheet init` makes one."
    case .usage: "The command line was not understood."
    case .diskFailed: "A file or folder could not be written. Nothing half written was published."
    case .fontIncomplete:
      "A name has characters that no installed font has; they print as �. fonts-noto-cjk and fonts-noto-color-emoji have those of most."
    case .fontMissing: "The fonts of the pack are not installed: fonts-inter, fonts-noto-core."
    case .renderFailed: "Cairo or Pango could not draw. This is a fault of the program."
    case .projectBusy: "Another run holds the project. It is released when that run ends."
    case .fault: "A fault of this program. Please report it."
    }
  }
}
