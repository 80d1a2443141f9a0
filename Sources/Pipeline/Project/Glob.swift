/// `*` within a folder, `**` across folders, `?` for one byte; everything else is literal.
enum Glob {
  static func matches(_ pattern: String, _ path: String) -> Bool {
    match(Array(pattern.utf8)[...], Array(path.utf8)[...])
  }

  private static func match(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    guard let head = pattern.first else { return path.isEmpty }
    if head == 0x2A {
      let crosses = pattern.dropFirst().first == 0x2A
      var rest = pattern.dropFirst(crosses ? 2 : 1)
      if crosses, rest.first == 0x2F { rest = rest.dropFirst() }
      var tail = path
      while true {
        if match(rest, tail) { return true }
        guard let next = tail.first, crosses || next != 0x2F else { return false }
        tail = tail.dropFirst()
      }
    }
    guard let byte = path.first, head == byte || (head == 0x3F && byte != 0x2F) else {
      return false
    }
    return match(pattern.dropFirst(), path.dropFirst())
  }
}
