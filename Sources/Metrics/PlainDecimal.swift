/// A double as plain decimal digits with a point and a hyphen for minus, never an exponent: for files.
public enum PlainDecimal {
  /// More digits than these are the measure's own, not the tail of a binary fraction.
  private static let mostOfASum = 12
  /// Digits that every double holds for certain.
  private static let certain = 15

  /// The shortest digits that read back as the value; where its certain digits end early, only those,
  /// so that 0.1 + 0.2 is 0.3. Nil when it is not finite.
  public static func text(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    var (digits, point) = parts(value.magnitude)
    if digits.count > certain {
      let (short, shift) = rounded(digits)
      if short.count <= mostOfASum { (digits, point) = (short, point + shift) }
    }
    guard !digits.isEmpty else { return "0" }
    var text = value < 0 ? "-" : ""
    if point <= 0 { text += "0." + String(repeating: "0", count: -point) }
    for (index, digit) in digits.enumerated() {
      if index == point, index > 0 { text += "." }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text + String(repeating: "0", count: max(0, point - digits.count))
  }

  /// The shortest significant digits in ASCII, and how many of them stand before the point.
  private static func parts(_ size: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    let written = size.description.utf8.split(separator: UInt8(ascii: "e"))
    for byte in written[0] {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
    }
    var before = point ?? digits.count
    if written.count > 1 { before += Int(Substring(written[1])) ?? 0 }
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    return (trimmed(Array(digits.dropFirst(zeros))), before - zeros)
  }

  /// Rounded to the certain digits; `shift` is 1 when a carry made one more before the point.
  private static func rounded(_ digits: [UInt8]) -> (digits: [UInt8], shift: Int) {
    var kept = Array(digits.prefix(certain))
    guard digits[certain] >= UInt8(ascii: "5") else { return (trimmed(kept), 0) }
    var index = kept.count - 1
    while index >= 0, kept[index] == UInt8(ascii: "9") {
      kept[index] = UInt8(ascii: "0")
      index -= 1
    }
    guard index >= 0 else { return ([UInt8(ascii: "1")], 1) }
    kept[index] += 1
    return (trimmed(kept), 0)
  }

  private static func trimmed(_ digits: [UInt8]) -> [UInt8] {
    Array(digits.prefix((digits.lastIndex { $0 != UInt8(ascii: "0") } ?? -1) + 1))
  }
}
