/// Where in a user's file something was found: a path, and when known a 1-based line and column.
///
/// A column counts bytes in text files and cells in spreadsheets.
public struct Place: Sendable, Hashable {
  public let file: String
  public let line: Int?
  public let column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Place: CustomStringConvertible {
  /// `file`, `file:line` or `file:line:column`, safe to print on a terminal.
  public var description: String {
    var text = Printable.text(file, limit: 512)
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    return text
  }
}
