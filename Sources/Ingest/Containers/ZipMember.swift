import CZip
import Diagnostics
import Fingerprints

/// Reads one entry of an archive, block by block, with a bound on what it expands to; libzip proves
/// its checksum.
final class ZipMember {
  let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let handle: OpaquePointer
  private var expansion: Expansion
  private let limit: Int

  /// - Throws: `file.unsupported` for a method or an encryption that is not read.
  init(_ archive: ZipArchive, _ entry: ZipArchive.Entry, limit: Int = .max) throws(Diagnostic) {
    self.archive = archive
    self.entry = entry
    self.limit = limit
    expansion = Expansion(path: archive.path)
    guard !entry.isEncrypted else {
      throw Diagnostic(
        .fileUnsupported, "is protected by a password", at: Place(file: archive.path),
        hint: "save it without a password")
    }
    let name = Printable.text(entry.name, limit: 60)
    guard entry.isReadable else {
      throw Diagnostic(
        .fileUnsupported, "«\(name)» in it is packed in a way that is not read",
        at: Place(file: archive.path), hint: "unpack it, and zip it again in the usual way")
    }
    guard let handle = zip_fopen_index(archive.handle, entry.index, 0) else {
      throw archive.damage("«\(name)» in it cannot be unpacked")
    }
    self.handle = handle
  }

  deinit { zip_fclose(handle) }

  var produced: Int { expansion.produced }

  /// Fills the memory; 0 at the end, where the checksum has been proven.
  func read(into memory: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard let start = memory.baseAddress else { return 0 }
    let count = Int(zip_fread(handle, start, UInt64(memory.count)))
    guard count >= 0 else {
      throw archive.damage(
        "«\(Printable.text(entry.name, limit: 60))» in it does not fit its checksum or form")
    }
    if count == 0, expansion.produced != entry.size {
      throw archive.damage("«\(Printable.text(entry.name, limit: 60))» in it ends too early")
    }
    try expansion.add(count, packed: entry.packed)
    guard expansion.produced <= limit else { throw Expansion.refusal(archive.path) }
    return count
  }
}

/// The content of a file in a ZIP archive.
final class MemberBytes: ByteSource {
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private let archive: ZipArchive
  private let member: ZipMember
  private var fingerprint = Fingerprint(.sha256)

  init(path: String, member index: UInt64) throws(Diagnostic) {
    archive = try ZipArchive(path: path)
    guard let entry = archive.entries.first(where: { $0.index == index }) else {
      throw archive.damage("lost the file in it")
    }
    member = try ZipMember(archive, entry)
  }

  deinit { block.deallocate() }

  var path: String { archive.path }

  func read(into buffer: inout [UInt8]) throws(Diagnostic) -> Bool {
    let count = try member.read(into: block)
    let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
    buffer.append(contentsOf: bytes)
    fingerprint.update(bytes)
    return count > 0
  }

  func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    // The whole file is read once more: only so is it certain that it did not change.
    _ = try archive.finish()
    return (fingerprint.hexadecimal(), member.produced)
  }
}
