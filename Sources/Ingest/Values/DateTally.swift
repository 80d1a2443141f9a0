import Metrics

/// What the dates of one shape prove about their order.
struct DateTally: Sendable {
  private(set) var values = 0
  /// Values that are no date in one order or the other.
  private(set) var proofs = 0
  private(set) var example: (line: Int, text: String)
  private(set) var readings: [DateReading]

  init(_ shape: DateShape, line: Int, text: String) {
    example = (line, text)
    readings = shape.readings.map(DateReading.init)
  }

  mutating func add(_ parts: DateParts, line: Int, text: @autoclosure () -> String) {
    values += 1
    if readings.count == 1 { return }
    let isPlausible = readings.map { parts.isPlausible($0.order) }
    let isProof = isPlausible.contains(true) && isPlausible.contains(false)
    if isProof { proofs += 1 }
    let usual = parts.day(readings[0].order)
    for index in readings.indices {
      if isProof, !isPlausible[index] { readings[index].exclude(line: line, text: text()) }
      readings[index].add(parts.day(readings[index].order), besides: usual)
    }
  }

  /// A row's first and last day, both of this shape.
  mutating func add(from start: DateParts, to end: DateParts) {
    for index in readings.indices {
      let order = readings[index].order
      if let first = start.day(order), let last = end.day(order) {
        readings[index].add(length: last - first + 1)
      }
    }
  }

  /// The orders that no date speaks against.
  var open: [DateReading] { readings.filter { $0.exclusion == nil } }

  /// Those of them that are not the first one in other words: where day and month are equal in every
  /// date, their order does not matter.
  var distinct: [DateReading] {
    guard let first = open.first, first.order == readings[0].order else { return open }
    return [first] + open.dropFirst().filter(\.differs)
  }

  /// The one order in which all dates lie among given days.
  func within(_ days: ClosedRange<CalendarDay>) -> DateReading? {
    let fitting = distinct.filter { reading in
      reading.span.map { days.contains($0.lowerBound) && days.contains($0.upperBound) } ?? false
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// An order in which the dates are days that follow each other, where they lie far apart in the
  /// given one.
  func denser(than order: ReadingOptions.DateOrder) -> DateReading? {
    guard let given = distinct.first(where: { $0.order == order }), !given.isDense else {
      return nil
    }
    return distinct.first { $0.order != order && $0.isDense && $0.misses <= given.misses }
  }

  /// An order in which every period is a month at most, where some are of months in the given one.
  func shorter(than order: ReadingOptions.DateOrder) -> DateReading? {
    guard let given = distinct.first(where: { $0.order == order }), let long = given.longest,
      long > 2 * 31
    else { return nil }
    return distinct.first {
      $0.order != order && $0.longest.map { $0 <= 31 } == true && $0.backward <= given.backward
    }
  }

  /// The order in which all dates lie close together, when they are spread over years in any other.
  var close: DateReading? {
    let near = distinct.filter { $0.days <= 2 * 366 }
    guard near.count == 1,
      distinct.allSatisfy({
        $0.order == near[0].order || $0.days > 5 * 366 && $0.misses >= near[0].misses
      })
    else { return nil }
    return near[0]
  }
}
