import Diagnostics
import Marks
import Pack

/// An edition laid out on sheets: line breaks and places are the same on every paper.
public struct PrintedSheets: Sendable {
  /// With as many pages as there are sheets.
  public let edition: Edition
  let scenes: [Scene]

  /// What nobody could read: texts that overlap, are clipped, covered, crossed, cut, too small or too
  /// faint (visual specification, VS-14).
  func faults(_ measurer: any TextMeasurer) -> [Diagnostic] {
    let audit = SceneAudit(measurer: measurer)
    return zip(edition.pages, scenes).flatMap { page, scene in
      audit.findings(in: scene).map { finding in
        Diagnostic(
          .renderFailed, "page \(page.number), \(page.name): \(finding)",
          hint: "this is a fault of the program: please report it with this message")
      }
    }
  }
}
