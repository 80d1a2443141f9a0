import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Texts in encodings that nothing in a file tells.
@Suite struct CodePageTests {
  private func table(_ campaign: [UInt8]) -> [UInt8] {
    Array("Date,Campaign,Impressions,Clicks,Cost\n2024-11-18,".utf8) + campaign
      + Array(",1,1,2.50\n".utf8)
  }

  /// The bytes are those of Python's codecs: `"Кампания".encode("cp1251")` and so on.
  @Test(
    arguments: [
      ("windows-1251", [0xCA, 0xE0, 0xEC, 0xEF, 0xE0, 0xED, 0xE8, 0xFF], "Кампания"),
      ("windows-1250", [0x9F, 0x72, 0xF3, 0x64, 0xB3, 0x6F], "źródło"),
      ("windows-1254", [0xFE, 0x69, 0xFE, 0x65], "şişe"),
      (
        "Shift_JIS", [0x83, 0x4C, 0x83, 0x83, 0x83, 0x93, 0x83, 0x79, 0x81, 0x5B, 0x83, 0x93],
        "キャンペーン"
      ),
      ("cp949", [0xB3, 0xAF, 0xC2, 0xA5], "날짜"), ("gbk", [0xC8, 0xD5, 0xC6, 0xDA], "日期"),
    ] as [(String, [UInt8], String)])
  func whatIsSaidIsRead(name: String, bytes: [UInt8], text: String) throws {
    let encoding = try #require(TextEncoding(named: name))
    let reading = try Reading(bytes: table(bytes), options: ReadingOptions(encoding: encoding))
    #expect(reading.names[.campaign]?.last == text)
    #expect(reading.total(.cost) == "2.50")
    // The question names it beside others, by how it would read.
    let fixture = try Fixture(table(bytes), name: "export.csv")
    do {
      _ = try Dialect.sniff(path: fixture.path, options: ReadingOptions())
      Issue.record("was read")
    } catch {
      #expect(error.code == .fileNotText)
      #expect(error.hint?.contains("`\(encoding.rawValue)` «\(text)»") == true)
    }
  }

  /// A character of several bytes may lie in two blocks, and the last may be cut.
  @Test func charactersMayLieInTwoBlocks() throws {
    let bytes = table([0x83, 0x4C, 0x83, 0x83])
    for cut in bytes.indices {
      var decoder = TextDecoder(.shiftJIS, mark: 0)
      let text = ByteBuffer()
      for part in [bytes[..<cut], bytes[cut...]] {
        try Array(part).withUnsafeBufferPointer {
          try decoder.decode($0, isLast: part.endIndex == bytes.endIndex, into: text)
        }
      }
      #expect(String(decoding: text.bytes, as: UTF8.self).contains("キャ"))
    }
    var decoder = TextDecoder(.shiftJIS, mark: 0)
    #expect(throws: TextDecoder.Failure.self) {
      try [0x41, 0x83].withUnsafeBufferPointer {
        try decoder.decode($0, isLast: true, into: ByteBuffer())
      }
    }
  }

  @Test func whatIsUTF8IsNoCodePage() throws {
    let text = Array("Date,Campaign,Impressions,Clicks,Cost\n2024-11-18,Größe,1,1,1\n".utf8)
    #expect(throws: Diagnostic.self) {
      try Reading(bytes: text, options: ReadingOptions(encoding: .windows1251))
    }
  }
}
