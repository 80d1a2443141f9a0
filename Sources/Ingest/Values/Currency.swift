/// Currency marks and codes as exports write them.
enum Currency {
  /// Longest marks first, so that `R$` is not read as `$`.
  static let marks: [(bytes: [UInt8], code: String)] = [
    ("US$", "USD"), ("CA$", "CAD"), ("A$", "AUD"), ("R$", "BRL"), ("MX$", "MXN"), ("HK$", "HKD"),
    ("S$", "SGD"), ("NZ$", "NZD"), ("CN¥", "CNY"), ("Rp", "IDR"), ("$", "USD"), ("€", "EUR"),
    ("£", "GBP"), ("₹", "INR"), ("¥", "JPY"), ("₩", "KRW"), ("₪", "ILS"), ("₫", "VND"),
    ("₱", "PHP"), ("₦", "NGN"), ("zł", "PLN"), ("₺", "TRY"),
  ].map { (Array($0.0.utf8), $0.1) }

  static let codes: Set<String> = [
    "AED", "ARS", "AUD", "BDT", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK",
    "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "KWD", "LKR",
    "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RUB",
    "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR",
  ]
}
