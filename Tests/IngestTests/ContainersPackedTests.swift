import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

@Suite struct ContainersPackedTests {
  private let text = Array(Flat.file([Flat.row(), Flat.row("A2", cost: "")]).utf8)

  private func refusal(_ bytes: [UInt8], name: String) throws -> Diagnostic {
    do {
      _ = try Containers.raw(bytes, name: name)
    } catch let error as Diagnostic {
      #expect(error.exitStatus == .badInput)
      #expect(error.place?.file == name)
      #expect(error.hint != nil)
      return error
    }
    Issue.record("\(name) was read")
    return Diagnostic(.fault, "was read")
  }

  @Test func aPackedExportIsTheSameExport() throws {
    let zipped = try Packed.zip([("reports/a.csv", text), ("__MACOSX/reports/._a.csv", [1, 2])])
    let plain = try Containers.hash(text, name: "a.csv")
    for (bytes, name) in [(Packed.gzip(text), "a.csv.gz"), (zipped, "b.zip")] {
      let fixture = try Fixture(bytes, name: name)
      let reading = try Reading(path: fixture.path)
      #expect(reading.rows.count == 2)
      #expect(reading.total(.cost) == "10.50")
      #expect(reading.summary.encoding == .utf8)
      #expect(reading.summary.sha256 == plain)
      #expect(reading.summary.bytes == text.count)
      #expect(try Containers.hash(bytes, name: name) == plain)
    }
  }

  @Test func gzipIsKnownByContent() throws {
    #expect(try Containers.raw(Packed.gzip(text), name: "a.csv").records.count == 3)
  }

  @Test func gzipOfSeveralMembersIsOneText() throws {
    let bytes = Packed.gzip(Array("a,b\n".utf8)) + Packed.gzip(Array("1,2\n".utf8)) + [0, 0]
    #expect(try Containers.raw(bytes, name: "a.gz").records == [["a", "b"], ["1", "2"]])
  }

  /// A file cut at any byte is refused, never read in part.
  @Test func aCutFileIsRefused() throws {
    let zipped = try Packed.zip([("a.csv", text)])
    let packed = Packed.gzip(text)
    for count in stride(from: 3, to: packed.count, by: 7) {
      #expect(try refusal(Array(packed.prefix(count)), name: "a.gz").code == .fileDamaged)
    }
    for count in stride(from: 5, to: zipped.count, by: 11) {
      #expect(try refusal(Array(zipped.prefix(count)), name: "a.zip").code == .fileDamaged)
    }
  }

  @Test func aChangedByteIsRefused() throws {
    var packed = Packed.gzip(text)
    packed[packed.count - 6] ^= 1
    #expect(try refusal(packed, name: "a.gz").code == .fileDamaged)
    #expect(try refusal(Packed.gzip(text) + [7], name: "a.gz").code == .fileDamaged)
    var zipped = try Packed.zip([("a.csv", text)])
    zipped[60] ^= 1
    #expect(try refusal(zipped, name: "a.zip").code == .fileDamaged)
  }

  @Test func bombsAreRefusedEarly() throws {
    let bomb = [UInt8](repeating: 0x61, count: 48 << 20)
    // One endless record as well as rows: both expand too far.
    #expect(try refusal(Packed.gzip(bomb), name: "a.csv.gz").code == .fileExpands)
    #expect(try refusal(Packed.zip([("a.csv", bomb)]), name: "a.zip").code == .fileExpands)
    let row = Array((Flat.row() + "\n").utf8)
    var rows = Array(Flat.file([]).utf8)
    while rows.count < 20 << 20 { rows += row }
    #expect(try refusal(Packed.gzip(rows), name: "a.csv.gz").code == .fileExpands)
    var book = Book("<row><c><v>1</v></c></row>")
    book.strings = "<si><t>" + String(decoding: bomb, as: UTF8.self) + "</t></si>"
    #expect(try refusal(book.bytes(), name: "a.xlsx").code == .fileExpands)
  }

  @Test func eachFileOfAnArchiveIsAnExport() throws {
    let book = Book("")
    let other = Array("Campaign,Day,Cost\nB,2024-03-01,7.00\n".utf8)
    let fixture = try Fixture(
      Packed.zip([
        ("2024/a.csv", text), ("2024/", []), ("__MACOSX/2024/._a.csv", [1, 2]), ("b.csv", other),
        ("c.xlsx", try book.bytes()),
      ]), name: "reports.zip")
    let paths = ArchiveMembers.paths(of: fixture.path, try PlatformCatalog())
    #expect(paths == ["2024/a.csv", "b.csv", "c.xlsx"].map { "\(fixture.path)/\($0)" })
    let reading = try Reading(path: paths[0])
    #expect(reading.total(.cost) == "10.50")
    #expect(reading.summary.sha256 == (try Containers.hash(text, name: "a.csv")))
    #expect(try Reading(path: paths[1]).total(.cost) == "7.00")
    #expect(try FileForm.of(paths[2]).isWorkbook)
    #expect(throws: Diagnostic.self) { try FileForm.of("\(fixture.path)/d.csv") }
  }

  /// What names cannot tell apart, or could be taken for a place on disk, is not opened by name.
  @Test(arguments: [["a.csv", "../b.csv"], ["a.csv", "/b.csv"], ["a.csv", "x//b.csv"]])
  func anArchiveOfUnplainNamesIsRefused(names: [String]) throws {
    let bytes = try Packed.zip(names.map { ($0, "a,b\n1,2\n") })
    let fixture = try Fixture(bytes, name: "a.zip")
    #expect(ArchiveMembers.paths(of: fixture.path, try PlatformCatalog()) == [fixture.path])
    #expect(try refusal(bytes, name: "a.zip").message.contains("is no name of a file in it"))
  }

  @Test func severalMembersAreNamed() throws {
    let error = try refusal(
      Packed.zip([("a.csv", "a,b\n"), ("b.csv", "a,b\n")]), name: "two.zip")
    #expect(error.code == .fileUnsupported)
    #expect(error.message.contains("«a.csv», «b.csv»"))
    #expect(error.hint?.contains("unpack") == true)
  }

  @Test func archivesWithinArchivesAreRefused() throws {
    let inner = try Packed.zip([("a.csv", "a,b\n")])
    #expect(try refusal(Packed.zip([("b.zip", inner)]), name: "a.zip").code == .fileUnsupported)
    #expect(try refusal(Packed.gzip(Packed.gzip(text)), name: "a.gz").code == .fileUnsupported)
  }

  @Test func aWorkbookMayBePackedOnce() throws {
    let book = try Book("<row><c t=\"str\"><v>a</v></c><c><v>1</v></c></row>").bytes()
    for (bytes, name) in [
      (try Packed.zip([("book.xlsx", book)]), "book.zip"), (Packed.gzip(book), "book.xlsx.gz"),
    ] {
      let text = try Containers.raw(bytes, name: name)
      #expect(text.records == [["a", "1"]])
      #expect(text.encoding == .workbook)
      #expect(
        try Containers.hash(bytes, name: name) == Containers.hash(book, name: "book.xlsx"))
    }
  }

  /// A name that says text and a content that does not: nothing is guessed.
  @Test func archivesUnderTheNameOfATextAreRefused() throws {
    let book = try Book("<row><c><v>1</v></c></row>").bytes()
    #expect(try refusal(book, name: "a.csv").message.contains("Excel workbook"))
    #expect(try refusal(Packed.zip([("a.csv", text)]), name: "a.CSV").message.contains("ZIP"))
  }

  @Test(arguments: [
    ("<html><table><tr><td>1</td></tr></table></html>", "web page"),
    ("\n<!DOCTYPE html><p>", "web page"), ("\u{FEFF}<table><tr>", "web page"),
    (
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
      "2003"
    ),
    ("%PDF-1.4\n", "PDF"),
  ])
  func otherKindsAreNamed(text: String, word: String) throws {
    let error = try refusal(Array(text.utf8), name: "report.xls")
    #expect(error.code == .fileUnsupported)
    #expect(error.message.contains(word))
  }

  @Test func oldAndProtectedWorkbooksAreTold() throws {
    let old: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
    #expect(try refusal(old, name: "a.xls").message.contains("old Excel"))
    let name = Array("EncryptedPackage".utf8).flatMap { [$0, 0] as [UInt8] }
    #expect(try refusal(old + name, name: "a.xlsx").message.contains("password"))
  }

  @Test func aDirectoryOfMillionsIsNotBuilt() {
    // 4 MiB and one byte of directory before its end record.
    let end: [UInt8] =
      [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0, 0, 0x10, 0, 0x10, 1, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]
    #expect(ZipDirectory.isTooLong(end, start: 5 << 20) { _ in [] })
    #expect(!ZipDirectory.isTooLong(end, start: 100) { _ in [] })
  }
}
