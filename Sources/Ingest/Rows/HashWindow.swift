import CScan

/// The hashes of the last rows of a file, at least twelve million, in bounded memory.
///
/// Two tables by age: when the younger is full it becomes the elder, and the elder is forgotten.
struct HashWindow {
  static let most = 12 << 20

  private var young = HashSet64()
  private var old = HashSet64()
  /// Whether a hash was ever forgotten.
  private(set) var isPassed = false

  /// Asks the memory for the place of a hash that is inserted soon.
  @inline(__always)
  func prepare(_ hash: UInt64) {
    young.prepare(hash)
    if !old.isEmpty { old.prepare(hash) }
  }

  /// Adds a hash; true when it was there.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    if !old.isEmpty, old.contains(hash) { return true }
    if young.insert(hash) { return true }
    if young.count >= Self.most {
      isPassed = isPassed || !old.isEmpty
      old = young
      young = HashSet64()
    }
    return false
  }
}

/// A set of hashes by open addressing: what is stored is random already, so it is its own hash.
private struct HashSet64 {
  /// Zero marks a free place; a hash of zero is kept as one.
  private var places: [UInt64] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  func prepare(_ hash: UInt64) {
    places.withUnsafeBufferPointer { places in
      guard let start = places.baseAddress else { return }
      broadsheet_prefetch(start + (Int(truncatingIfNeeded: hash) & (places.count - 1)))
    }
  }

  func contains(_ hash: UInt64) -> Bool {
    let hash = max(hash, 1)
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      if places[place] == hash { return true }
      place = (place + 1) & mask
    }
    return false
  }

  /// True when it was there.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    if count * 4 >= places.count * 3 { grow() }
    return place(max(hash, 1))
  }

  @inline(__always)
  private mutating func place(_ hash: UInt64) -> Bool {
    let isOld = places.withUnsafeMutableBufferPointer { places in
      let mask = places.count - 1
      var place = Int(truncatingIfNeeded: hash) & mask
      while places[place] != 0 {
        if places[place] == hash { return true }
        place = (place + 1) & mask
      }
      places[place] = hash
      return false
    }
    if !isOld { count += 1 }
    return isOld
  }

  private mutating func grow() {
    let former = places
    places = Array(repeating: 0, count: max(1 << 12, former.count * 2))
    count = 0
    for hash in former where hash != 0 { _ = place(hash) }
  }
}
