import Diagnostics
import Glibc

/// One run at a time, or any number that only read: an advisory lock that dies with its holders.
struct ProjectLock: ~Copyable {
  /// In microseconds, how long those who read wait for one who writes, and for each other when there is
  /// something to make.
  private static let patience: UInt32 = 5_000_000
  private static let step: UInt32 = 20_000

  private let descriptor: Int32
  private let root: String

  /// - Parameter isReady: whether those who only read can do so together, and what that takes is made;
  ///   nil for one who writes.
  /// - Throws: `project.busy`, `disk.failed`.
  init(_ folder: ProjectFolder, isReady: (() -> Bool)? = nil) throws(Diagnostic) {
    try FileSystem.makeFolder("\(folder.root)/data")
    let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw FileSystem.failed("cannot be locked", folder.relative(folder.lock), .diskFailed)
    }
    do {
      try Self.wait(isReady == nil ? 0 : Self.patience, folder.root) {
        guard let isReady, isReady() else { return flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
        // Another may have begun to make something since.
        if isReady() { return true }
        flock(descriptor, LOCK_UN)
        return false
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    root = folder.root
  }

  /// From now on with others who only read.
  func share() { flock(descriptor, LOCK_SH) }

  /// Holds the project alone while something is made, and again with others who read after it.
  /// - Parameter isMade: whether another has made it while this one waited.
  /// - Throws: `project.busy`.
  func alone<Value>(
    unless isMade: () throws(Diagnostic) -> Bool, _ make: () throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value? {
    var isAlone = false
    try Self.wait(Self.patience, root) { () throws(Diagnostic) in
      isAlone = flock(descriptor, LOCK_EX | LOCK_NB) == 0
      if isAlone { return true }
      // A lock that cannot be made an exclusive one is lost.
      guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
      if try isMade() { return true }
      // Who waits must not be waited for.
      flock(descriptor, LOCK_UN)
      return false
    }
    guard isAlone else { return nil }
    defer { share() }
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
