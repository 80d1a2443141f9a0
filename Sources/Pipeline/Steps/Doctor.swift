import CSQLite
import Diagnostics
import Glibc
import Print

/// `broadsheet doctor`: what is there, what is not, and what to do about it.
public enum Doctor {
  public struct Finding: Sendable {
    public let name: String
    public let value: String
    public let isGood: Bool
    public let advice: String?
  }

  public static func look(project: String) -> [Finding] {
    var findings = [Finding(name: "broadsheet", value: World.version, isGood: true, advice: nil)]
    findings.append(
      Finding(
        name: "sqlite", value: String(cString: sqlite3_libversion()),
        isGood: sqlite3_libversion_number() >= 3_037_000,
        advice: "3.37 or newer is needed for STRICT tables: apt-get install libsqlite3-0"))
    do {
      let fonts = try FontSet()
      let files = fonts.files.map(\.path)
      findings.append(
        Finding(
          name: "fonts", value: "\(files.count) files, Inter and Noto", isGood: true, advice: nil))
      for (scripts, package) in FontSet.absent {
        findings.append(
          Finding(
            name: "fonts",
            value: "none for \(scripts), which print as �: apt-get install \(package)",
            isGood: true, advice: nil))
      }
    } catch {
      findings.append(
        Finding(name: "fonts", value: error.message, isGood: false, advice: error.hint))
    }
    do {
      let folder = try ProjectFolder(project)
      let text = try FileSystem.text(folder.configurationFile) ?? ""
      let configuration = try Configuration(text: text, file: "broadsheet.yml")
      findings.append(
        Finding(
          name: "configuration", value: "\(configuration.sources.count) sources", isGood: true,
          advice: nil))
      for path in [folder.root, "\(folder.root)/data"] where FileSystem.exists(path) {
        let isWritable = access(path, W_OK) == 0
        findings.append(
          Finding(
            name: "folder \(folder.relative(path))",
            value: isWritable ? "writable" : "not writable",
            isGood: isWritable, advice: "give the user that runs broadsheet write permission"))
      }
      let exports = FileSystem.files(below: folder.raw)
      findings.append(
        Finding(
          name: "exports", value: "\(exports.count) files in data/raw", isGood: !exports.isEmpty,
          advice: "put exports there, or run `broadsheet sample --out .` for an example"))
      if FileSystem.exists(folder.warehouse) {
        _ = try Session(project: project, world: World(asOf: nil))
        findings.append(Finding(name: "warehouse", value: "sound", isGood: true, advice: nil))
      }
    } catch {
      findings.append(
        Finding(
          name: "project", value: "\(error.place.map { "\($0): " } ?? "")\(error.message)",
          isGood: false, advice: error.hint))
    }
    return findings
  }
}
