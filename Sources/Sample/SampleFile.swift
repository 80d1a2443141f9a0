/// One file of a sample project.
public struct SampleFile: Sendable, Hashable {
  /// Relative to the project, such as `data/raw/meta/ads_2024-11-18_2024-12-01.csv`.
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
