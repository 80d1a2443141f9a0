/// The styles of a workbook, as far as they tell what a number is.
final class CellStyles: XMLHandler {
  /// Excel allows 65,490 formats of cells.
  private static let most = 1 << 17

  private var formats: [NumberFormat] = []
  private var codes: [Int: NumberFormat] = [:]
  private var isInCells = false
  private var isInCodes = false
  private(set) var failure: XMLFailure?

  subscript(style: Int) -> NumberFormat {
    formats.indices.contains(style) ? formats[style] : .number
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) -> XMLFlow {
    if "cellXfs" ~= name {
      isInCells = true
    } else if "numFmts" ~= name {
      isInCodes = true
    } else if isInCodes, "numFmt" ~= name {
      if let id = attributes.number("numFmtId"), let code = attributes.text("formatCode") {
        codes[id] = NumberFormat(code: code)
      }
    } else if isInCells, "xf" ~= name {
      let id = attributes.number("numFmtId") ?? 0
      formats.append(codes[id] ?? NumberFormat.builtIn(id))
    }
    guard formats.count <= Self.most, codes.count <= Self.most else {
      failure = .expands
      return .fail
    }
    return .proceed
  }

  func end(_ name: XMLName) -> XMLFlow {
    if "cellXfs" ~= name {
      isInCells = false
    } else if "numFmts" ~= name {
      isInCodes = false
    }
    return .proceed
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLFlow { .proceed }
}
