import Fingerprints

/// A name of a row: which dimension, and the natural key that its member id is hashed from.
public struct Member: Sendable, Hashable {
  public let dimension: String
  public let platform: String
  public let account: String
  /// What the name belongs to: the ad group of an ad, the match type of a keyword.
  public let parent: String
  /// The platform's own number of it; empty where the export has none. It names the member instead
  /// of its name, which may change.
  public let nativeID: String
  public let name: String

  public init(
    dimension: String, platform: String = "", account: String = "", parent: String = "",
    nativeID: String = "", name: String
  ) {
    self.dimension = dimension
    self.platform = platform
    self.account = account
    self.parent = parent
    self.nativeID = nativeID
    self.name = name
  }

  /// By bytes, as SQLite compares and keys are hashed: Swift's own `==` takes "é" and "e" with an
  /// accent for one name, and would give both the key of whichever came first.
  public static func == (left: Member, right: Member) -> Bool {
    left.parts.elementsEqual(right.parts) { $0.utf8.elementsEqual($1.utf8) }
  }

  public func hash(into hasher: inout Hasher) {
    for part in parts {
      var part = part
      part.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      hasher.combine(0 as UInt8)
    }
  }

  /// Stable, of the natural key; 0 of a blank name, which is the unknown member.
  public var id: Int64 {
    name.isEmpty && nativeID.isEmpty && dimension != "source" ? 0 : StableKey.of(parts)
  }

  /// The natural key.
  var parts: [String] {
    [dimension, platform, account, parent] + (nativeID.isEmpty ? [name] : ["", nativeID])
  }
}

/// A name that a member had in one load, and the first and last date key it had it on.
public struct NameSpan: Sendable {
  public let member: Int64
  public let name: String
  public internal(set) var first: Int
  public internal(set) var last: Int

  public init(member: Int64, name: String, day: Int) {
    self.member = member
    self.name = name
    first = day
    last = day
  }

  public mutating func add(_ day: Int) {
    first = min(first, day)
    last = max(last, day)
  }
}

/// What a location lies in, as one export says; empty where it does not.
public struct LocationPlace: Sendable, Hashable {
  public let member: Int64
  public let region, country: String

  public init(member: Int64, region: String, country: String) {
    self.member = member
    self.region = region
    self.country = country
  }
}
