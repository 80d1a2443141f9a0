/// What the rows of an export are broken down by, told by the columns that named it: two columns of one
/// field may cut the same money differently, keywords and what people searched for, regions and
/// countries.
enum GrainWords {
  /// - Parameters:
  ///   - grain: the fields, as the ledger holds them.
  ///   - columns: field → header; empty for loads of older programs.
  /// - Returns: nil where the columns are not known.
  static func of(_ grain: String, columns: [String: String]) -> String? {
    if columns.isEmpty { return nil }
    var words = grain.split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init)
    for index in words.indices {
      words[index] = word(words[index], columns)
    }
    // A keyword is a row for each of its match types.
    if columns["keyword"] != nil, columns["match_type"] != nil { words.append("match_type") }
    return words.joined(separator: ", ")
  }

  private static func word(_ field: String, _ columns: [String: String]) -> String {
    guard let header = columns[field] else { return field }
    let text = header.lowercased()
    switch field {
    case "campaign" where namesNumber(header), "ad" where namesNumber(header): return field + "_id"
    case "campaign" where text.contains("group"): return "campaign_group"
    case "keyword" where searches.contains(where: text.contains): return "search_term"
    case "location" where header == columns["country"]: return "country"
    case "location" where header == columns["region"]: return "region"
    default: return field
    }
  }

  /// How platforms head the column of what people searched for, in their languages.
  private static let searches = [
    "search term", "search_term", "searchterm", "search query", "search_query", "searchquery",
    "suchbegriff", "suchanfrage", "término de búsqueda", "términos de búsqueda",
    "terme de recherche", "termes de recherche", "termo de pesquisa", "termos de pesquisa",
    "搜索字词", "搜索词", "termine di ricerca", "termini di ricerca", "zoekterm", "検索語句",
    "wyszukiwane hasło",
    "검색어", "arama terimi", "поисковый запрос",
  ]

  private static func namesNumber(_ header: String) -> Bool {
    header.lowercased() == "id" || [" id", "_id", " ID", "Id"].contains(where: header.hasSuffix)
  }
}
