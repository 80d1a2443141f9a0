import Diagnostics

/// How far a compressed file may expand: some megabytes in any case, then a multiple of what was
/// packed. Deflate reaches 1000:1 on purpose only; exports stay below 50:1.
struct Expansion {
  /// What any file may expand to.
  static let floor = 16 << 20
  static let ofPackedBytes = 200
  /// Cells repeat shared texts, but the compressed rows still hold a reference to each.
  static let ofCells = 60

  let path: String
  private let ratio: Int
  private(set) var produced = 0

  init(path: String, ratio: Int = Self.ofPackedBytes) {
    self.path = path
    self.ratio = ratio
  }

  /// Counts `bytes` that came out of `packed` bytes so far.
  /// - Throws: `file.expands-too-far`.
  mutating func add(_ bytes: Int, packed: Int) throws(Diagnostic) {
    produced += bytes
    if produced > Self.floor, produced / ratio > packed { throw Self.refusal(path) }
  }

  static func refusal(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileExpands, "expands to many times its size, as no export does",
      at: Place(file: path), hint: "export the report again, uncompressed")
  }
}
