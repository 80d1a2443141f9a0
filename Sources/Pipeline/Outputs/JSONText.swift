import Diagnostics
import Foundation

/// JSON as this program writes it: keys in order, slashes plain, one line end at the end.
enum JSONText {
  static func encode(_ value: some Encodable) throws(Diagnostic) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value)) + [0x0A]
    } catch {
      throw Diagnostic(.fault, "a result could not be written as JSON: \(error)")
    }
  }
}
