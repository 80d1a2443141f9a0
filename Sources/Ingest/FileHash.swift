import Diagnostics

/// The SHA-256 of a file, streamed.
public enum FileHash {
  /// - Throws: `file.unreadable`, `file.changed-while-read`, located at `name`.
  public static func sha256(_ path: String, name: String) throws(Diagnostic) -> String {
    do {
      var stream = try ByteStream(path: path)
      var block: [UInt8] = []
      while try stream.read(into: &block) { block.removeAll(keepingCapacity: true) }
      return try stream.finish()
    } catch {
      throw error.renamed(path, to: name)
    }
  }
}
