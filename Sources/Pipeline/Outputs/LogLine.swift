import Diagnostics
import Foundation

/// A line of a log as JSON: of `output/artifacts/log.jsonl`, and of standard error with
/// `--log-format json`.
public struct LogLine: Encodable, Sendable {
  public var level: String
  public var message: String
  public var step: String?
  public var code: String?
  public var file: String?
  public var line, column: Int?
  public var hint: String?
  /// Of a step, on standard error only: a log of two equal runs is equal.
  public var seconds: Double?

  public init(_ message: String, step: String? = nil, seconds: Double? = nil) {
    level = "info"
    self.message = message
    self.step = step
    self.seconds = seconds
  }

  public init(_ diagnostic: Diagnostic) {
    level = diagnostic.severity.rawValue
    message = diagnostic.message
    code = diagnostic.code.rawValue
    file = diagnostic.place?.file
    line = diagnostic.place?.line
    column = diagnostic.place?.column
    hint = diagnostic.hint
  }

  /// Without a line end. What is not ASCII is left as it is; controls are escaped by JSON.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
