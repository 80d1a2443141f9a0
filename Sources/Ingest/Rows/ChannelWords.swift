import Diagnostics

/// The words of a column of channels that its platform's table does not know: what they count as is
/// a guess, and said to be one.
struct ChannelWords {
  private static let mostNamed = 6

  private let platform: Platform
  private let line, column: Int
  /// A source whose channel is configured asks no table.
  private let isAsked: Bool
  private var unknown: [String] = []

  init(layout: Layout, options: ReadingOptions) {
    platform = layout.platform
    line = layout.headerLine
    column = layout.name(.channel)
    isAsked = column >= 0 && options.channel == nil
  }

  mutating func take(_ batch: ExportBatch) {
    guard isAsked else { return }
    for (field, _, name) in batch.newNames
    where field == .channel && platform.channel(named: name) == nil {
      unknown.append(name)
    }
  }

  func warning(_ path: String) -> Diagnostic? {
    guard !unknown.isEmpty else { return nil }
    let named = unknown.prefix(Self.mostNamed)
      .map { "«\(Printable.text($0, limit: 40))»" }.joined(separator: ", ")
    let others = unknown.count - Self.mostNamed
    return .warning(
      .channelUnknown,
      "\(named)\(others > 0 ? " and \(others) more" : "") of the column of channels "
        + "\(unknown.count == 1 ? "is no known word and counts" : "are no known words and count") as \(platform.channel)",
      at: Place(file: path, line: line, column: column + 1),
      hint:
        "set `channel` of the source, or say what the words mean under `channels` of a platform of your own (docs/platforms.md)"
    )
  }
}
