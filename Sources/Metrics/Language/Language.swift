import Synchronization

/// The language a pack is written in: its phrases, months and weekdays, and the marks of its numbers.
///
/// The sources are written in English, and a phrase's English is its key, with `{1}`, `{2}` where
/// figures, names and other phrases stand. A language without a phrase says it in English and
/// remembers that it lacks it.
public struct Language: Sendable {
  /// The marks that numbers are written with.
  public struct Numbers: Sendable, Hashable {
    public var decimal = "."
    public var group = ","
    /// What stands after a percentage, with its gap.
    public var percent = "%"
    public var thousand = "k"
    public var million = "M"
    public var billion = "bn"
    /// Whether `154k €` is written, not `€154k`.
    public var isCurrencyLast = false

    public init() {}
  }

  public struct Dates: Sendable, Hashable {
    /// Whether `Nov 18, 2024` is written, not `18 Nov 2024`.
    public var isMonthFirst = false
    /// What stands after the number of a day: "." in `18. Nov 2024`.
    public var dayMark = ""
    /// January first.
    public var months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    public var fullMonths = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    /// Monday first.
    public var weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    public init() {}
  }

  /// A tag such as `en-GB` or `de`.
  public let tag: String
  public var numbers: Numbers
  public var dates: Dates
  /// Whether a noun keeps its capital inside a sentence, as in German.
  public var keepsCapitals: Bool
  private let phrases: [String: PhrasePattern]
  private let lacking: Lacking?

  /// - Parameters:
  ///   - tag: `en-US` alone among English ones writes the month first.
  ///   - phrases: English → how this language says it; nil for English as it stands in the sources.
  public init(
    _ tag: String, numbers: Numbers = Numbers(), dates: Dates? = nil, keepsCapitals: Bool = false,
    phrases: [String: PhrasePattern]? = nil
  ) {
    self.tag = tag
    self.numbers = numbers
    var own = Dates()
    own.isMonthFirst = tag == "en-US"
    self.dates = dates ?? own
    self.keepsCapitals = keepsCapitals
    self.phrases = phrases ?? [:]
    lacking = phrases == nil ? nil : Lacking()
  }

  /// What this thread writes in.
  @TaskLocal public static var current = Language("en-GB")

  /// Whether phrases are looked up at all.
  public var isTranslated: Bool { lacking != nil }

  /// How this language says an English phrase; nil where it does not know it.
  func pattern(of english: String) -> PhrasePattern? {
    guard let lacking else { return nil }
    if let pattern = phrases[english] { return pattern }
    lacking.note(english)
    return nil
  }

  /// The phrases that were asked for and not known, in their order.
  public var lackingPhrases: [String] { lacking?.all ?? [] }

  /// A noun as it stands inside a sentence: "click-to-lead"; "ROAS" and names such as it stay.
  public func inSentence(_ noun: String) -> String {
    keepsCapitals || noun.dropFirst().contains(where: \.isUppercase) ? noun : noun.lowercased()
  }

  private final class Lacking: Sendable {
    private let phrases = Mutex<(seen: Set<String>, order: [String])>(([], []))

    var all: [String] { phrases.withLock { $0.order } }

    func note(_ phrase: String) {
      phrases.withLock { if $0.seen.insert(phrase).inserted { $0.order.append(phrase) } }
    }
  }
}
