import Diagnostics

/// The SHA-256 of a file's content, streamed: of what is in it when it is packed, so that the same
/// export counts once, zipped or not.
public enum FileHash {
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
}
