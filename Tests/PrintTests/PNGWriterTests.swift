import CPangoCairo
import Diagnostics
import Marks
import Testing

@testable import Print

@Suite struct PNGWriterTests {
  /// Type and data of every chunk; also checks lengths and checksums.
  private func chunks(of png: [UInt8]) -> [(type: String, data: [UInt8])] {
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    var result: [(type: String, data: [UInt8])] = []
    var start = 8
    while start + 12 <= png.count {
      let length = number(png[start..<start + 4])
      let body = png[start + 4..<start + 8 + length]
      let checksum = number(png[(start + 8 + length)...].prefix(4))
      #expect(Int(PNGChunks.checksum(Array(body))) == checksum)
      result.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
      start += 12 + length
    }
    #expect(start == png.count)
    return result
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  @Test func sizeAndTexts() throws {
    let writer = PNGWriter(fonts: try FontSet())
    let png = try writer.png(
      Samples.page(1), title: "Profit fell\u{0} 9%", description: "Line of “₹”")
    let chunks = chunks(of: png)
    #expect(number(chunks[0].data[0..<4]) == 1488)
    #expect(number(chunks[0].data[4..<8]) == 1046)
    let types = chunks.map(\.type)
    #expect(types.first == "IHDR" && types.last == "IEND")
    let image = try #require(types.firstIndex(of: "IDAT"))
    #expect(types[..<image].filter { $0 == "iTXt" }.count == 2)
    #expect(types[..<image].contains("sRGB"))
    let texts = chunks.filter { $0.type == "iTXt" }.map(\.data)
    #expect(texts[0] == Array("Title\u{0}\u{0}\u{0}\u{0}\u{0}Profit fell 9%".utf8))
    #expect(texts[1] == Array("Description\u{0}\u{0}\u{0}\u{0}\u{0}Line of “₹”".utf8))
    #expect(try writer.png(Samples.page(1), scale: 1).count < png.count)
  }

  @Test func sameSceneSameBytes() throws {
    let one = try PNGWriter(fonts: try FontSet()).png(Samples.page(1), title: "T")
    let other = try PNGWriter(fonts: try FontSet()).png(Samples.page(1), title: "T")
    #expect(one == other)
    #expect(one != (try PNGWriter(fonts: try FontSet()).png(Samples.page(2), title: "T")))
  }

  @Test(arguments: [(16_384.0, 10.0), (0, 10), (10, .nan), (.infinity, 10), (16_000, 16_000)])
  func sizesThatCairoCannotHoldAreThrown(_ width: Double, _ height: Double) throws {
    let writer = PNGWriter(fonts: try FontSet())
    let caught = #expect(throws: Diagnostic.self) {
      try writer.png(Scene(width: width, height: height, marks: []))
    }
    #expect(caught?.code == .renderFailed)
  }

  @Test func checksumIsTheStandardOne() {
    #expect(PNGChunks.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  /// Cairo's own reader finds every pixel as it was painted.
  @Test func pixelsAreAsPainted() throws {
    let inks: [Ink] = [.paper, .bad, .good, .search, .ink]
    let scene = Scene(
      width: 5, height: 3,
      marks: inks.enumerated().map { index, ink in
        .rect(RectMark(x: Double(index), y: 0, width: 1, height: 3, fill: .solid(ink)))
      })
    let source = ByteSource(try PNGWriter(fonts: try FontSet()).png(scene, scale: 1))
    let surface = cairo_image_surface_create_from_png_stream(
      ByteSource.read, Unmanaged.passUnretained(source).toOpaque())
    defer { cairo_surface_destroy(surface) }
    try #require(cairo_image_surface_get_width(surface) == 5)
    try #require(cairo_image_surface_get_height(surface) == 3)
    let data = try #require(cairo_image_surface_get_data(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    for y in 0..<3 {
      let row = UnsafeRawPointer(data + y * stride)
      let found = (0..<5).map { row.load(fromByteOffset: 4 * $0, as: UInt32.self) & 0xFFFFFF }
      #expect(found == inks.map(\.light))
    }
  }
}
