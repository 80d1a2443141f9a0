import Diagnostics
import Metrics

/// A column that is not read and whose header says that it holds a measure for which no column is
/// read: what would be n/a on every page may only be called by a name that nobody knows here.
struct UnreadMeasures {
  private let layout: Layout

  init(layout: Layout) { self.layout = layout }

  func warnings(_ path: String) -> [(Measure, Diagnostic)] {
    let unread = layout.unreadColumns
    return [Measure.impressions, .clicks, .conversions, .saleAmount].compactMap { measure in
      guard layout.measures[measure.rawValue].isEmpty else { return nil }
      let columns = unread.filter {
        Self.mayHold(measure, header: layout.header[$0]) && !isOfSeveralKinds($0)
      }
      guard let first = columns.first else { return nil }
      let named = columns.prefix(3).map { "«\(Printable.text(layout.header[$0], limit: 60))»" }
        .joined(separator: ", ")
      return (
        measure,
        .warning(
          .measureMissing,
          "no column is read for \(measure.id), and \(named) may hold \(measure == .saleAmount ? "it" : "them")",
          at: Place(file: path, line: layout.headerLine, column: first + 1),
          hint:
            "if so, name it: `columns: {\(measure.id): \(Printable.text(layout.header[first]))}` of the source; until then figures that need it leave these rows out"
        )
      )
    }
  }

  /// Meta's results are what each campaign is for: reach beside purchases, as a column of their own says.
  private func isOfSeveralKinds(_ column: Int) -> Bool {
    let kinds: Set = ["resultindicator", "resulttype", "結果インジケーター", "结果类型"]
    return ["results", "結果", "成效"].contains(layout.head.names[column])
      && layout.head.names.contains(where: kinds.contains)
  }

  /// Whether the words of a header say so; those of rates, costs and settings do not.
  static func mayHold(_ measure: Measure, header: String) -> Bool {
    var words = words(header)
    // The value of an action is no name of one.
    if words.contains("values") { words.remove("action") }
    guard words.isDisjoint(with: otherwise), !unspaced(otherwise, header), !header.contains("/"),
      !header.contains("%")
    else { return false }
    func has(_ known: Set<String>) -> Bool {
      !words.isDisjoint(with: known) || unspaced(known, header)
    }
    let isMoney = has(money) || has(values) && has(counts.union(sold))
    switch measure {
    case .impressions: return has(shown) && !has(counts) && !has(values)
    case .clicks: return has(clicked) && !has(counts) && !has(values)
    case .saleAmount: return isMoney
    case .conversions: return !isMoney && !has(values) && has(counts)
    default: return false
    }
  }

  /// Chinese, Japanese and Korean stand without blanks between words.
  private static func unspaced(_ known: Set<String>, _ header: String) -> Bool {
    let isWritten = header.unicodeScalars.contains { $0.value >= 0x3040 }
    return isWritten
      && known.contains {
        $0.unicodeScalars.allSatisfy { $0.value >= 0x3040 } && header.contains($0)
      }
  }

  static func words(_ header: String) -> Set<String> {
    var words: Set<String> = []
    var word = String.UnicodeScalarView()
    var isLower = false
    for scalar in header.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic
      // "ConversionValue" is two words.
      if !isLetter || isLower && scalar.properties.isUppercase {
        words.insert(String(word).lowercased())
        word.removeAll()
      }
      if isLetter { word.append(scalar) }
      isLower = isLetter && scalar.properties.isLowercase
    }
    words.insert(String(word).lowercased())
    return words
  }

  private static let money: Set = [
    "revenue", "revenues", "sales", "turnover", "umsatz", "umsätze", "erlös", "erlöse", "einnahmen",
    "ingresos", "facturación", "revenu", "revenus", "receita", "receitas", "faturamento",
    "fatturato", "ventas", "vendas", "vendite",
    "ricavi", "entrate", "omzet", "opbrengst", "收入", "营收", "销售额", "売上", "売上高", "gmv",
    "przychód", "przychody", "sprzedaż", "intäkter", "omsättning", "försäljning", "omsætning",
    "omsetning",
    "tržby", "obrat", "매출", "gelir", "ciro", "satışlar", "доход", "выручка",
  ]
  private static let values: Set = [
    "value", "values", "amount", "wert", "valor", "valeur", "valore", "waarde", "转化价值",
    "金额", "金額", "wartość", "värde", "værdi", "verdi", "hodnota", "가치", "전환값", "değeri", "ценность",
    "сумма",
  ]
  private static let counts: Set = [
    "conversion", "conversions", "conv", "convs", "purchase", "purchases", "orders", "payments",
    "checkouts", "installs", "customers", "acquisitions", "results", "deals", "konversionen",
    "bestellungen", "käufe", "kunden", "ergebnisse", "conversiones", "compras", "pedidos",
    "clientes",
    "resultados", "achats", "commandes", "résultats", "conversões", "conversioni", "acquisti",
    "ordini",
    "risultati", "conversies", "aankopen", "bestellingen", "resultaten", "转化", "订单", "コンバージョン",
    "購入", "結果", "成交", "konwersje", "zakupy", "zamówienia", "wyniki", "konverteringar", "köp",
    "konverteringer", "konverze", "objednávky", "전환", "구매", "주문", "결과", "dönüşümler",
    "alışverişler", "siparişler",
    "sonuçlar", "конверсии", "покупки", "заказы", "результаты",
  ]
  private static let shown: Set = [
    "impressions", "impression", "impr", "impressionen", "impresiones", "impressões", "impressioni",
    "vertoningen", "展示", "展现", "曝光", "表示回数", "インプレッション", "wyświetlenia", "visningar", "visninger",
    "zobrazení", "노출", "gösterimler", "gösterim", "показы",
  ]
  private static let clicked: Set = [
    "clicks", "click", "klicks", "clics", "clic", "cliques", "klikken", "点击", "クリック", "kliknięcia",
    "klick",
    "klik", "kliknutí", "클릭", "tıklamalar", "клики",
  ]
  /// Further ones that have a value; by themselves they are names.
  private static let sold: Set = ["order", "payment", "checkout"]
  /// What makes a ratio, a cost, a plan or a label of any of these.
  private static let otherwise: Set = [
    "rate", "cost", "costs", "cpa", "cpc", "cpm", "roas", "roi", "acos", "average", "avg", "per",
    "pro",
    "por", "par", "type", "types", "status", "name", "id", "date", "time", "window", "action",
    "indicator", "category", "source", "currency", "code", "target", "goal", "plan", "planned",
    "forecast",
    "budget", "share", "through", "view", "cart", "last", "previous", "prior", "comparison",
    "tracking",
    "setting", "manager", "team", "rating", "ranking", "level", "lag", "kosten", "quote", "ziel",
    "typ", "coste",
    "costo",
    "tasa", "tipo", "coût", "taux", "custo", "taxa", "tasso", "percentuale", "percentage",
    "unique", "assisted", "invalid", "top", "absolute", "lost", "eligible", "frequency", "viewable",
    "koszt", "współczynnik", "śr", "kostnad", "náklady", "cena", "míra", "비용", "당", "률", "율",
    "maliyet", "maliyeti", "oranı",
    "ort", "стоимость", "цена", "коэффициент", "сред",
    "率", "成本", "费", "单价", "均", "単価", "費", "割合", "ランク", "インジケーター",
  ]
}
