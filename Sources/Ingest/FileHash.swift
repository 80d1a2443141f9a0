import Diagnostics
import Fingerprints

/// The SHA-256 of a file's content, streamed: of what is in it when it is packed, so that the same
/// export counts once, zipped or not.
public enum FileHash {
  /// The length of a file's content where the file itself tells it; nil when it is packed. Files of
  /// different lengths are different, without reading either.
  /// - Throws: any `file.…` diagnostic, located at `name`.
  public static func length(_ path: String, name: String) throws(Diagnostic) -> Int? {
    do {
      guard try FileForm.of(path).packing == .none, ArchiveMembers.place(of: path) == nil else {
        return nil
      }
      return try ByteStream(path: path).size
    } catch {
      throw error.renamed(path, to: name)
    }
  }

  /// - Throws: any `file.…` diagnostic, located at `name`.
  public static func sha256(_ path: String, name: String) throws(Diagnostic) -> String {
    do {
      let source = try FileForm.of(path).packing.open(path)
      var block: [UInt8] = []
      while try source.read(into: &block) { block.removeAll(keepingCapacity: true) }
      return try source.finish().sha256
    } catch {
      throw error.renamed(path, to: name)
    }
  }

  /// Of a sheet that is an export of its own: of its workbook's hash and its name.
  static func of(sheet: String, in workbook: String) -> String {
    Fingerprint.sha256(Array("\(workbook) \(sheet)".utf8))
  }
}
