import Diagnostics
import Glibc

/// One run at a time: an advisory lock that dies with its holder.
struct ProjectLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: `project.busy`, `disk.failed`.
  init(_ folder: ProjectFolder) throws(Diagnostic) {
    try FileSystem.makeFolder("\(folder.root)/data")
    let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw FileSystem.failed("cannot be locked", folder.relative(folder.lock), .diskFailed)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Diagnostic(
        .projectBusy, "another run holds the project", at: Place(file: folder.root),
        hint: "wait for it to end and run again")
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
