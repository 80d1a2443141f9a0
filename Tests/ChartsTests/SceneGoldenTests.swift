import Charts
import Marks
import Testing

/// The main regression gate: each kind in each state as canonical text (VS-14, row 11).
@Suite struct SceneGoldenTests {
  @Test(arguments: Samples.all)
  func printedSceneIsAsRecorded(_ sample: Sample) throws {
    let scene = sample.chart.scene(
      width: sample.width, height: sample.height, measurer: FixedMeasurer())
    try Golden(sample.name).expect(SceneText(scene).description)
  }

  @Test(arguments: Samples.all.filter { $0.name.hasSuffix("-typical") || $0.name.hasSuffix("day") })
  func narrowScreenSceneIsAsRecorded(_ sample: Sample) throws {
    let scene = sample.chart.scene(
      width: 350, height: sample.chart.preferredHeight(.screen), style: .screen,
      measurer: FixedMeasurer())
    try Golden(sample.name + "-screen").expect(SceneText(scene).description)
  }

  @Test(arguments: Samples.all)
  func sceneFillsTheSizeAskedFor(_ sample: Sample) {
    let scene = sample.chart.scene(width: 321, height: 123, measurer: FixedMeasurer())
    #expect(scene.width == 321 && scene.height == 123)
  }

  @Test(arguments: Samples.all)
  func dataTableIsRectangular(_ sample: Sample) {
    let data = sample.chart.data
    #expect(data.rows.allSatisfy { $0.count == data.head.count })
  }
}
