import Testing

@testable import Print

@Suite struct WebFontsTests {
  @Test func aSubsetHoldsWhatIsAskedForAndLittleElse() throws {
    let few = try WebFonts().faces(covering: Set("Spend $154k".unicodeScalars))
    let more = try WebFonts().faces(covering: Set((0x20...0x17F).compactMap(Unicode.Scalar.init)))
    #expect(few.map(\.family) == ["Inter", "Inter", "Inter", "Inter Display"])
    #expect(few.map(\.weight) == [400, 500, 600, 600])
    for (small, large) in zip(few, more) {
      #expect(small.bytes.starts(with: "OTTO".utf8))
      #expect(small.bytes.count < large.bytes.count && large.bytes.count < 120_000)
    }
  }

  @Test func theSameLettersAreTheSameBytes() throws {
    let scalars = Set("Überblick 2024 – 3.71×".unicodeScalars)
    let (first, second) = (
      try WebFonts().faces(covering: scalars), try WebFonts().faces(covering: scalars)
    )
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }

  @Test func lettersThatInterLacksAreLeftOut() throws {
    #expect(try WebFonts().faces(covering: Set("हिन्दी🙂".unicodeScalars)).count == 4)
  }
}
