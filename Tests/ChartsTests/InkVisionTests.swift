import Charts
import Marks
import Testing

/// Inks that stand beside each other can be told apart by people who do not see every hue, and what hue
/// cannot carry in grey a shape does (VS-4.4, VS-14 rows 9 and 25).
@Suite struct InkVisionTests {
  private enum Theme: CaseIterable {
    case light, dark

    func code(_ ink: Ink) -> UInt32 { self == .light ? ink.light : ink.dark }
  }

  /// Holds the distance of a pair in both themes.
  private func expect(
    _ one: Ink, _ other: Ink, apartBy least: Double, in visions: [ColourVision]
  ) {
    for theme in Theme.allCases {
      for vision in visions {
        let distance = vision.distance(theme.code(one), theme.code(other))
        #expect(
          distance >= least, "\(one) and \(other), \(theme), \(vision): \(distance)")
      }
    }
  }

  // MARK: The simulation itself

  /// From colorspacious 1.1.2: `cspace_convert(rgb, {"name": "sRGB1+CVD", "cvd_type": "protanomaly",
  /// "severity": 100}, "sRGB1")`, then the same with `deuteranomaly` and `tritanomaly`; clipped.
  @Test(
    arguments: [
      (0xB53C0D, [0x605401, 0x7E6F01, 0xC81334]), (0x007A65, [0x757164, 0x686867, 0x007C74]),
      (0x3B93D1, [0x7794D4, 0x6286D0, 0x00A2A9]), (0xD596E3, [0x8DA8E6, 0x9CAFE1, 0xD69FB2]),
      (0x8A6100, [0x716200, 0x7A6D07, 0x975552]),
    ] as [(UInt32, [UInt32])])
  func simulationMatchesColorspacious(_ colour: UInt32, _ seen: [UInt32]) {
    #expect(ColourVision.lacksCones.map { $0.seen(colour) } == seen)
    #expect(ColourVision.full.seen(colour) == colour)
  }

  /// From the test data of Sharma, Wu and Dalal 2005, table 1.
  @Test(arguments: [
    (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425),
    (Lab(50, 0, 0), Lab(50, -1, 2), 2.3669),
    (Lab(50, 2.5, 0), Lab(73, 25, -18), 27.1492), (Lab(50, 2.5, 0), Lab(56, -27, -3), 31.9030),
    (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
    (Lab(35.0831, -44.1164, 3.7933), Lab(35.0232, -40.0716, 1.5901), 1.8645),
    (Lab(2.0776, 0.0795, -1.1350), Lab(0.9033, -0.0636, -0.5514), 0.9082),
  ])
  func distanceMatchesSharma(_ one: Lab, _ other: Lab, _ expected: Double) {
    #expect(abs(one.distance(to: other) - expected) < 0.0001)
    #expect(abs(other.distance(to: one) - expected) < 0.0001)
  }

  // MARK: Hue

  @Test func betterAndWorseDiffer() {
    expect(.good, .bad, apartBy: 15, in: ColourVision.lacksCones)
  }

  @Test func channelsDiffer() {
    let channels = ChannelRole.allCases.map(\.ink)
    for (index, one) in channels.enumerated() {
      for other in channels[(index + 1)...] {
        expect(one, other, apartBy: other == .other ? 10 : 12, in: ColourVision.lacksCones)
      }
    }
  }

  /// Scenarios differ by lightness, so in every simulation and in grey; plan has the ink of actual and
  /// is told by its form: an outline, a dash, a tick.
  @Test func scenariosDifferByLightness() {
    for (one, other) in [
      (.actual, .prior), (.actual, .priorFill), (.prior, .priorFill), (.plan, .prior),
    ] as [(Ink, Ink)] {
      expect(one, other, apartBy: 19, in: ColourVision.allCases)
    }
    for (one, other) in [(.actual, .wash), (.prior, .paper), (.priorFill, .paper)] as [(Ink, Ink)] {
      expect(one, other, apartBy: 10, in: ColourVision.allCases)
    }
  }

  /// On each side of the reference a step further out is a step further from the middle, and
  /// neighbours differ; the two steps beside the middle are so pale that their mark tells them from it.
  @Test func heatGrowsOutwards() {
    for side in [Array(Ink.heat[...4].reversed()), Array(Ink.heat[4...])] {
      for (inner, outer) in zip(side.dropFirst(), side.dropFirst(2)) {
        expect(inner, outer, apartBy: 6.5, in: ColourVision.allCases)
        for theme in Theme.allCases {
          for vision in ColourVision.allCases {
            let middle = theme.code(.heat5)
            #expect(
              vision.distance(theme.code(outer), middle)
                > vision.distance(theme.code(inner), middle),
              "\(outer) beyond \(inner), \(theme), \(vision)")
          }
        }
      }
    }
  }

  // MARK: Text and marks

  @Test func textsKeepTheirContrast() {
    let pairs: [(Ink, [Ink])] = [
      (.ink, [.paper, .panel, .wash, .accentWash, .badWash, .goodWash]),
      (.ink2, [.paper, .panel, .wash, .accentWash, .badWash]), (.ink3, [.paper, .panel]),
      (.neutral, [.paper, .panel]), (.accent, [.paper, .accentWash]),
      (.good, [.paper, .panel]), (.bad, [.paper, .panel, .badWash]), (.warn, [.paper, .panel]),
      (.ink, Array(Ink.heat[1...7])), (.paper, [.heat1, .heat9]),
    ]
    for (text, grounds) in pairs {
      for ground in grounds {
        expectContrast(text, ground, 4.5)
      }
    }
  }

  @Test func marksKeepTheirContrast() {
    for mark in [
      .axis, .actual, .prior, .plan, .accent, .good, .bad, .neutral, .warn, .search, .social,
      .display, .other,
    ] as [Ink] {
      expectContrast(mark, .paper, 3)
    }
  }

  private func expectContrast(_ one: Ink, _ ground: Ink, _ least: Double) {
    for theme in Theme.allCases {
      for vision in ColourVision.allCases {
        let contrast = vision.contrast(theme.code(one), theme.code(ground))
        #expect(
          contrast >= least, "\(one) on \(ground), \(theme), \(vision): \(contrast)")
      }
    }
  }

  // MARK: Shape

  @Test func valencesDifferWithoutColour() {
    for draw in [
      { ValenceMarks.head($0, x: 0, y: 0) }, { ValenceMarks.cue($0, x: 0, y: 0, ink: .ink) },
    ] as [(Valence) -> Mark?] {
      #expect(Set(Valence.allCases.map { draw($0)?.uncoloured }).count == 4)
    }
    #expect(
      ValenceMarks.point(.better, x: 0, y: 0).uncoloured
        != ValenceMarks.point(.worse, x: 0, y: 0).uncoloured)
  }

  @Test func channelsDifferWithoutColour() {
    let shapes = ChannelRole.allCases.map { ChannelMarks.shape($0, x: 0, y: 0).uncoloured }
    #expect(Set(shapes).count == ChannelRole.allCases.count)
  }

  /// The ramp's two sides have the same greys: a mark tells over from under from neither.
  @Test(arguments: [0.1, 0.3, 0.5, 0.9])
  func heatSidesDifferWithoutColour(_ distance: Double) {
    func cells(_ distance: Double) -> [Mark] {
      let cell = HeatMap.Cell(1, display: "1.00×", distance: distance)
      let all = HeatMap.Cell(1, display: "1.00×", distance: nil)
      let map = HeatMap(
        rowHead: "City", columns: ["Mobile"],
        rows: [HeatMap.Row(name: "Pune", cells: [cell], total: all)], totalName: "All",
        totals: [all], whole: all, legend: "vs target", withheld: "n < 50", unit: .multiple)
      return map.scene(width: 234, height: 90, style: .print, measurer: FixedMeasurer()).marks
        .map(\.uncoloured)
    }
    #expect(Set([cells(distance), cells(-distance), cells(0)]).count == 3)
  }
}

extension Mark {
  /// The mark in one ink: what is left of it without colour.
  fileprivate var uncoloured: Mark {
    func plain(_ fill: Fill?) -> Fill? {
      switch fill {
      case .solid: .solid(.ink)
      case .hatch: .hatch(.ink)
      case nil: nil
      }
    }
    func plain(_ stroke: Stroke?) -> Stroke? {
      stroke.map { Stroke(.ink, $0.width, dash: $0.dash) }
    }
    switch self {
    case .rect(var rect):
      (rect.fill, rect.stroke) = (plain(rect.fill), plain(rect.stroke))
      return .rect(rect)
    case .path(var path):
      (path.fill, path.stroke) = (plain(path.fill), plain(path.stroke))
      return .path(path)
    case .text(var text):
      (text.ink, text.background) = (.ink, .paper)
      return .text(text)
    case .image: return self
    case .group(var group):
      group.marks = group.marks.map(\.uncoloured)
      return .group(group)
    }
  }
}
