import Glibc

/// The name of an element or attribute as Expat shows it, valid during the call only.
struct XMLName {
  let start: UnsafePointer<CChar>

  /// Compares the part after a namespace's prefix.
  static func ~= (text: StaticString, name: XMLName) -> Bool { name.isLocal(text) }

  func isLocal(_ text: StaticString) -> Bool {
    let local = strchr(start, 0x3A).map { UnsafePointer($0 + 1) } ?? start
    return Self.equal(local, text)
  }

  func isExactly(_ text: StaticString) -> Bool { Self.equal(start, text) }

  private static func equal(_ name: UnsafePointer<CChar>, _ text: StaticString) -> Bool {
    // A literal's bytes end in zero.
    strcmp(name, UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}

/// The attributes of one element, valid during the call only.
struct XMLAttributes {
  /// Names and values in turn, ended by nil.
  let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The value of an attribute without a prefix.
  subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    find { $0.isExactly(name) }
  }

  /// The value of an attribute whatever its prefix.
  func local(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    find { $0.isLocal(name) }
  }

  func text(_ name: StaticString) -> String? {
    self[name].map { String(decoding: $0, as: UTF8.self) }
  }

  /// A whole number of up to nine digits.
  func number(_ name: StaticString) -> Int? { self[name].flatMap(Self.number) }

  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    guard (1...9).contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private func find(_ matches: (XMLName) -> Bool) -> UnsafeBufferPointer<UInt8>? {
    guard var pair = pairs else { return nil }
    while let name = pair[0], let value = pair[1] {
      if matches(XMLName(start: name)) {
        return UnsafeRawPointer(value).withMemoryRebound(to: UInt8.self, capacity: strlen(value)) {
          UnsafeBufferPointer(start: $0, count: strlen(value))
        }
      }
      pair += 2
    }
    return nil
  }
}

/// What a handler wants after an event.
enum XMLFlow {
  case proceed
  /// Stop here; the scanner goes on when it is asked again.
  case pause
  /// The part is refused: `failure` says why.
  case fail
}

/// Receives the events of one part.
protocol XMLHandler: AnyObject {
  var failure: XMLFailure? { get }
  func start(_ name: XMLName, _ attributes: XMLAttributes) -> XMLFlow
  func end(_ name: XMLName) -> XMLFlow
  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLFlow
}

/// Why a handler refuses a part, with the place in a sheet when there is one.
enum XMLFailure {
  case damaged(String, row: Int? = nil, column: Int? = nil)
  case expands
  case tooLong(row: Int)
}
