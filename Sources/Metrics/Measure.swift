/// What a fact row holds: six additive base measures, each possibly missing.
///
/// Stored as integers of a millionth (of one count, of one unit of the row's currency). Missing is
/// never zero.
public enum Measure: Int, Sendable, Hashable, CaseIterable, Comparable {
  case impressions, clicks, leads, conversions
  /// Spend.
  case cost
  /// Revenue as the platform reports it.
  case saleAmount

  public static let count = 6
  /// Stored: the synthesised one makes a new array at every use.
  public static let allCases: [Measure] = [
    .impressions, .clicks, .leads, .conversions, .cost, .saleAmount,
  ]

  /// The name in JSON and configuration.
  public var id: String {
    switch self {
    case .impressions: "impressions"
    case .clicks: "clicks"
    case .leads: "leads"
    case .conversions: "conversions"
    case .cost: "cost"
    case .saleAmount: "sale_amount"
    }
  }

  /// The column of facts and marts.
  public var column: String { id + "_micros" }

  /// The word of a sentence or a table.
  public var label: String { name.text }

  /// As it stands inside a sentence.
  public var noun: String { Language.current.inSentence(label) }

  private var name: Phrase {
    switch self {
    case .impressions: "Impressions"
    case .clicks: "Clicks"
    case .leads: "Leads"
    case .conversions: "Conversions"
    case .cost: "Spend"
    case .saleAmount: "Revenue"
    }
  }

  @inlinable public var isMoney: Bool { self == .cost || self == .saleAmount }

  public init?(id: String) {
    guard let measure = Self.allCases.first(where: { $0.id == id }) else { return nil }
    self = measure
  }

  public static func < (left: Measure, right: Measure) -> Bool { left.rawValue < right.rawValue }
}

/// Which of the six measures a row really had; one bit each, in the order of `Measure`.
public struct PresenceMask: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  @inlinable public init(_ measure: Measure) { rawValue = 1 << UInt8(measure.rawValue) }
  public static let all = PresenceMask(rawValue: 0x3F)

  @inlinable public func has(_ measure: Measure) -> Bool {
    rawValue & (1 << UInt8(measure.rawValue)) != 0
  }
}

/// Six integers of a millionth, one a measure; a missing one is held as zero beside its mask.
public struct Amounts: Sendable, Hashable {
  @usableFromInline var values = InlineArray<6, Int64>(repeating: 0)

  @inlinable public init() {}

  @inlinable public subscript(measure: Measure) -> Int64 {
    get { values[measure.rawValue] }
    set { values[measure.rawValue] = newValue }
  }

  /// Sums cannot overflow: ingest refuses amounts whose absolute total exceeds half of Int64.
  @inlinable public static func += (left: inout Amounts, right: Amounts) {
    for index in 0..<Measure.count { left.values[index] += right.values[index] }
  }

  /// The same where sums may wrap, because whoever adds asks for nothing but equality.
  @inlinable public static func &+= (left: inout Amounts, right: Amounts) {
    for index in 0..<Measure.count { left.values[index] &+= right.values[index] }
  }

  public static func == (left: Amounts, right: Amounts) -> Bool {
    Measure.allCases.allSatisfy { left[$0] == right[$0] }
  }

  public func hash(into hasher: inout Hasher) {
    for measure in Measure.allCases { hasher.combine(self[measure]) }
  }
}
