import Foundation
import Testing

/// The gallery shows what there is: no sample is missing, left over or out of date. Needs no fonts;
/// `make gallery` records instead of comparing.
@Suite struct GalleryTests {
  @Test(arguments: Gallery.samples)
  func pictureIsOfThisScene(_ sample: Sample) throws {
    let file = Gallery.folder.appending(component: Gallery.file(sample))
    if Gallery.isRecorded {
      try FileManager.default.createDirectory(
        at: Gallery.folder, withIntermediateDirectories: true)
      try Gallery.picture(sample).write(to: file)
    }
    let picture = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      picture?.hasSuffix(Gallery.mark(sample)) == true,
      "docs/gallery has not this picture: make gallery")
  }

  @Test func pageShowsEverySample() throws {
    let file = Gallery.folder.appending(component: Gallery.page)
    let text = Gallery.markdown
    for sample in Gallery.samples {
      #expect(
        text.contains("src=\"\(Gallery.file(sample))\""), "its kind is missing in Gallery.kinds")
    }
    if Gallery.isRecorded {
      try FileManager.default.createDirectory(
        at: Gallery.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: false, encoding: .utf8)
    }
    let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
    #expect(isCurrent, "docs/gallery/README.md is out of date: make gallery")
  }

  @Test func nothingIsLeftOver() throws {
    let wanted = Set(Gallery.samples.map(Gallery.file) + [Gallery.page])
    #expect(wanted.count == Gallery.samples.count + 1, "two samples have one name")
    let surplus = try Gallery.files().subtracting(wanted)
    if Gallery.isRecorded {
      for file in surplus {
        try FileManager.default.removeItem(at: Gallery.folder.appending(component: file))
      }
      return
    }
    #expect(surplus.isEmpty, "docs/gallery holds what no sample is of: make gallery")
  }

  @Test func isSmall() throws {
    let bytes = try Gallery.files().map {
      try Data(contentsOf: Gallery.folder.appending(component: $0)).count
    }
    #expect(bytes.reduce(0, +) < 3_000_000)
  }
}
