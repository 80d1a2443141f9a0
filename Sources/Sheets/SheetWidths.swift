/// How wide columns must be, in digits of the sheet's font.
enum SheetWidths {
  static let least = 8
  static let most = 60

  static func width(_ sheet: DataSheet, column: Int) -> Double {
    // The filter's button stands in the head.
    var widest = (column < sheet.head.count ? sheet.head[column].unicodeScalars.count : 0) + 3
    for row in sheet.rows where column < row.count { widest = max(widest, length(row[column])) }
    return Double(min(max(widest + 1, least), most))
  }

  private static func length(_ cell: DataSheet.Cell) -> Int {
    switch cell {
    case .blank: 0
    case .text(let text): text.unicodeScalars.prefix(most).count
    case .day: 10
    case .number(let decimal, let format): length(decimal, format)
    }
  }

  private static func length(_ decimal: String, _ format: CellFormat) -> Int {
    let whole = decimal.utf8.prefix { $0 != UInt8(ascii: ".") }.count
    return switch format {
    case .plain: min(decimal.utf8.count, 12)
    case .count: whole + whole / 3
    case .share, .points, .multiple: whole + 5
    case .money(let mark): whole + whole / 3 + mark.unicodeScalars.count + 4
    }
  }
}
