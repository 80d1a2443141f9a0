import Marks
import Metrics
import Testing

@testable import Charts

@Suite struct ChartPropertyTests {
  private func rects(_ chart: some Chart, _ inks: Set<Ink>, width: Double = 400) -> [RectMark] {
    chart.scene(width: width, height: 150, measurer: FixedMeasurer()).marks.compactMap {
      guard case .rect(let rect) = $0, case .solid(let ink) = rect.fill, inks.contains(ink) else {
        return nil
      }
      return rect
    }
  }

  // MARK: Scales

  @Test(arguments: 0..<300)
  func ticksAreThreeToFiveRoundSteps(_ seed: Int) {
    var generator = SplitMix(seed: UInt64(seed))
    let decades = Int.random(in: 0...12, using: &generator)
    let size = (0..<decades).reduce(0.001) { size, _ in size * 10 }
    let low = Double.random(in: -size...size, using: &generator)
    let high = low + Double.random(in: size * 0.01...size, using: &generator)
    let ticks = Ticks(in: low...high, wanted: Int.random(in: 3...5, using: &generator))
    #expect((3...5).contains(ticks.values.count))
    #expect(ticks.values.allSatisfy { $0 >= low - size * 1e-6 && $0 <= high + size * 1e-6 })
    var mantissa = ticks.step
    while mantissa >= 9.99 { mantissa /= 10 }
    while mantissa < 0.999 { mantissa *= 10 }
    #expect([1, 2, 2.5, 5].contains { abs($0 - mantissa) < 1e-6 })
    #expect(Set(ticks.labels(TickStyle())).count == ticks.values.count)
  }

  @Test func ticksAreWorded() {
    let money = Ticks(in: 0...712_000).labels(TickStyle(divisor: 1000))
    #expect(money == ["0", "200", "400", "600"])
    let millions = Ticks(in: 0...250_000_000_000).labels(TickStyle(divisor: 1_000_000))
    #expect(millions.last == "200,000")
    #expect(Ticks(in: -0.5...0.5).labels(TickStyle(suffix: "×")) == ["−0.5×", "0.0×", "0.5×"])
    #expect(Ticks(in: 0...1_469_055).labels(TickStyle()) == ["0.0", "0.5M", "1.0M"])
    #expect(Ticks(in: 0...8000).labels(TickStyle(prefix: "$")).last == "$7,500")
  }

  @Test func scaleNeverYieldsWhatIsNoNumber() {
    let scale = LinearScale(3...3, from: 10, to: 20)
    #expect(scale(3) == 15)
    #expect(LinearScale(0...1, from: 0, to: 10)(.nan) == 5)
  }

  /// The label of an extreme is no label of the target, and what is expected is a ring.
  @Test func labelsKeepOffTheTarget() throws {
    var line = Samples.rate(
      [24, 23, 22.2, 24, 30], target: 20, name: "CAC", last: .worse, extreme: 2)
    func scene() -> Scene { line.scene(width: 234, height: 70, measurer: FixedMeasurer()) }
    func rings() -> Int {
      scene().marks.count {
        if case .path(let path) = $0 { path.fill == .solid(.paper) } else { false }
      }
    }
    let marks = scene().marks
    let level = try #require(
      marks.compactMap { mark -> Double? in
        guard case .path(let path) = mark, path.stroke == ChartStyle.print.targetStroke,
          case .move(_, let y) = path.segments.first
        else { return nil }
        return y
      }.first)
    let label = try #require(
      marks.compactMap { mark -> TextMark? in
        if case .text(let text) = mark, text.text.hasPrefix("22.2") { text } else { nil }
      }.first)
    #expect(!(label.y - label.style.capHeight...label.y).contains(level))
    #expect(rings() == 0)
    line.expected = RateLine.Level(value: 27, display: "27.00×")
    #expect(rings() == 1)
    #expect(line.data.head.last == "Expected" && line.data.rows.last?.last?.words == "27.00×")
  }

  /// Lines beside each other end, and tick, alike however long their last words are.
  @Test func linesOfAFamilyHaveOneAxis() {
    func weeks(_ line: RateLine) -> [Double] {
      line.scene(width: 240, height: 96, measurer: FixedMeasurer()).marks.compactMap {
        if case .text(let text) = $0, text.text == "W48" || text.text == "Sep" {
          text.x
        } else {
          nil
        }
      }
    }
    var short = Samples.rate(Samples.roas, target: nil, name: "A")
    let long = Samples.rate(Samples.roas, target: nil, name: "Cost a conversion")
    let reach = long.reach(width: 240, style: .print, measurer: FixedMeasurer())
    #expect(short.reach(width: 240, style: .print, measurer: FixedMeasurer()) < reach)
    #expect(weeks(short) != weeks(long))
    short.leastReach = reach
    #expect(weeks(short) == weeks(long) && !weeks(long).isEmpty)
  }

  /// At its least height every row of a heat map is drawn; where rows find no room the last line counts
  /// what each of them sums.
  @Test func heatMapCountsWhatItLeavesOut() {
    var map = Samples.heatMap(Samples.cities, ["Mobile"]) { _, _ in 3 }
    map.rows[7].members = 13
    func texts(_ height: Double) -> [String] {
      map.scene(width: 300, height: height, measurer: FixedMeasurer()).marks.compactMap {
        if case .text(let text) = $0 { text.text } else { nil }
      }
    }
    #expect(Set(Samples.cities).isSubset(of: texts(map.leastHeight(.print))))
    let tight = texts(map.leastHeight(.print) - 1)
    #expect(tight.contains("14 others") && !tight.contains(Samples.cities[6]))
  }

  /// The only point of a history says its value, whole or not.
  @Test func aSinglePointSaysItsValue() {
    var chart = Samples.surplus(
      Samples.november("Revenue", [400], Samples.thousands),
      Samples.november("Spend", [120], Samples.thousands), grain: .day, week: Samples.week47,
      carries: false)
    for index in chart.upper.points.indices { chart.upper.points[index].isPartial = true }
    let marks = chart.scene(width: 400, height: 150, measurer: FixedMeasurer()).marks
    let texts = marks.compactMap { if case .text(let text) = $0 { text.text } else { nil } }
    for value in [chart.upper.points[0].display, chart.lower.points[0].display, chart.gapDisplay] {
      #expect(texts.contains(value), "\(value) in \(texts)")
    }
    let dots = marks.filter {
      if case .path(let path) = $0 { path.fill == .solid(.actual) } else { false }
    }
    #expect(dots.count == 1)
  }

  // MARK: Strips

  /// What lies beyond the axis is an arrow at its edge, never a dot among the others.
  @Test func stripPointsBeyondTheAxisAreArrows() {
    func arrows(_ ratios: [Double]) -> Int {
      Samples.strip([("Search", .first, ratios)]).scene(
        width: 240, height: 100, measurer: FixedMeasurer()
      ).marks.count {
        if case .path(let path) = $0 { path.fill != nil && path.segments.count == 4 } else { false }
      }
    }
    #expect(arrows([2, 3, 4]) == 0)
    #expect(arrows([2, 3, 26_034_868]) == 1)
    #expect(arrows([0, 3, 26_034_868]) == 2)
  }

  /// Many campaigns are bars that add up, on both sides of break-even; a negative ratio is in none.
  @Test func manyCampaignsAreCounted() {
    let ratios = (0..<99).map { 0.5 + Double($0) * 0.05 }
    let strip = Samples.strip([("Search", .first, ratios + [-2])], target: nil)
    #expect(strip.isCounted && strip.placed.count == 99 && strip.leftOut == 1)
    let low = rects(strip, [.bad], width: 240).reduce(0) { $0 + $1.height }
    let all = low + rects(strip, [ChannelRole.first.ink], width: 240).reduce(0) { $0 + $1.height }
    #expect(abs(low / all - Double(ratios.count { $0 < 1 }) / 99) < 0.01)
    #expect(!Samples.strip([("Search", .first, Array(ratios.prefix(60)))]).isCounted)
  }

  /// A crowded row has smaller dots, so that each is seen.
  @Test func stripDotsDoNotCoverEachOther() {
    let ratios = [4.6, 4.25, 4.28, 4.2, 3.9, 3.8, 4.1, 4.3, 4.0]
    let dots = Samples.strip([("Search", .first, ratios), ("Social", .second, [2, 3])]).scene(
      width: 240, height: 110, measurer: FixedMeasurer()
    ).marks.compactMap { mark -> (x: Double, y: Double, radius: Double)? in
      guard case .path(let path) = mark, case .circle(let x, let y, let radius) = path.segments[0]
      else { return nil }
      return (x, y, radius)
    }
    #expect(dots.count == 11)
    for (index, dot) in dots.enumerated() {
      for other in dots[..<index] {
        let (dx, dy) = (dot.x - other.x, dot.y - other.y)
        #expect((dx * dx + dy * dy).squareRoot() >= dot.radius + other.radius - 0.01)
      }
    }
  }

  /// Only what noise may have brought about has the outline of a mark; what nobody tested has none.
  @Test func cellsWithinNoiseHaveHollowMarks() {
    func marks(_ evidence: HeatMap.Evidence) -> (filled: Int, hollow: Int) {
      var map = Samples.heatMap(["One"], ["Mobile"]) { _, _ in 8 }
      map.rows[0].cells[0].evidence = evidence
      let dots = map.scene(width: 300, height: 90, measurer: FixedMeasurer()).marks
        .compactMap { mark -> PathMark? in
          if case .path(let path) = mark, case .circle = path.segments[0] { path } else { nil }
        }
      return (dots.count { $0.fill != nil }, dots.count { $0.fill == nil })
    }
    // Four stand in the legend.
    #expect(marks(.beyondNoise) == (5, 0))
    #expect(marks(.withinNoise) == (4, 1))
    #expect(marks(.untested) == (4, 0))
  }

  /// A name stands beside its own dot, or a line leads to it from there.
  @Test(arguments: 0..<40) func stripNamesAreAtTheirDots(_ seed: Int) {
    var generator = SplitMix(seed: UInt64(seed))
    let dots = (0..<12).map { _ in
      (
        x: Double.random(in: 0...120, using: &generator),
        y: Double.random(in: 10...60, using: &generator), radius: 3.0
      )
    }
    var labels = DotLabels(
      dots: dots, room: InkBox(left: -60, top: 0, right: 200, bottom: 80),
      style: .print, text: TextFit(FixedMeasurer()))
    for index in 0..<3 {
      let marks = labels.place("Name \(index)", .ink, at: index)
      guard case .text(let text) = marks.last else { continue }
      let box = text.inkBox(FixedMeasurer())
      func reach(_ dot: DotLabels.Dot) -> Double {
        let dx = dot.x - min(max(dot.x, box.left), box.right)
        let dy = dot.y - min(max(dot.y, box.top), box.bottom)
        return (dx * dx + dy * dy).squareRoot()
      }
      let isNearest = dots.indices.allSatisfy { reach(dots[index]) <= reach(dots[$0]) }
      #expect(marks.count == 2 || isNearest)
      if case .path(let line) = marks.first, case .move(let x, let y) = line.segments.first {
        let (dx, dy) = (x - dots[index].x, y - dots[index].y)
        #expect(abs((dx * dx + dy * dy).squareRoot() - 3) < 0.01)
      }
    }
  }

  // MARK: Bars

  /// Bars as large as they are seen, with their outlines.
  private func columns(_ chart: Columns) -> [RectMark] {
    chart.scene(width: 400, height: 150, measurer: FixedMeasurer()).marks.compactMap {
      guard case .rect(var rect) = $0,
        [.solid(.actual), .hatch(.actual)].contains(rect.fill)
      else { return nil }
      rect.width += rect.stroke?.width ?? 0
      rect.height += rect.stroke?.width ?? 0
      return rect
    }
  }

  /// What is no whole period is hatched, and only that; its place is that of a whole one.
  @Test func partialColumnsAreHatched() {
    let chart = Samples.days(Samples.rowsPerDay)
    let bars = columns(chart)
    #expect(bars.map { $0.fill == .hatch(.actual) } == chart.series.points.map(\.isPartial))
    #expect(Set(bars.map { ($0.width * 1000).rounded() }).count == 1)
  }

  @Test func columnHeightFollowsValue() {
    let bars = columns(Samples.days(Samples.rowsPerDay))
    #expect(bars.count == Samples.rowsPerDay.count)
    let unit = (bars.first?.height ?? 0) / (Samples.rowsPerDay.first ?? 1)
    for (bar, value) in zip(bars, Samples.rowsPerDay) {
      #expect(abs(bar.height - value * unit) < 0.005 * bar.height)
    }
  }

  @Test func outlierIsCutAndSaysSo() {
    let chart = Samples.days([80, 90, 70, 4012, 85])
    #expect(chart.isCut)
    #expect(!Samples.days(Samples.rowsPerDay).isCut)
    let bars = columns(chart)
    #expect(abs(bars[3].height / bars[1].height - 1.25) < 0.001)
  }

  @Test func bridgeStepsFollowValueAndCutSaysSo() {
    let steps = [Samples.step("A", 30), Samples.step("B", -20), Samples.step("C", 10)]
    let chart = Samples.bridge(100, steps)
    let bars = rects(chart, [.good, .bad])
    #expect(!Samples.bridge(20, steps).axisIsCut)
    #expect(chart.axisIsCut == true)
    for (bar, value) in zip(bars, [30.0, 20, 10]) {
      #expect(abs(bar.height / bars[0].height - value / 30) < 0.005)
    }
  }

  @Test func paretoBarsFollowShareAndStopAtSixty() {
    let shares = [60.0, 30, 20, -10]
    let inks: Set<Ink> = [.search, .social, .display, .other, .bad]
    let bars = rects(Samples.pareto(shares), inks)
    for (bar, share) in zip(bars, shares) {
      #expect(abs(bar.height / bars[0].height - share.magnitude / 60) < 0.005)
    }
    func equal(_ count: Int) -> Pareto {
      var chart = Samples.pareto(Array(repeating: 1, count: count))
      chart.legend = []
      return chart
    }
    #expect(rects(equal(60), inks).count == 60)
    #expect(rects(equal(61), inks).isEmpty)
  }

  @Test func pinLengthFollowsChange() {
    func stem(_ change: Double) -> Double {
      let scene = VariancePin(change: change, valence: .better)
        .scene(width: 60, height: 9, measurer: FixedMeasurer())
      for case .path(let path) in scene.marks {
        guard path.stroke?.ink == .good, case .line(let x, _) = path.segments.last else { continue }
        return x - 30
      }
      return 0
    }
    #expect(abs(stem(0.1) - 26) < 0.01)
    #expect(abs(stem(0.05) - 13) < 0.01)
    #expect(abs(stem(-0.05) + 13) < 0.01)
  }

  // MARK: Valence

  @Test func valenceShowsInShape() {
    guard case .path(let better) = ValenceMarks.head(.better, x: 0, y: 0),
      case .rect = ValenceMarks.head(.worse, x: 0, y: 0),
      case .path(let hollow) = ValenceMarks.head(.none, x: 0, y: 0)
    else {
      Issue.record("round, square, hollow")
      return
    }
    #expect(better.fill == .solid(.good) && better.stroke == nil)
    #expect(hollow.fill == .solid(.paper) && hollow.stroke != nil)
  }

  // MARK: Words

  @Test func endLabelsArePushedApart() {
    let places = LabelPlacement.spread([20, 22, 60], gap: 11.2, within: 0...100)
    #expect(places == [15.4, 26.6, 60])
    #expect(LabelPlacement.spread([0, 0, 0], gap: 40, within: 0...60) == nil)
    #expect(LabelPlacement.spread([99, 98], gap: 10, within: 0...100) == [100, 90])
  }

  @Test func longNamesKeepBothEnds() {
    let fit = TextFit(FixedMeasurer())
    let cut = fit.cut(Samples.longName, to: 60, TextStyle(8))
    #expect(cut.hasPrefix("IN_S") && cut.hasSuffix("_v7") && cut.contains("…"))
    #expect(fit.width(cut, TextStyle(8)) <= 60)
    #expect(fit.cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", to: 1, TextStyle(8)) == "")
    #expect(fit.wrapped("Data Science Diploma", to: 60, TextStyle(8), lines: 2)?.count == 2)
    #expect(fit.wrapped("Incomprehensibilities", to: 60, TextStyle(8), lines: 2) == nil)
  }

  @Test func gapsAreNamed() {
    let values = Samples.roas.enumerated().map { (11...13).contains($0) ? nil : $1 }
    let runs = SeriesRuns(
      Samples.weeks("ROAS", values, Samples.times).points, grain: .week)
    #expect(runs.runs.map(\.count) == [11, 12])
    #expect(runs.gaps.count == 1)
    let names = runs.gaps.map { TimeGrain.week.name($0.first, $0.last, .dayFirst) }
    #expect(names == ["W34–W36"])
    let days = (Samples.day("2024-10-30"), Samples.day("2024-11-02"))
    #expect(TimeGrain.day.name(days.0, days.1, .dayFirst) == "30 Oct – 2 Nov")
  }

  @Test func skippedPeriodsAreGapsToo() {
    let points = [0, 1, 4, 5].map {
      TimePoint(day: Samples.week48.first + 7 * $0, value: 1, display: "1")
    }
    #expect(SeriesRuns(points, grain: .week).runs.map(\.count) == [2, 2])
  }
}
