/// Follows SQL byte by byte, to tell what stands in quotes and comments from what SQLite would run.
struct StatementScan {
  private enum State { case code, quoted(UInt8), line, block }

  private var state = State.code
  private var last: UInt8 = 0
  /// Where a statement ends.
  private(set) var end: Int?

  var isQuoted: Bool { if case .quoted = state { true } else { false } }
  var isComment: Bool {
    switch state {
    case .line, .block: true
    case .code, .quoted: false
    }
  }

  mutating func take(_ byte: UInt8, at place: Int) {
    switch state {
    case .code:
      switch byte {
      case 0x27, 0x22, 0x60: state = .quoted(byte)
      case 0x5B: state = .quoted(0x5D)
      case 0x2D where last == 0x2D: state = .line
      case 0x2A where last == 0x2F:
        state = .block
        last = 0
        return
      case 0x3B: end = end ?? place
      default: break
      }
    case .quoted(let close): if byte == close { state = .code }
    case .line: if byte == 0x0A { state = .code }
    case .block where byte == 0x2F && last == 0x2A:
      state = .code
      last = 0
      return
    case .block: break
    }
    last = byte
  }

  /// What stands between braces is no SQL.
  mutating func pass() { last = 0 }
}
