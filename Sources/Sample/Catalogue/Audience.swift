/// A device, with its share of clicks and its rates against the campaign's.
struct Device: Sendable {
  let share: Double
  /// Share of the rows.
  let rowShare: Double
  let price: Double
  let leadFactor: Double
  let purchaseFactor: Double

  /// The order of `all`.
  static let mobile = 0
  static let desktop = 1
  static let tablet = 2

  static let all: [Self] = [
    Device(share: 0.62, rowShare: 0.54, price: 0.94, leadFactor: 0.93, purchaseFactor: 0.95),
    Device(share: 0.30, rowShare: 0.33, price: 1.13, leadFactor: 1.16, purchaseFactor: 1.12),
    Device(share: 0.08, rowShare: 0.13, price: 1.00, leadFactor: 0.90, purchaseFactor: 0.86),
  ]
}

/// A city, with its share of clicks and how readily its leads buy.
struct City: Sendable {
  let name: String
  let share: Double
  let purchaseFactor: Double

  static let all: [Self] = [
    City(name: "Hyderabad", share: 0.21, purchaseFactor: 1.02),
    City(name: "Bengaluru", share: 0.23, purchaseFactor: 1.06),
    City(name: "Mumbai", share: 0.16, purchaseFactor: 1.04),
    City(name: "Delhi", share: 0.12, purchaseFactor: 0.95),
    City(name: "Pune", share: 0.10, purchaseFactor: 0.99),
    City(name: "Chennai", share: 0.09, purchaseFactor: 0.97),
    City(name: "Kolkata", share: 0.05, purchaseFactor: 0.84),
    City(name: "Ahmedabad", share: 0.04, purchaseFactor: 0.89),
  ]
}
