/// A number as a workbook's XML writes it, kept in decimal digits: never a binary fraction.
///
/// Excel writes 17 digits so that its binary value survives (231.88000000000001) and shows 15; a
/// number with a fraction is rounded to the digits shown. Whole numbers keep all their digits,
/// since they may be the ids of another program.
struct DecimalText {
  static let shownDigits = 15

  private(set) var isNegative = false
  /// Values 0…9 without leading zeros; empty for zero.
  private(set) var digits: [UInt8] = []
  /// How many of `digits` stand before the decimal mark; negative for 0.00….
  private(set) var point = 0

  /// Nil for anything but a plain or scientific number of moderate size.
  init?(_ text: some Collection<UInt8>) {
    var rest = text[...]
    if let sign = rest.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      rest = rest.dropFirst()
    }
    var places: Int?
    var count = 0
    while let byte = rest.first {
      if (0x30...0x39).contains(byte) {
        guard count < 64 else { return nil }
        count += 1
        if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
        if places != nil { places = (places ?? 0) + 1 }
      } else if byte == 0x2E, places == nil {
        places = 0
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard count > 0 else { return nil }
    point = digits.count - (places ?? 0)
    if let mark = rest.first, mark | 0x20 == 0x65 {
      guard let exponent = Self.exponent(rest.dropFirst()) else { return nil }
      point += exponent
      rest = rest.suffix(0)
    }
    guard rest.isEmpty, (-40...40).contains(point) else { return nil }
    roundToShown()
    while point < digits.count, digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, point) = (false, 0) }
  }

  private static func exponent(_ text: some Collection<UInt8>) -> Int? {
    let isNegative = text.first == 0x2D
    let digits = text.first == 0x2D || text.first == 0x2B ? text.dropFirst() : text[...]
    guard digits.count <= 3, let value = XMLAttributes.number(digits) else { return nil }
    return isNegative ? -value : value
  }

  private mutating func roundToShown() {
    let kept = max(Self.shownDigits, point)
    guard digits.count > kept, point < digits.count else { return }
    let roundsUp = digits[kept] >= 5
    digits.removeLast(digits.count - kept)
    guard roundsUp else { return }
    var index = kept - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// The whole part; nil when it is not below a thousand million.
  var whole: Int? {
    guard point <= 9 else { return nil }
    guard point > 0 else { return 0 }
    return (0..<point).reduce(0) { $0 * 10 + ($1 < digits.count ? Int(digits[$1]) : 0) }
  }

  /// The part behind the decimal mark in `units` of one, rounded half up.
  func fraction(of units: Int) -> Int {
    var value: Int128 = 0
    var scale: Int128 = 1
    for index in point..<max(point, min(digits.count, point + 18)) {
      value = value * 10 + (index >= 0 ? Int128(digits[index]) : 0)
      scale *= 10
    }
    return Int((value * Int128(units) + scale / 2) / scale)
  }

  /// Plain digits with `mark` as decimal mark.
  func append(to text: inout [UInt8], mark: UInt8) {
    if point <= 0 { text.append(0x30) }
    for index in 0..<max(point, 0) {
      text.append(0x30 + (index < digits.count ? digits[index] : 0))
    }
    guard point < digits.count else { return }
    text.append(mark)
    for index in point..<digits.count { text.append(0x30 + (index < 0 ? 0 : digits[index])) }
  }
}
