import Diagnostics
import Ingest
import Warehouse

/// What a run says of files within others, which are loads of their own: the file around them may be saved
/// without them, or bring back what was taken out.
extension IngestStep {
  /// Sheets that were loaded and that their workbook has no more, or not as reports: it was saved since, and
  /// what they held may stand in others.
  func warnOfGoneSheets(_ files: [String], _ known: KnownFiles) {
    let names = Set(files.map(session.folder.relative))
    for book in Set(files.map { session.folder.relative(ArchiveMembers.file(of: $0)) }).sorted() {
      guard let sheet = options(book).options.sheet else { continue }
      for gone in known.loaded(in: book) where !names.contains(gone) && gone != "\(book)/\(sheet)" {
        session.warn(
          .warning(
            .rowsSuperseded,
            "is no sheet that is read of the workbook now, and still counts as it was loaded",
            at: Place(file: gone),
            hint: "if that is wrong, take it out: `broadsheet retract \"\(Printable.text(gone))\"`")
        )
      }
    }
  }

  /// A content that was taken out by hand, and another of its place that is about to be loaded.
  func warnOfReturn(_ path: String, _ name: String, _ known: KnownFiles) {
    guard known.isRetracted(name), ArchiveMembers.file(of: path) != path else { return }
    session.warn(
      .warning(
        .loadRetracted, "was retracted, and counts again since the file around it was saved",
        at: Place(file: name),
        hint: "`ignore: true` of its path under `sources:` keeps it out"))
  }
}
