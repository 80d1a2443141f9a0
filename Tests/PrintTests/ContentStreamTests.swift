import Testing

@testable import Print

@Suite struct ContentStreamTests {
  private func wrap(_ text: String) -> [String] {
    String(decoding: ContentStream.wrappingUntagged(Array(text.utf8)), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).map(String.init)
  }

  @Test func untaggedDrawingIsWrapped() {
    #expect(
      wrap("q 1 0 0 rg 0 0 5 5 re f /P <</MCID 0>> BDC BT (a) Tj ET EMC 1 1 m 2 2 l S Q")
        .joined(separator: " ")
        == "q 1 0 0 rg /Artifact BMC 0 0 5 5 re f EMC /P <</MCID 0>> BDC BT (a) Tj ET EMC "
        + "/Artifact BMC 1 1 m 2 2 l S Q EMC")
  }

  @Test func spansOfLigaturesDoNotEndAnArtifact() {
    let words = wrap("BT /Span <</ActualText (fi)>> BDC (x) Tj EMC ET 0 0 1 1 re f")
    #expect(words.filter { $0 == "/Artifact" }.count == 1)
    #expect(words.suffix(2) == ["f", "EMC"])
  }

  @Test func operatorsInStringsNamesAndCommentsAreNone() {
    let text = "(BT \\) (EMC) re) Tj <42540A> Tj /re gs % BT\n[(m) 3] TJ"
    #expect(!wrap(text).contains("/Artifact"))
  }

  @Test func pictureDataIsPassedOver() {
    let words = wrap("/P <</MCID 1>> BDC BI /W 1 ID EMC BT EI EMC 0 0 1 1 re f")
    #expect(words.filter { $0 == "/Artifact" }.count == 1)
    #expect(words.suffix(8).first == "BMC")
  }

  @Test(arguments: [
    "", "(", "(\\", "<", "<<", "/", "%", "EMC EMC", "BDC", "ID", "BI ID E", "(a (b) c", "[",
    "q Q re",
  ])
  func brokenStreamsStayInBounds(_ text: String) {
    for length in 0...text.utf8.count {
      let part = Array(text.utf8.prefix(length))
      #expect(ContentStream.wrappingUntagged(part).count >= part.count)
    }
  }

  @Test func anyBytesStayInBounds() {
    var state: UInt64 = 42
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let pool = Array("()<>[]{}/%\\ \nBTEMCDIre01".utf8) + [0, 255]
        return pool[Int(state >> 33) % pool.count]
      }
      #expect(ContentStream.wrappingUntagged(bytes).count >= bytes.count)
    }
  }
}
