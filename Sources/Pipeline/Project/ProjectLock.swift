import Diagnostics
import Glibc

/// One run at a time, or any number that only read: an advisory lock that dies with its holders.
struct ProjectLock: ~Copyable {
  /// In microseconds, how long those who read wait for one who writes, and for each other when there is something to make.
  private static let patience: UInt32 = 5_000_000
  private static let step: UInt32 = 20_000

  private let descriptor: Int32
  private let root: String

  /// - Parameter isShared: with others who only read.
  /// - Throws: `project.busy`, `disk.failed`.
  init(_ folder: ProjectFolder, isShared: Bool = false) throws(Diagnostic) {
    try FileSystem.makeFolder("\(folder.root)/data")
    let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw FileSystem.failed("cannot be locked", folder.relative(folder.lock), .diskFailed)
    }
    let kind = isShared ? LOCK_SH : LOCK_EX
    do {
      try Self.wait(isShared ? Self.patience : 0, folder.root) {
        flock(descriptor, kind | LOCK_NB) == 0
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    root = folder.root
  }

  /// Holds the project alone while something is made, and again with others who read after it.
  /// - Parameter isMade: whether another has made it while this one waited.
  /// - Throws: `project.busy`.
  func alone<Value>(
    unless isMade: () throws(Diagnostic) -> Bool, _ make: () throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value? {
    var isAlone = false
    // A lock that cannot be made an exclusive one is lost.
    try Self.wait(Self.patience, root) { () throws(Diagnostic) in
      isAlone = flock(descriptor, LOCK_EX | LOCK_NB) == 0
      if isAlone { return true }
      guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
      return try isMade()
    }
    guard isAlone else { return nil }
    defer { flock(descriptor, LOCK_SH) }
    return try make()
  }

  private static func wait(
    _ most: UInt32, _ root: String, until isDone: () throws(Diagnostic) -> Bool
  ) throws(Diagnostic) {
    var waited: UInt32 = 0
    while try !isDone() {
      guard waited < most else {
        throw Diagnostic(
          .projectBusy, "another run holds the project", at: Place(file: root),
          hint: "wait for it to end and run again")
      }
      usleep(step)
      waited += step
    }
  }

  deinit { close(descriptor) }
}
