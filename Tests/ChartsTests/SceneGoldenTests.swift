import Charts
import Marks
import Testing

/// The main regression gate: each kind in each state as canonical text (VS-14, row 11).
@Suite struct SceneGoldenTests {
  @Test(arguments: Samples.all + Samples.narrowScreen)
  func sceneIsAsRecorded(_ sample: Sample) throws {
    try Golden(sample.name).expect(SceneText(sample.scene()).description)
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
