import Diagnostics
import Testing

@testable import Ingest

@Suite struct RecordReaderTests {
  private func records(_ bytes: [UInt8], delimiter: UInt8 = 0x2C) throws -> [[String]] {
    let fixture = try Fixture(bytes)
    var reader = try RecordReader(
      path: fixture.path, encoding: .utf8, mark: 0, delimiter: delimiter)
    var record = Record()
    var result: [[String]] = []
    while try reader.next(&record) { result.append((0..<record.count).map(record.text)) }
    return result
  }

  private func records(_ text: String) throws -> [[String]] { try records(Array(text.utf8)) }

  @Test func lineEndsOfEveryKind() throws {
    #expect(
      try records("a,b\nc,d\r\ne,f\rg,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
  }

  @Test func quotesHoldDelimitersLineEndsAndQuotes() throws {
    #expect(try records("\"a,\"\"b\"\"\n c\",d\n") == [["a,\"b\"\n c", "d"]])
  }

  @Test func emptyCellsAndTrailingDelimiters() throws {
    #expect(try records(",,\n\"\",\n") == [["", "", ""], ["", ""]])
  }

  @Test func delimitersFusedIntoGraphemesStillSplit() throws {
    // U+0301 combines with the comma before it; a Character split would miss it.
    #expect(try records("a,\u{301}b\n") == [["a", "\u{301}b"]])
  }

  @Test func anUnclosedQuoteIsRefusedAtItsPlace() throws {
    #expect(throws: Diagnostic.self) { try records("a,b\nc,\"d\ne,f\n") }
    do {
      _ = try records("a,b\nc,\"d\ne,f\n")
    } catch let error as Diagnostic {
      #expect(error.code == .quoteUnclosed)
      #expect(error.place?.line == 2)
      #expect(error.place?.column == 3)
    }
  }

  @Test func textAfterAClosingQuoteIsRefused() throws {
    do {
      _ = try records("a,\"b\"c\n")
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .quoteStray)
      #expect(error.place?.column == 6)
    }
  }

  @Test func linesAreCountedThroughQuotedLineEnds() throws {
    let fixture = try Fixture("a\n\"b\r\nc\rd\"\ne\n")
    var reader = try RecordReader(
      path: fixture.path, encoding: .utf8, mark: 0, delimiter: 0x2C)
    var record = Record()
    var lines: [Int] = []
    while try reader.next(&record) { lines.append(record.line) }
    #expect(lines == [1, 2, 5])
  }

  /// Write–read identity over seeded random tables, across block borders.
  @Test func whatIsWrittenIsRead() throws {
    var generator = SplitMix(state: 11)
    let alphabet = Array("ab,\"\n\r é\u{1F600}1".unicodeScalars)
    for round in 0..<40 {
      let width = 1 + Int(generator.next() % 5)
      let height = round == 0 ? 60_000 : 1 + Int(generator.next() % 40)
      var table: [[String]] = []
      for _ in 0..<height {
        table.append(
          (0..<width).map { _ in
            String(
              String.UnicodeScalarView(
                (0..<Int(generator.next() % 8)).map { _ in
                  alphabet[Int(generator.next() % UInt64(alphabet.count))]
                }))
          })
      }
      let text =
        table.map { row in
          row.map { cell in
            var quoted = "\""
            for scalar in cell.unicodeScalars {
              if scalar == "\"" { quoted.unicodeScalars.append("\"") }
              quoted.unicodeScalars.append(scalar)
            }
            return quoted + "\""
          }.joined(separator: ",")
        }.joined(separator: "\n") + "\n"
      #expect(try records(text) == table)
    }
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
