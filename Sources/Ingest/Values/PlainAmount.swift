/// The amounts that most cells hold, `1234`, `-5.5` or `$59.27`, at a tenth of the cost: whatever
/// else a cell is, `AmountGrammar` decides. Both agree on every cell that is read here.
///
/// Digits are not walked over, since no processor foresees where they end: all of them are looked
/// at as the bytes of one number.
enum PlainAmount {
  /// Digits and a point that stay within Int64 as millionths.
  private static let mostBytes = 12

  /// In millionths; nil for anything that needs a closer look.
  @inline(__always)
  static func read(
    _ cell: Cell, decimal: UInt8, shift: Int
  ) -> (micros: Int64, hasDollar: Bool)? {
    let front = cell.word(at: 0)
    let isNegative = UInt8(truncatingIfNeeded: front) == 0x2D
    var start = isNegative ? 1 : 0
    let hasDollar = UInt8(truncatingIfNeeded: front &>> UInt64(start * 8)) == 0x24
    start += hasDollar ? 1 : 0
    let count = cell.count - start
    guard count > 0, count <= mostBytes else { return nil }
    let low = cell.word(at: start)
    guard
      let number = count <= 8
        ? number(low, count: count, decimal: decimal, value)
        : number(
          UInt128(cell.word(at: start + 8)) << 64 | UInt128(low), count: count, decimal: decimal,
          { digits in
            let first = value(UInt64(truncatingIfNeeded: digits))
            return first &* 100_000_000 &+ value(UInt64(truncatingIfNeeded: digits >> 64))
          }),
      let scale = scale(shift + number.decimals)
    else { return nil }
    let micros = number.digits &* scale
    return (isNegative ? -micros : micros, hasDollar)
  }

  /// The digits of the bytes of a word and how many of them stand behind the decimal mark; nil when
  /// there is anything but digits, and a mark between them.
  /// - Parameters:
  ///   - bytes: in the places of the lowest; what stands above them does not count.
  ///   - value: of a word that is all digits.
  @inline(__always)
  private static func number<Word: FixedWidthInteger & UnsignedInteger>(
    _ bytes: Word, count: Int, decimal: UInt8, _ value: (Word) -> Int64
  ) -> (digits: Int64, decimals: Int)? {
    // In every byte.
    let ones = Word.max / 0xFF
    // The last byte comes to the highest place; zeros fill the front, as they do in a number.
    let free = Word.bitWidth - 8 * count
    var digits = (bytes ^ (ones &* 0x30)) &<< Word(truncatingIfNeeded: free)
    // A byte above 9 has its high bit set, or gets it here.
    let others = (digits | ((digits & (ones &* 0x7F)) &+ (ones &* 0x76))) & (ones &* 0x80)
    if others == 0 { return (value(digits), 0) }
    let place = Word(truncatingIfNeeded: others.trailingZeroBitCount - 7)
    let mark = Word(decimal ^ 0x30) &<< place
    let before = digits & ((1 &<< place) &- 1)
    let after = digits &- before &- mark
    let decimals = (Word.bitWidth - 8 - Int(place)) / 8
    // One other byte, the mark itself; digits before and after it.
    guard others & (others &- 1) == 0, digits &>> place & 0xFF == Word(decimal ^ 0x30),
      place > free,
      decimals > 0
    else { return nil }
    // What stands before the mark moves up by one, over it.
    digits = after | before &<< 8
    return (value(digits), decimals)
  }

  /// Eight digits, the first in the lowest byte: pairs, fours, then all are put together.
  @inline(__always)
  private static func value(_ digits: UInt64) -> Int64 {
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return Int64((fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
  }

  /// What makes millionths of a number with so many decimals.
  @inline(__always)
  private static func scale(_ decimals: Int) -> Int64? {
    switch decimals {
    case 0: 1_000_000
    case 1: 100_000
    case 2: 10_000
    case 3: 1000
    case 4: 100
    case 5: 10
    case 6: 1
    default: nil
    }
  }
}
