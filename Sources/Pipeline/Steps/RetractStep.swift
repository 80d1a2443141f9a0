import Diagnostics
import Warehouse

/// `broadsheet retract`: a ledger entry that takes a wrong file out again; its rows stay, and count
/// no more. What it had superseded counts again.
public struct RetractStep {
  let session: Session

  public init(_ session: Session) { self.session = session }

  /// - Parameter wanted: a path as the ledger names it, or the number of a load.
  /// - Returns: the path of the retracted load.
  /// - Throws: `ledger.unknown` when no load that stands is meant.
  public func run(_ wanted: String) throws(Diagnostic) -> String {
    let name = session.folder.relative(wanted)
    return try session.warehouse.transaction { db in
      let loads = try Ledger.loads(db).filter { !$0.isRetracted }
      guard let load = loads.last(where: { $0.path == name || String($0.id) == wanted }) else {
        throw Diagnostic(
          .loadUnknown, "no load that stands is called so",
          at: Place(file: name),
          hint: loads.isEmpty
            ? "nothing is loaded"
            : "loaded: "
              + loads.suffix(8).map { "\($0.id) \(Printable.text($0.path))" }
              .joined(separator: ", "))
      }
      try Ledger.retract(content: load.sha256, db)
      try Supersession.settle(after: .max, db)
      return load.path
    }
  }
}
