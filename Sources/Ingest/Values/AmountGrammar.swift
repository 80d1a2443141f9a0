/// Reads amounts and counts over bytes into exact millionths; nothing is a number by leniency.
///
/// Grammar: blanks, sign or parentheses, currency mark or three-letter code, digits with the file's
/// thousands and decimal marks, an exponent as spreadsheets write it, currency mark or code.
struct AmountGrammar: Sendable {
  enum Reading: Equatable, Sendable {
    case missing
    /// In millionths; `isExact` is false when digits beyond the sixth decimal were rounded.
    case value(Int64, isExact: Bool)
    case invalid
    /// A number beyond `largest`.
    case tooLarge
  }

  /// Four million million of anything is no amount of advertising, and in millionths two of them
  /// still add up. As messages write it.
  static let largest = "4,000,000,000,000"
  private static let largestMicros: Int128 = 4_000_000_000_000_000_000

  /// 0x2E or 0x2C.
  var decimal: UInt8 = 0x2E
  /// Kept, because a global value is asked for under a lock.
  let dollar = Currency.dollar

  /// Words for "no value"; compared without case. `#N/A` and `NaN` are none of them: they are what
  /// a failed formula left of a value.
  static let missingWords: Set<String> = [
    "--", "-", "---", "—", "–", "na", "n/a", "null", "none", "(not set)",
  ]

  /// - Parameter shift: decimal places that the unit is smaller by: 6 for a column of millionths.
  @inline(__always)
  func read(_ cell: Cell, shift: Int = 0, currency: inout Currency.ID?) -> Reading {
    if cell.isEmpty { return .missing }
    if let plain = PlainAmount.read(cell, decimal: decimal, shift: shift) {
      if plain.hasDollar { currency = dollar }
      return .value(plain.micros, isExact: true)
    }
    return readAny(cell, shift: shift, currency: &currency)
  }

  func readAny(_ cell: some ByteText, shift: Int = 0, currency: inout Currency.ID?) -> Reading {
    let body = Blanks.trim(cell)
    guard let head = body.first else { return .missing }
    if head == 0x3C || head == 0x3E { return isBound(body.dropFirst()) ? .missing : .invalid }
    if body.count <= 9, let first = body.first, !(0x30...0x39).contains(first),
      Self.missingWords.contains(String(decoding: body, as: UTF8.self).lowercased())
    {
      return .missing
    }
    // What keeps a spreadsheet from touching a text, `="10.00"`.
    if head == 0x3D, body.count > 3, body.dropFirst().first == 0x22, body.last == 0x22 {
      return readAny(body.dropFirst(2).dropLast(), shift: shift, currency: &currency)
    }
    var scanner = Digits(rest: body, decimal: decimal)
    if scanner.isZero() {
      currency = scanner.currency
      return .value(0, isExact: true)
    }
    guard let value = scanner.parse(shift) else {
      return scanner.isTooLarge ? .tooLarge : .invalid
    }
    if let mark = scanner.currency { currency = mark }
    return .value(value.micros, isExact: value.isExact)
  }

  /// What follows `<` in `< 10%`: a bound, so the value itself is not known.
  private func isBound(_ text: some ByteText) -> Bool {
    var body = Blanks.trim(text)
    if body.last == 0x25 { body = Blanks.trim(body.dropLast()) }
    var scanner = Digits(rest: body, decimal: decimal)
    return scanner.parse(0) != nil
  }

  private struct Digits<Text: ByteText> {
    var rest: Text
    let decimal: UInt8
    var currency: Currency.ID?
    /// It is a number that was not read for its size.
    private(set) var isTooLarge = false

    init(rest: Text, decimal: UInt8) {
      self.rest = rest
      self.decimal = decimal
    }

    /// Whether it is a dash beside a currency, ` $ -   `, as the accounting format writes zero; unchanged
    /// where it is not.
    mutating func isZero() -> Bool {
      guard rest.count <= 12, !rest.contains(where: { (0x30...0x39).contains($0) }) else {
        return false
      }
      let start = rest
      let isAfter = takeCurrency()
      rest = Blanks.trim(rest)
      if rest.first == 0x2D {
        rest = Blanks.trim(rest.dropFirst())
        if rest.isEmpty && isAfter || !isAfter && takeCurrency() && Blanks.trim(rest).isEmpty {
          return true
        }
      }
      rest = start
      currency = nil
      return false
    }

    mutating func parse(_ shift: Int) -> (micros: Int64, isExact: Bool)? {
      var negative = false
      if rest.first == 0x28, rest.last == 0x29 {
        negative = true
        rest = rest.dropFirst().dropLast()
      }
      // Sign and currency in either order, each once.
      var signs = 0
      prefix: while let byte = rest.first {
        switch byte {
        case 0x2D, 0x2B:
          signs += 1
          if byte == 0x2D { negative.toggle() }
          rest = rest.dropFirst()
        case 0xE2 where rest.starts(with: [0xE2, 0x88, 0x92]):
          signs += 1
          negative.toggle()
          rest = rest.dropFirst(3)
        case 0x20:
          rest = rest.dropFirst()
        case 0xC2 where rest.starts(with: [0xC2, 0xA0]):
          rest = rest.dropFirst(2)
        case 0xE2 where rest.starts(with: [0xE2, 0x80, 0xAF]):
          rest = rest.dropFirst(3)
        case 0x30...0x39, 0x2E, 0x2C:
          break prefix
        default:
          guard currency == nil, takeCurrency() else { return nil }
        }
      }
      guard signs <= 1 else { return nil }
      guard let number = mantissa() else { return nil }
      var (digits, places) = number
      places += shift
      if let byte = rest.first, byte | 0x20 == 0x65 {
        rest = rest.dropFirst()
        guard let exponent = exponent() else { return nil }
        places -= exponent
      }
      rest = Blanks.trim(rest)
      if !rest.isEmpty {
        guard currency == nil, takeCurrency(), Blanks.trim(rest).isEmpty else { return nil }
      }
      guard let (micros, isExact) = micros(&digits, places) else { return nil }
      return (negative ? -micros : micros, isExact)
    }

    /// Digits and how many of them are decimals.
    private mutating func mantissa() -> (digits: Int128, places: Int)? {
      let thousands: UInt8 = decimal == 0x2E ? 0x2C : 0x2E
      var value: Int128 = 0
      var count = 0
      var group = 0
      var grouped: UInt8?
      scan: while let byte = rest.first {
        switch byte {
        case 0x30...0x39:
          guard count < 30 else { return nil }
          value = value * 10 + Int128(byte - 0x30)
          count += 1
          group += 1
          rest = rest.dropFirst()
        case thousands, 0x20, 0x27, 0xC2, 0xE2:
          // 1,234 · 1 234 · 1'234 · 1 234 (no-break, thin, typographic apostrophe)
          let width = byte == 0xC2 ? 2 : byte == 0xE2 ? 3 : 1
          let mark = rest.prefix(width)
          if width == 2, !mark.elementsEqual([0xC2, 0xA0]) { break scan }
          if width == 3, !mark.elementsEqual([0xE2, 0x80, 0xAF]),
            !mark.elementsEqual([0xE2, 0x80, 0x99])
          {
            break scan
          }
          guard let next = rest.dropFirst(width).first, (0x30...0x39).contains(next) else {
            break scan
          }
          guard count > 0, grouped == nil ? group <= 3 : (group == 3 || group == 2),
            grouped == nil || grouped == byte
          else { return nil }
          grouped = byte
          group = 0
          rest = rest.dropFirst(width)
        default: break scan
        }
      }
      if grouped != nil, group != 3 { return nil }
      var places = 0
      if rest.first == decimal {
        rest = rest.dropFirst()
        while let byte = rest.first, (0x30...0x39).contains(byte) {
          guard count < 36 else { return nil }
          // Digits beyond what an exact integer holds only matter to rounding.
          if count < 30 {
            value = value * 10 + Int128(byte - 0x30)
            places += 1
          }
          count += 1
          rest = rest.dropFirst()
        }
      }
      return count == 0 ? nil : (value, places)
    }

    private mutating func exponent() -> Int? {
      var negative = false
      if let sign = rest.first, sign == 0x2D || sign == 0x2B {
        negative = sign == 0x2D
        rest = rest.dropFirst()
      }
      var value = 0
      var width = 0
      while let byte = rest.first, (0x30...0x39).contains(byte), width < 3 {
        value = value * 10 + Int(byte - 0x30)
        width += 1
        rest = rest.dropFirst()
      }
      return width == 0 ? nil : (negative ? -value : value)
    }

    private mutating func takeCurrency() -> Bool {
      // A code before a mark: RUB does not begin with the R of the rand.
      let letters = rest.prefix(3)
      if letters.count == 3, letters.allSatisfy({ (0x41...0x5A).contains($0) }),
        let id = Currency.known(String(decoding: letters, as: UTF8.self))
      {
        currency = id
        rest = rest.dropFirst(3)
        return true
      }
      for (mark, id) in Currency.marks where rest.starts(with: mark) {
        currency = id
        rest = rest.dropFirst(mark.count)
        return true
      }
      return false
    }

    /// Scales to millionths, half to even; nil when the result is out of range.
    private mutating func micros(_ digits: inout Int128, _ places: Int) -> (Int64, Bool)? {
      var shift = 6 - places
      var isExact = true
      guard digits != 0 else { return (0, true) }
      while shift > 0 {
        guard digits < Int128(Int64.max) else {
          isTooLarge = true
          return nil
        }
        digits *= 10
        shift -= 1
      }
      if shift < 0 {
        guard shift > -36 else { return nil }
        var divisor: Int128 = 1
        for _ in 0..<(-shift) { divisor *= 10 }
        let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: divisor)
        isExact = remainder == 0
        let twice = remainder * 2
        digits = quotient + (twice > divisor || (twice == divisor && quotient & 1 != 0) ? 1 : 0)
      }
      guard digits <= AmountGrammar.largestMicros else {
        isTooLarge = true
        return nil
      }
      return (Int64(digits), isExact)
    }
  }
}
