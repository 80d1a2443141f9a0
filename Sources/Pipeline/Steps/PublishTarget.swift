import CRename
import Diagnostics
import Glibc

/// The folder that readers see, and the hidden ones beside it: `.NAME.next`, where a site is built,
/// and `.NAME.sites`, where earlier ones are kept by their numbers.
struct PublishTarget {
  let path: String
  private let parent: String
  private let name: String

  var aside: String { "\(parent)/.\(name).next" }
  private var kept: String { "\(parent)/.\(name).sites" }

  /// - Throws: `publication.target-unsuitable` for a folder that must not be replaced.
  init(_ path: String, _ folder: ProjectFolder) throws(Diagnostic) {
    func refused(_ message: String, _ hint: String) -> Diagnostic {
      Diagnostic(.targetUnsuitable, message, at: Place(file: path), hint: hint)
    }
    let parts = path.split(separator: "/")
    guard parts.count > 1 || !path.hasPrefix("/"), let name = parts.last, name != ".", name != ".."
    else { throw refused("is no folder that can be swapped", "choose a folder below it") }
    self.name = String(name)
    let parent = String(path.dropLast(name.utf8.count + 1))
    guard !FileSystem.isLink(path) else {
      throw refused("is a link, and links are not followed", "name the folder that it leads to")
    }
    try FileSystem.makeFolder(parent)
    self.parent = Self.real(parent)
    self.path = "\(self.parent)/\(name)"
    let root = Self.real(folder.root)
    let inside = self.path + "/"
    guard !"\(root)/".hasPrefix(inside) else {
      throw refused("holds the project itself", "choose a folder of its own")
    }
    for own in ["data", "output", "templates", "warehouse", "platforms"]
    where inside.hasPrefix("\(root)/\(own)/") {
      throw refused("is a folder of the project's own", "choose a folder of its own")
    }
    guard FileSystem.exists(self.path) else { return }
    guard FileSystem.isFolder(self.path) else {
      throw refused("is a file", "choose a folder")
    }
    if FileSystem.names(in: self.path).isEmpty { return }
    guard try Publications.read(self.path) != nil else {
      throw refused(
        "holds files that this program did not publish",
        "choose a new or empty folder: the whole folder is replaced")
    }
  }

  private static func real(_ path: String) -> String {
    guard let pointer = realpath(path.isEmpty ? "/" : path, nil) else { return path }
    defer { free(pointer) }
    let real = String(cString: pointer)
    return real == "/" ? "" : real
  }

  /// Held while one process publishes.
  struct Lock {
    fileprivate let descriptor: Int32
    func release() { close(descriptor) }
  }

  func lock() throws(Diagnostic) -> Lock {
    try FileSystem.makeFolder(kept)
    let descriptor = open(kept, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileSystem.failed("cannot be locked", kept, .diskFailed) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Diagnostic(
        .projectBusy, "somebody else publishes there", at: Place(file: path),
        hint: "wait and publish again")
    }
    return Lock(descriptor: descriptor)
  }

  /// Puts away what a killed run left: an old site that was not filed yet, a new one half built.
  func recover() throws(Diagnostic) {
    if FileSystem.exists(aside) {
      let number = try? Publications.read(aside)?.number
      if let number, number > 0, let current = try Publications.read(path)?.number,
        number < current, !FileSystem.exists("\(kept)/\(number)")
      {
        try move(aside, "\(kept)/\(number)")
      } else {
        FileSystem.remove(aside)
      }
    }
    for name in FileSystem.names(in: kept) {
      let site = "\(kept)/\(name)"
      guard let number = try? Publications.read(site)?.number, String(number) != name,
        !FileSystem.exists("\(kept)/\(number)")
      else { continue }
      try move(site, "\(kept)/\(number)")
    }
  }

  private var numbers: [Int] { FileSystem.names(in: kept).compactMap { Int($0) }.sorted() }

  func lastNumber(_ current: Publications) throws(Diagnostic) -> Int {
    max(current.number, numbers.last ?? 0)
  }

  /// Editions of sites that a rollback took back, by the hash of their sums.
  func withdrawn(after number: Int) throws(Diagnostic) -> Set<String> {
    var hashes: Set<String> = []
    for later in numbers where later > number {
      let list = try Publications.read("\(kept)/\(later)")
      hashes.formUnion((list?.editions ?? []).map(\.sha256))
    }
    return hashes
  }

  /// Whether files of the site that belong to no edition are there with the same bytes.
  func holds(_ files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) -> Bool {
    for (name, bytes) in files where try FileSystem.read("\(path)/\(name)") != bytes {
      return false
    }
    return true
  }

  /// Brings editions into the new site and checks every file of them.
  /// - Parameter linked: by further names of the same files, which nobody writes again.
  func stage(_ editions: [String], from site: String, linked: Bool) throws(Diagnostic) {
    for edition in editions {
      let from = "\(site)/editions/\(edition)"
      let to = "\(aside)/editions/\(edition)"
      try FileSystem.makeFolder(to)
      for file in FileSystem.files(below: from) {
        let target = to + file.dropFirst(from.utf8.count)
        if let slash = target.lastIndex(of: "/") {
          try FileSystem.makeFolder(String(target[..<slash]))
        }
        if linked, link(file, target) == 0 { continue }
        try FileSystem.write(try FileSystem.read(file) ?? [], to: target)
      }
      try EditionSums(to).check(to)
      FileSystem.sync(folder: to)
    }
  }

  func stage(_ files: [(path: String, bytes: [UInt8])]) throws(Diagnostic) {
    for (name, bytes) in files {
      let full = "\(aside)/\(name)"
      if let slash = full.lastIndex(of: "/") { try FileSystem.makeFolder(String(full[..<slash])) }
      try FileSystem.write(bytes, to: full)
    }
    FileSystem.sync(folder: aside)
  }

  /// One call makes the new site the one that is read.
  /// - Parameter number: of the site that is there, 0 for none.
  func swap(replacing number: Int, keep: Int) throws(Diagnostic) {
    if FileSystem.exists(path) {
      guard broadsheet_exchange(aside, path) == 0 else { throw failed() }
      if number > 0 { try move(aside, "\(kept)/\(number)") } else { FileSystem.remove(aside) }
    } else {
      try move(aside, path)
    }
    FileSystem.sync(folder: parent.isEmpty ? "/" : parent)
    for old in numbers.dropLast(keep) { FileSystem.remove("\(kept)/\(old)") }
  }

  /// - Returns: the number of the site that is read again.
  func rollback(from current: Publications) throws(Diagnostic) -> Int {
    let before = current.follows
    guard numbers.contains(before) else {
      throw Diagnostic(
        .publicationHeld, "there is no earlier site to go back to", at: Place(file: path),
        hint: "`keep` under `publish:` says how many are kept")
    }
    guard broadsheet_exchange("\(kept)/\(before)", path) == 0 else { throw failed() }
    try move("\(kept)/\(before)", "\(kept)/\(current.number)")
    FileSystem.sync(folder: parent.isEmpty ? "/" : parent)
    return before
  }

  private func move(_ from: String, _ to: String) throws(Diagnostic) {
    guard rename(from, to) == 0 else { throw FileSystem.failed("cannot be moved", to, .diskFailed) }
  }

  private func failed() -> Diagnostic {
    if errno == EBUSY {
      return Diagnostic(
        .targetUnsuitable, "is where a disk is mounted, which cannot be swapped",
        at: Place(file: path), hint: "publish into a folder below it")
    }
    return FileSystem.failed("cannot be swapped", path, .diskFailed)
  }
}
