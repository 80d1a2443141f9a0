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

  @Test func aLineThatIsTooLongIsPassedOverAlone() throws {
    let long = String(repeating: "x", count: 3 << 20)
    let fixture = try Fixture(Array("a,b\r\n\(long),1\r\nc,d\n\"\(long)\",2\ne,f\n".utf8))
    var reader = try RecordReader(path: fixture.path, encoding: .utf8, mark: 0, delimiter: 0x2C)
    var record = Record()
    var found: [String] = []
    while try reader.next(&record) {
      found.append("\(record.line) \(record.isTooLong ? "long" : record.text(0))")
    }
    #expect(found == ["1 a", "2 long", "3 c", "4 long", "5 e"])
  }

  @Test(arguments: ["\"", "\"x\ny"])
  func aRecordThatIsTooLongWithOpenQuotesIsRefused(start: String) throws {
    let text = "a,b\n\(start)\(String(repeating: "x", count: 3 << 20))\nc,d\n"
    do {
      _ = try records(text)
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .recordTooLong)
      #expect(error.place?.line == 2)
    }
  }

  /// Serves bytes in pieces, so that every border between blocks is met.
  private final class Pieces: ByteSource {
    let path = "pieces.csv"
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
      rest = bytes[...]
      self.size = size
    }

    func read(into buffer: inout [UInt8]) -> Bool {
      buffer.append(contentsOf: rest.prefix(size))
      defer { rest = rest.dropFirst(size) }
      return !rest.isEmpty
    }

    func finish() -> (sha256: String, bytes: Int) { ("", 0) }
  }

  /// RFC 4180 the slow way; nil where the reader must refuse.
  private func oracle(_ bytes: [UInt8]) -> [(line: Int, cells: [[UInt8]])]? {
    var records: [(line: Int, cells: [[UInt8]])] = []
    var index = 0
    var line = 1
    while index < bytes.count {
      var cells: [[UInt8]] = []
      let first = line
      record: while true {
        var cell: [UInt8] = []
        if index < bytes.count, bytes[index] == 0x22 {
          index += 1
          while true {
            guard index < bytes.count else { return nil }
            if bytes[index] == 0x22 {
              index += 1
              guard index < bytes.count, bytes[index] == 0x22 else { break }
            } else if bytes[index] == 0x0A
              || bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
            {
              line += 1
            }
            cell.append(bytes[index])
            index += 1
          }
        } else {
          while index < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[index]) {
            cell.append(bytes[index])
            index += 1
          }
        }
        cells.append(cell)
        guard index < bytes.count else { break }
        switch bytes[index] {
        case 0x2C: index += 1
        case 0x0A, 0x0D:
          index +=
            bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
          line += 1
          break record
        default: return nil
        }
      }
      records.append((first, cells))
    }
    return records
  }

  @Test func anyBytesAreCutAsTheStandardSays() throws {
    var random = SplitMix(state: 7)
    // Records have one fingerprint when they have the same cells, however those are quoted.
    var fingerprints: [[[UInt8]]: UInt64] = [:]
    let alphabet: [UInt8] = [0x61, 0x62, 0x2C, 0x22, 0x0A, 0x0D, 0x2C, 0x63, 0x64, 0x65, 0x66]
    for round in 0..<3000 {
      // Long plain runs too, so that marks lie across windows of 64.
      let bytes = (0..<Int.random(in: 1...300, using: &random)).map { _ -> UInt8 in
        round % 3 == 0 || Int.random(in: 0..<12, using: &random) == 0
          ? alphabet.randomElement(using: &random) ?? 0x61 : 0x61
      }
      let expected = oracle(bytes)
      let size = Int.random(in: 1...80, using: &random)
      var reader = RecordReader(
        Pieces(bytes, size: size), encoding: .utf8, mark: 0, delimiter: 0x2C)
      var record = Record()
      var found: [(line: Int, cells: [[UInt8]])]? = []
      do {
        while try reader.next(&record) {
          let cells = record.cells.map { Array($0) }
          found?.append((record.line, cells))
          let known = fingerprints.updateValue(record.fingerprint, forKey: cells)
          #expect(known == nil || known == record.fingerprint)
        }
      } catch { found = nil }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(found?.map(\.cells) == expected?.map(\.cells), "\(text.debugDescription) by \(size)")
      #expect(found?.map(\.line) == expected?.map(\.line), "\(text.debugDescription) by \(size)")
    }
    #expect(Set(fingerprints.values).count == fingerprints.count)
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
