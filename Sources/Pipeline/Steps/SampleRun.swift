import Diagnostics
import Metrics
import Sample

/// `broadsheet sample`: writes realistic exports of an invented company.
public enum SampleRun {
  /// - Parameters:
  ///   - companions: also targets, events, sales and mappings; what is there is left alone.
  /// - Returns: how many files were written, and the folder of the exports.
  public static func write(
    weeks: Int, seed: UInt64, rows: Int?, end: CalendarDay?, planted: Bool, to folder: String,
    companions: Bool
  ) throws(Diagnostic) -> Int {
    var options = SampleOptions(
      weeks: weeks, seed: seed, rows: rows, effects: planted ? .planted : .none)
    if let end { options.end = end }
    var count = 0
    var failure: Diagnostic?
    SampleExports.forEachFile(options) { file in
      guard failure == nil else { return }
      do throws(Diagnostic) {
        try put(file, folder)
        count += 1
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if companions {
      for file in SampleExports.companions(options)
      where !FileSystem.exists("\(folder)/\(file.path)") {
        try put(file, folder)
        count += 1
      }
    }
    return count
  }

  private static func put(_ file: SampleFile, _ folder: String) throws(Diagnostic) {
    let path = "\(folder)/\(file.path)"
    if let slash = path.lastIndex(of: "/") { try FileSystem.makeFolder(String(path[..<slash])) }
    try FileSystem.replace(path, with: file.bytes)
  }
}
