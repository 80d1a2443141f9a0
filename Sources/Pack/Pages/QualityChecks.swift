import Analysis
import Metrics
import Warehouse

/// Data tests grouped into the checks a reader can take in: what was asked, what was measured.
struct QualityChecks {
  let context: PageContext

  struct Check {
    let name: Prose
    let measured: Prose
    let badge: Table.Badge
  }

  /// Tests of days that an account lacks.
  private static let completeness: Set<String> = [
    "days_complete", "report_week_complete", "sources_up_to_date",
  ]

  /// Tests of days that are zero where chance makes none.
  static let tracking: Set<String> = ["conversions_tracked", "revenue_tracked"]

  /// Tests that are one check to a reader; those of claims and of a project's own have checks of theirs.
  private struct Group {
    let id: String
    let name: Prose
    let holds: (TestResult) -> Bool
  }

  private static var groups: [Group] {
    [
      Group(id: "trail", name: "Read = loaded + set aside + superseded + footer") {
        $0.test.name == "money_trail_balances"
      },
      Group(id: "layers", name: "Loads, facts and marts sum to the same") {
        ["facts_equal_loaded", "marts_equal_facts"].contains($0.test.name)
      },
      Group(id: "keys", name: "Keys are unique and never blank") {
        ["unique", "not_null"].contains($0.test.kind)
      },
      Group(id: "relationships", name: "Every fact finds its dimensions") {
        $0.test.kind == "relationships"
      },
      Group(id: "future", name: "No date lies in the future") {
        $0.test.name == "no_future_dates"
      },
      Group(id: "negative", name: "Spend and revenue are not negative") {
        $0.test.name.hasSuffix("not_negative")
      },
      Group(id: "funnel", name: "Impressions ≥ clicks ≥ leads ≥ conversions") {
        $0.test.name.contains("_within_") && $0.test.name != claimsTest
      },
      Group(id: "devices", name: "Devices are recognised") { $0.test.kind == "accepted_values" },
      Group(id: "complete", name: "Every active source has every day") {
        completeness.contains($0.test.name)
      },
      Group(id: "overlaps", name: "Overlapping exports replace whole days") {
        $0.test.name == "overlaps_agree"
      },
      Group(id: "tracked", name: "Conversions and revenue are tracked every day") {
        tracking.contains($0.test.name)
      },
      Group(id: "usual", name: "Days have their usual number of rows") {
        $0.test.name == "row_count_usual"
      },
      Group(id: "totals", name: "Reports’ own totals are those of their rows") {
        $0.test.name == "footers_equal_rows"
      },
      Group(id: "columns", name: "Exports have the columns of before") {
        $0.test.name == "columns_unchanged"
      },
      Group(id: "ratios", name: "Ratios of the platforms are those of their counts") {
        $0.test.name == "source_ratios_agree"
      },
    ]
  }

  private static let claimsTest = "claims_within_sales"
  private static var claimsName: Prose { "Platforms claim no more than the shop sold" }

  /// What a reader calls a test: its check, or its own words where a check has several.
  static func name(of result: TestResult) -> Prose {
    switch result.test.name {
    case claimsTest: return claimsName
    case "clicks_within_impressions": return "Clicks are no more than impressions"
    case "leads_within_clicks": return "Leads are no more than clicks"
    case "conversions_within_leads": return "Conversions are no more than leads"
    case "cost_not_negative": return "Spend is not negative"
    case "sale_amount_not_negative": return "Revenue is not negative"
    case "conversions_tracked": return "Conversions are tracked every day"
    case "revenue_tracked": return "Revenue is tracked every day"
    case "days_complete": return "No source lacks a day"
    case "report_week_complete": return "The newest week is whole"
    case "sources_up_to_date": return "No source ends early"
    default:
      return groups.first { $0.holds(result) }?.name ?? "\(name: result.test.name)"
    }
  }

  var checks: [Check] {
    let tests = context.quality.tests
    let groups = Self.groups
    var result: [Check] = []
    func add(_ id: String, _ name: Prose, _ own: [TestResult]) {
      guard !own.isEmpty else { return }
      let failures = own.reduce(0) { $0 + $1.failures }
      // Of several tests that fail it may be the same.
      let prices = own.compactMap { context.quality.prices[$0.test.name] }
      let spend = prices.count == 1 ? prices[0].spend : 0
      var measured: Prose =
        failures == 0
        ? "\(context.book.count("check.\(id).passed", Int64(own.count))) of \(context.book.count("check.\(id).tests", Int64(own.count)))"
        : "\(context.book.count("check.\(id).failures", Int64(failures))) \(word: failures == 1 ? "row" : "rows")"
      if failures > 0, id == "ratios", let agreement { measured = agreement }
      if spend != 0 {
        measured =
          "\(measured), \(context.book.money("check.\(id).spend", micros: spend))"
      }
      let status = own.map(\.status)
      result.append(
        Check(
          name: name, measured: measured,
          badge: status.contains(.fail) ? .fail : status.contains(.warn) ? .caution : .pass))
    }
    for group in groups { add(group.id, group.name, tests.filter(group.holds)) }
    add(
      "own", "Tests of this project",
      tests.filter { test in
        test.test.name != Self.claimsTest && !groups.contains { $0.holds(test) }
      })
    result.append(aside)
    result.append(contentsOf: periods)
    result.append(dates)
    result.append(missing)
    result.append(names)
    result.append(weeks)
    result.append(claims)
    // What does not fit into the table has passed.
    let rank: (Check) -> Int = { check in
      switch check.badge {
      case .fail: 0
      case .caution: 1
      case .note: 2
      case .pass: 3
      }
    }
    return (0...3).flatMap { place in result.filter { rank($0) == place } }
  }

  /// How many rows agree where a platform's own ratio is not that of its counts: the test fails once for
  /// each export and ratio. Nil where none is kept.
  private var agreement: Prose? {
    let off = context.quality.loads.filter { !$0.isRetracted }.flatMap(\.ratios)
      .filter { $0.agreeing * 20 < $0.compared * 19 }
    let rows = off.reduce(0) { $0 + $1.compared }
    guard let share = Rational(Int128(off.reduce(0) { $0 + $1.agreeing }), Int128(rows)) else {
      return nil
    }
    return
      "\(context.book.share("check.ratios.agreeing", share, decimals: false)) of \(context.book.count("check.ratios.rows", Int64(rows))) agree"
  }

  private var aside: Check {
    let rows = context.quality.rowsQuarantined
    return Check(
      name: "Every row could be read for certain",
      measured: rows == 0
        ? "none set aside" : "\(context.book.count("rows-quarantined", Int64(rows))) set aside",
      badge: rows == 0 ? .pass : .caution)
  }

  /// Only where a row is left out: of other exports it would be a sentence about nothing.
  private var periods: [Check] {
    let left = context.quality.ofPeriods
    guard left.rows > 0 else { return [] }
    let rows = Words.count(Int(left.rows), .row, context.book)
    return [
      Check(
        name: "Every row names its day",
        measured:
          "\(rows) of longer periods, \(context.book.money("check.periods.spend", micros: left.spend)), in no figure",
        badge: .caution)
    ]
  }

  private var dates: Check {
    let isSuspicious = context.quality.warnings.contains { $0.code == .dateSuspicious }
    return Check(
      name: "Days are written so that they can be read in one way",
      measured: isSuspicious ? "doubts in an export" : "no doubt",
      badge: isSuspicious ? .caution : .pass)
  }

  private var missing: Check {
    let most = context.market.thresholds.missing
    let name = Prose.labels("Missing values at most \(Thresholds.percent(most)) a field")
    let tally = context.market.tally(context.calendar.evidenceDays)
    let worst = Measure.allCases.filter { measure in
      context.quality.loads.contains { $0.trails.contains { $0.measure == measure } }
    }.max { tally.rowsMissing($0) < tally.rowsMissing($1) }
    guard let worst,
      let share = Rational(Int128(tally.rowsMissing(worst)), Int128(max(tally.rows, 1)))
    else {
      return Check(
        name: name, measured: "no rows", badge: .note)
    }
    let figure = context.book.share("check.missing", share)
    return Check(
      name: name,
      measured: "\(words: worst.noun) \(figure)",
      badge: share.double > most ? .caution : .pass)
  }

  private var names: Check {
    let near = context.quality.nearNames
    guard !near.isEmpty else {
      return Check(name: "No names differ by a few letters only", measured: "none", badge: .pass)
    }
    let spend = near.reduce(Int64(0)) { $0 + $1.spend }
    return Check(
      name: "Names that may be spellings of one",
      measured: "\(context.book.money("check.near-names", micros: spend)) at stake", badge: .caution
    )
  }

  private var claims: Check {
    let name = Self.claimsName
    let days = context.dailyClaims
    guard !days.isEmpty else {
      return Check(name: name, measured: "no shop sales", badge: .note)
    }
    let over = days.count { $0 > 1 }
    // Of the weeks before those days too.
    let weeks = context.quality.tests.first { $0.test.name == Self.claimsTest }?.failures ?? 0
    if over == 0, weeks > 0 {
      return Check(
        name: name, measured: "\(Words.count(weeks, .week, context.book)) over", badge: .caution)
    }
    let all = context.book.count("check.claims.days", Int64(days.count))
    return Check(
      name: name,
      measured: over == 0
        ? "none of \(all) days over"
        : "\(context.book.count("check.claims.over", Int64(over))) of \(all) days over",
      badge: over == 0 ? .pass : .caution)
  }

  private var weeks: Check {
    let calendar = context.calendar
    var partial: [String] = []
    let first = ISOWeek(of: calendar.firstDay)
    let last = ISOWeek(of: calendar.lastDay)
    if !calendar.isComplete(first.days) { partial.append(first.short) }
    if last != first, !calendar.isComplete(last.days) { partial.append(last.short) }
    if let gap = calendar.gaps.first {
      return Check(
        name: "Only complete weeks are compared",
        measured: "\(name: gap.source) lacks \(Words.count(gap.days, .day, context.book))",
        badge: .caution)
    }
    return Check(
      name: "Only complete weeks are compared",
      measured: partial.isEmpty
        ? "all complete" : "\(label: partial.joined(separator: ", ")) partial",
      badge: partial.isEmpty ? .pass : .note)
  }
}
