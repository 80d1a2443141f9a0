/// `feed.xml`: the editions for feed readers, by RFC 4287.
public struct AtomFeed: Sendable {
  public let bytes: [UInt8]

  /// - Parameters:
  ///   - address: where the site is read, with a slash at the end; nil keeps links relative, which
  ///     a feed reader resolves against the feed's own address.
  ///   - editions: newest first.
  public init(
    title: String, organisation: String, address: String?, language: String,
    editions: [SiteEdition]
  ) {
    let base = address ?? ""
    var entries: HTMLMarkup = ""
    for edition in editions.prefix(60) where !edition.isReplaced {
      entries += """
        <entry>
        <id>\(HTMLText("urn:broadsheet:\(edition.pack)"))</id>
        <title>\(HTMLText(edition.headline))</title>
        <updated>\(HTMLText(edition.updated))</updated>
        <link rel="alternate" type="text/html" href="\(HTMLText(base + edition.href))"/>
        <summary>\(HTMLText(edition.state.isEmpty ? edition.period : "\(edition.period); \(edition.state)"))</summary>
        </entry>

        """
    }
    let name = organisation.isEmpty ? title : organisation
    let feed: HTMLMarkup = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(HTMLText(language))">
      <id>\(HTMLText("urn:broadsheet:\(address ?? "site")"))</id>
      <title>\(HTMLText(title))</title>
      <updated>\(HTMLText(editions.map(\.updated).max() ?? "1970-01-01T00:00:00Z"))</updated>
      <author><name>\(HTMLText(name))</name></author>
      <link rel="self" href="\(HTMLText(base))feed.xml"/>
      <link rel="alternate" type="text/html" href="\(HTMLText(base))index.html"/>
      \(entries)</feed>

      """
    bytes = Array(("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + feed.source).utf8)
  }
}
