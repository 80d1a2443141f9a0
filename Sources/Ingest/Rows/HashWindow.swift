import CScan

/// The hashes of the last rows of a file, at least twelve million, in bounded memory.
///
/// Two tables by age: when the younger is full it becomes the elder, and the elder is forgotten.
struct HashWindow {
  static let most = 12 << 20

  private var young = HashSet64()
  private var old: HashSet64?
  /// Whether a hash was ever forgotten.
  private(set) var isPassed = false

  /// Asks the memory for the place of a hash that is inserted soon.
  @inline(__always)
  func prepare(_ hash: UInt64) {
    young.prepare(hash)
    old?.prepare(hash)
  }

  /// Adds a hash; true when it was there.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    if let old, old.contains(hash) { return true }
    if young.insert(hash) { return true }
    if young.count >= Self.most {
      isPassed = isPassed || old != nil
      old = young
      young = HashSet64()
    }
    return false
  }
}

/// A set of hashes by open addressing: what is stored is random already, so it is its own hash.
///
/// A class around its memory: an array is asked at every access whether it is shared.
private final class HashSet64 {
  /// Zero marks a free place; a hash of zero is kept as one.
  private var places: UnsafeMutableBufferPointer<UInt64>
  private(set) var count = 0

  init() { places = Self.free(1 << 12) }

  deinit { places.deallocate() }

  private static func free(_ count: Int) -> UnsafeMutableBufferPointer<UInt64> {
    let places = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count)
    places.initialize(repeating: 0)
    return places
  }

  @inline(__always)
  func prepare(_ hash: UInt64) {
    guard let start = places.baseAddress else { return }
    broadsheet_prefetch(start + (Int(truncatingIfNeeded: hash) & (places.count - 1)))
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    let hash = max(hash, 1)
    return places[place(of: hash)] == hash
  }

  /// True when it was there.
  @inline(__always)
  func insert(_ hash: UInt64) -> Bool {
    let hash = max(hash, 1)
    let place = place(of: hash)
    if places[place] == hash { return true }
    places[place] = hash
    count += 1
    // Not at three quarters: the window ends just there, and a table twice as large would be for nothing.
    if count * 4 > places.count * 3 { grow() }
    return false
  }

  /// Where a hash stands, or would.
  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0, places[place] != hash { place = (place + 1) & mask }
    return place
  }

  private func grow() {
    let former = places
    defer { former.deallocate() }
    places = Self.free(former.count * 2)
    for hash in former where hash != 0 { places[place(of: hash)] = hash }
  }
}
