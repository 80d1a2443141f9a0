import Diagnostics

/// The rows of a file that are in one of its currencies: amounts of several are never added, not even
/// in the account of a file.
public struct CurrencyPart: Sendable, Hashable {
  public let code: String
  /// Rows that name no currency are those of the first part.
  public let isFirst: Bool

  /// - Parameter codes: the currencies that the rows of a file name, as written.
  /// - Returns: a part for each; none where the file has no more than one.
  static func all(of codes: some Sequence<String>) -> [CurrencyPart] {
    let codes = Set(codes.map { Currency.stated(Array($0.utf8)[...]) }).intersection(Currency.codes)
      .sorted()
    return codes.count < 2 ? [] : codes.map { CurrencyPart(code: $0, isFirst: $0 == codes[0]) }
  }

  /// Whether a record is one of the part's.
  func has(_ record: Record, column: Int) -> Bool {
    guard column >= 0, column < record.count, !record.isBlank(column) else { return isFirst }
    let code = Currency.stated(record.trimmed(column))
    return code == self.code || isFirst && !Currency.codes.contains(code)
  }
}

extension ExportReader {
  /// The parts of a file that was refused for its several currencies: read once more for their names,
  /// which few files are.
  public func parts() -> [CurrencyPart] {
    var codes: Set<String> = []
    _ = try? read { batch throws(Diagnostic) in
      for (field, _, name) in batch.newNames where field == .currency { codes.insert(name) }
    }
    return CurrencyPart.all(of: codes)
  }
}
