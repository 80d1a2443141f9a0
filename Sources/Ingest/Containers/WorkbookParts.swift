/// Names of parts within a workbook: paths with slashes, never paths of the file system.
enum PartName {
  static func split(_ name: String) -> (folder: String, file: String) {
    guard let slash = name.utf8.lastIndex(of: 0x2F) else { return ("", name) }
    let after = name.utf8.index(after: slash)
    return (String(name[..<after]), String(name[after...]))
  }

  /// A target as a relationship names it, from the folder of the part that holds the relationship.
  static func resolve(_ target: String, from folder: String) -> String {
    let text = target.utf8.first == 0x2F ? target : folder + target
    var steps: [Substring.UTF8View] = []
    for step in Substring(text).utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }) {
      if step.elementsEqual("..".utf8) {
        _ = steps.popLast()
      } else if !step.elementsEqual(".".utf8) {
        steps.append(step)
      }
    }
    return steps.map { String(Substring($0)) }.joined(separator: "/")
  }
}

/// A `.rels` part: which part an id means.
final class Relationships: XMLHandler {
  private(set) var links: [String: (type: String, target: String)] = [:]
  private let base: String
  let failure: XMLFailure? = nil

  init(base: String) { self.base = base }

  func target(type: String) -> String? {
    links.values.filter { $0.type.hasSuffix(type) }.map(\.target).min()
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) -> XMLFlow {
    guard "Relationship" ~= name, let id = attributes.text("Id"),
      let type = attributes.text("Type"), let target = attributes.text("Target"),
      attributes.text("TargetMode") != "External"
    else { return .proceed }
    links[id] = (type, PartName.resolve(target, from: base))
    return .proceed
  }

  func end(_ name: XMLName) -> XMLFlow { .proceed }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLFlow { .proceed }
}

/// The main part of a workbook: its sheets and its calendar.
final class SheetList: XMLHandler {
  private(set) var sheets: [(name: String, link: String, isHidden: Bool)] = []
  private(set) var startsIn1904 = false
  /// A program wrote formulas and leaves what they come to, noughts until then, to who opens the file.
  private(set) var leavesFormulas = false
  let failure: XMLFailure? = nil

  func start(_ name: XMLName, _ attributes: XMLAttributes) -> XMLFlow {
    if "sheet" ~= name {
      let state = attributes.text("state") ?? "visible"
      sheets.append(
        (
          attributes.text("name") ?? "",
          attributes.local("id").map { String(decoding: $0, as: UTF8.self) } ?? "",
          state != "visible"
        ))
    } else if "workbookPr" ~= name, let value = attributes.text("date1904") {
      startsIn1904 = value == "1" || value == "true" || value == "on"
    } else if "calcPr" ~= name, let value = attributes.text("fullCalcOnLoad") {
      leavesFormulas = value == "1" || value == "true" || value == "on"
    }
    return .proceed
  }

  func end(_ name: XMLName) -> XMLFlow { .proceed }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLFlow { .proceed }
}
