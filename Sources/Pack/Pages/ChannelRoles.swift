import Charts

/// The mark of each channel, the same from pack to pack: ● Search, ■ Social, ▲ Display (VS-4.1). Other
/// channels of the data take the marks that these leave, by name; what then has none shares ◆ with the
/// channel that is called Other, whose mark is ◆ whatever is left (VS-4.2).
struct ChannelRoles {
  private static let known: [String: ChannelRole] = [
    "Search": .first, "Social": .second, "Display": .third, "Other": .other,
  ]

  private let roles: [Int64: ChannelRole]

  /// - Parameter channels: all of the data by their keys, whatever is reported: a channel that pauses
  ///   leaves its mark to no other.
  init(_ channels: [Int64: String]) {
    var roles = channels.compactMapValues { Self.known[$0] }
    let taken = Set(roles.values)
    let others = channels.filter { $0.key != 0 && roles[$0.key] == nil }
      .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let left = [ChannelRole.first, .second, .third].filter { !taken.contains($0) }
    for (channel, role) in zip(others, left) { roles[channel.key] = role }
    self.roles = roles
  }

  subscript(key: Int64) -> ChannelRole { roles[key] ?? .other }
}
