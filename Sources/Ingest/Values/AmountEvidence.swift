/// What the amounts of a file prove about its decimal mark.
struct AmountEvidence: Sendable {
  private(set) var point = 0
  private(set) var comma = 0
  /// Cells such as `1,234`, which both readings allow.
  private(set) var openPoint = 0
  private(set) var openComma = 0
  /// Those among them that count impressions or clicks, which have no fraction: the mark is then
  /// likely one of thousands.
  private(set) var countPoint = 0
  private(set) var countComma = 0
  /// The first cell that both readings allow.
  private(set) var open: (line: Int, column: Int, text: [UInt8])?

  mutating func add(_ cell: some ByteText, isCount: Bool = false, line: Int = 0, column: Int = 0) {
    var marks: [(byte: UInt8, digitsAfter: Int)] = []
    // Before the first mark.
    var whole: (digits: Int, first: UInt8) = (0, 0)
    // The point of "Rs.201.68" stands before all digits and is part of the currency.
    for byte in Blanks.trim(cell).drop(while: { !(0x30...0x39).contains($0) }) {
      if byte == 0x2E || byte == 0x2C {
        marks.append((byte, 0))
      } else if (0x30...0x39).contains(byte) {
        if marks.isEmpty {
          if whole.digits == 0 { whole.first = byte }
          whole.digits += 1
        } else {
          marks[marks.count - 1].digitsAfter += 1
        }
      }
    }
    guard let last = marks.last, last.digitsAfter > 0 else { return }
    let kinds = Set(marks.map(\.byte))
    if kinds.count == 2 {
      vote(decimal: last.byte)
    } else if marks.count > 1 {
      vote(decimal: last.byte == 0x2E ? 0x2C : 0x2E)
    } else if last.digitsAfter != 3 || whole.digits > 3 || whole.first == 0x30 {
      // No thousands stand behind `0.123` and `1234.567`.
      vote(decimal: last.byte)
    } else {
      open = open ?? (line, column, Array(cell))
      count(last.byte, isCount)
    }
  }

  private mutating func count(_ mark: UInt8, _ isCount: Bool) {
    if mark == 0x2E {
      openPoint += 1
      if isCount { countPoint += 1 }
    } else {
      openComma += 1
      if isCount { countComma += 1 }
    }
  }

  private mutating func vote(decimal: UInt8) {
    if decimal == 0x2E { point += 1 } else { comma += 1 }
  }

  /// What two columns prove together.
  mutating func add(_ other: AmountEvidence) {
    point += other.point
    comma += other.comma
    openPoint += other.openPoint
    openComma += other.openComma
    countPoint += other.countPoint
    countComma += other.countComma
    if let theirs = other.open, open.map({ $0.line > theirs.line }) ?? true { open = theirs }
  }

  /// The decimal mark of one measure where its cells speak for it again and again and none against:
  /// in the same file money may be written for a country, and conversions by a program.
  var ofMeasure: UInt8? {
    let enough = 3
    if point + comma > 0 { return point + comma >= enough ? proven : nil }
    if countPoint >= enough, countComma == 0 { return 0x2C }
    if countComma >= enough, countPoint == 0 { return 0x2E }
    return nil
  }

  /// Whether a mark that is taken for the decimal one may be one of thousands in every cell that has it: money
  /// has no three decimals.
  func isInDoubt(decimal: UInt8) -> Bool {
    point + comma == 0 && (decimal == 0x2E ? openPoint : openComma) > 1
  }

  /// The decimal mark that all amounts agree on, where any proves one.
  var proven: UInt8? {
    if point > 0, comma == 0 { return 0x2E }
    if comma > 0, point == 0 { return 0x2C }
    return nil
  }

  /// The decimal mark, and whether cells remain that both readings allow without any proof.
  /// - Parameters:
  ///   - delimiter: of the file. Cells stand between semicolons where the comma is the decimal mark.
  ///   - currency: of all amounts, where it is known.
  func decide(delimiter: UInt8 = 0x2C, currency: String? = nil) -> (
    decimal: UInt8, isAssumed: Bool
  ) {
    if let proven { return (proven, false) }
    if point == 0, comma == 0 {
      if countPoint > 0, countComma == 0 { return (0x2C, false) }
      if countComma > 0, countPoint == 0 { return (0x2E, false) }
      if openComma + openPoint > 0, openComma == 0 || openPoint == 0 {
        if let currency, Currency.whole.contains(currency) {
          return (openPoint > 0 ? 0x2C : 0x2E, false)
        }
        if delimiter == 0x3B { return (0x2C, false) }
      }
      return (0x2E, openComma + openPoint > 0)
    }
    return (point >= comma ? 0x2E : 0x2C, false)
  }
}
