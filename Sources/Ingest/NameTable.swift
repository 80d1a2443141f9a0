/// Codes of the distinct names of one column: a name seen before costs a lookup, no string.
struct NameTable {
  private var codes: [[UInt8]: Int32] = [:]
  private var last: (bytes: [UInt8], code: Int32) = ([], 0)
  private(set) var names: [String] = []

  /// Code of a name, 1-based; 0 for a blank one. `isNew` when it was not seen before.
  mutating func code(_ bytes: ArraySlice<UInt8>) -> (code: Int32, isNew: Bool) {
    if bytes.isEmpty { return (0, false) }
    if last.bytes.elementsEqual(bytes) { return (last.code, false) }
    let key = Array(bytes)
    if let code = codes[key] {
      last = (key, code)
      return (code, false)
    }
    names.append(String(decoding: bytes, as: UTF8.self))
    let code = Int32(names.count)
    codes[key] = code
    last = (key, code)
    return (code, true)
  }
}
