import CRename
import Diagnostics
import Glibc

/// The editions in `output/site`, and how one gets in: built aside, then swapped in at once.
struct SiteArchive {
  let folder: ProjectFolder

  init(_ folder: ProjectFolder) { self.folder = folder }

  var site: String { "\(folder.output)/site" }
  private var root: String { "\(site)/editions" }

  /// Newest first.
  var editions: [EditionID] { Self.editions(site) }

  /// The newest revision of each period, newest first.
  var latest: [EditionID] {
    var seen: Set<String> = []
    return editions.filter { seen.insert($0.period).inserted }
  }

  static func editions(_ site: String) -> [EditionID] {
    FileSystem.names(in: "\(site)/editions").compactMap { name in
      FileSystem.isFolder("\(site)/editions/\(name)") ? EditionID(name) : nil
    }.sorted(by: >)
  }

  /// Writes an edition unless it is there already with the same bytes.
  /// - Returns: whether anything was written.
  func put(_ id: String, _ files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) -> Bool {
    let target = "\(root)/\(id)"
    let aside = "\(root)/.\(id).new"
    // What a killed run left behind.
    if FileSystem.exists(aside) { FileSystem.remove(aside) }
    if holds(target, files) { return false }
    try FileSystem.makeFolder(root)
    do {
      for (path, bytes) in files {
        let full = "\(aside)/\(path)"
        if let slash = full.lastIndex(of: "/") { try FileSystem.makeFolder(String(full[..<slash])) }
        try FileSystem.write(bytes, to: full)
      }
      FileSystem.sync(folder: aside)
      try swap(aside, target)
    } catch {
      FileSystem.remove(aside)
      throw error
    }
    FileSystem.remove(aside)
    FileSystem.sync(folder: root)
    return true
  }

  /// One rename when the edition is new; an exchange of the two folders when it replaces another, so
  /// that a reader finds the old edition whole or the new one whole.
  private func swap(_ aside: String, _ target: String) throws(Diagnostic) {
    if !FileSystem.exists(target) {
      guard rename(aside, target) == 0 else {
        throw FileSystem.failed("cannot be published", target, .diskFailed)
      }
      return
    }
    guard broadsheet_exchange(aside, target) == 0 else {
      throw FileSystem.failed("cannot be exchanged", target, .diskFailed)
    }
  }

  private func holds(_ target: String, _ files: [(path: String, bytes: [UInt8])]) -> Bool {
    let there = Set(FileSystem.files(below: target).map { String($0.dropFirst(target.count + 1)) })
    guard there == Set(files.map(\.path)) else { return false }
    return files.allSatisfy { path, bytes in
      let old = try? FileSystem.read("\(target)/\(path)")
      return old == bytes
    }
  }

  /// Writes files of the site that belong to no edition.
  func put(_ files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) {
    for (path, bytes) in files {
      let full = "\(site)/\(path)"
      if let slash = full.lastIndex(of: "/") { try FileSystem.makeFolder(String(full[..<slash])) }
      try FileSystem.replace(full, with: bytes)
    }
  }

  /// The pages of the campaigns, as they are.
  func campaigns() throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    for file in FileSystem.files(below: "\(site)/campaigns") {
      files.append((String(file.dropFirst(site.count + 1)), try FileSystem.read(file) ?? []))
    }
    return files
  }

  /// Takes all other files out of a folder of the site.
  func keep(_ paths: [String], in name: String) {
    let wanted = Set(paths.map { "\(site)/\($0)" })
    for file in FileSystem.files(below: "\(site)/\(name)") where !wanted.contains(file) {
      FileSystem.remove(file)
    }
  }

  /// Takes drafts out that are newer than what is published and say nothing else.
  func dropDrafts(after id: EditionID) {
    for draft in editions where draft.period == id.period && draft > id {
      FileSystem.remove("\(root)/\(draft)")
    }
  }

  func file(_ edition: EditionID, _ path: String) throws(Diagnostic) -> [UInt8]? {
    try FileSystem.read("\(root)/\(edition)/\(path)")
  }
}
