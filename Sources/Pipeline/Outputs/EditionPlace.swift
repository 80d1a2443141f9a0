import Diagnostics

/// Where an edition lies that the user names: by its id, or by the path of its folder.
struct EditionPlace {
  let folder: String

  /// - Throws: `edition.unknown`.
  init(_ name: String, _ session: Session) throws(Diagnostic) {
    if let id = EditionID(name), let folder = try PublishedSite(session).folder(id) {
      self.folder = folder
      return
    }
    var path = name
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard FileSystem.exists("\(path)/manifest.json") else {
      let known = SiteArchive(session.folder).editions.prefix(5).map(\.description)
      throw Diagnostic(
        .editionUnknown, "there is no edition «\(Printable.text(name, limit: 80))»",
        hint: known.isEmpty
          ? "run `broadsheet run` first" : "the newest are \(known.joined(separator: ", "))")
    }
    folder = path
  }

  func manifest() throws(Diagnostic) -> EditionManifest {
    guard let bytes = try FileSystem.read("\(folder)/manifest.json"),
      let manifest = EditionManifest.read(bytes)
    else {
      throw Diagnostic(
        .editionDamaged, "has no manifest of this version that can be read",
        at: Place(file: folder))
    }
    return manifest
  }

  func figures() throws(Diagnostic) -> FiguresFile {
    guard let bytes = try FileSystem.read("\(folder)/figures.json"),
      let figures = FiguresFile.read(bytes)
    else {
      throw Diagnostic(
        .editionDamaged, "has no figures.json that can be read", at: Place(file: folder))
    }
    return figures
  }
}
