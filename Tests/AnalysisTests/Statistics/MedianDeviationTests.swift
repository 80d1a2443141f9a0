import Testing

@testable import Analysis

/// References: SciPy 1.17.1 and NumPy (`from scipy import stats; import numpy as np`).
@Suite struct MedianDeviationTests {
  @Test func agreesWithSciPy() throws {
    // v = [112, 98, 130, 105, 99, 121, 400, 90]
    let values = try #require(MedianDeviation([112, 98, 130, 105, 99, 121, 400, 90]))
    // np.median(v), stats.median_abs_deviation(v)
    #expect(values.median == 108.5)
    #expect(values.deviation == 11.5)
    // stats.median_abs_deviation(v, scale='normal')
    #expect(StatisticsReference.agrees(values.spread, 17.049925512814422))
    // (180 - np.median(v)) / stats.median_abs_deviation(v, scale='normal')
    #expect(StatisticsReference.agrees(values.score(180), 4.193566707740856))
    #expect(values.basis == .median)
    #expect(values.count == 8)
  }

  @Test func fallsBackToTheMeanDeviation() throws {
    // v = [5, 5, 5, 5, 5, 9, 5, 2]; np.mean(np.abs(np.array(v) - 5)) * np.sqrt(np.pi / 2)
    let values = try #require(MedianDeviation([5, 5, 5, 5, 5, 9, 5, 2]))
    #expect(values.deviation == 0)
    #expect(values.basis == .mean)
    #expect(StatisticsReference.agrees(values.spread, 1.0966498701510625))
  }

  @Test func equalValuesJudgeNothing() throws {
    let values = try #require(MedianDeviation([0.3, 0.1 + 0.2, 0.3]))
    #expect(values.basis == .none)
    #expect(values.score(0.3) == 0)
    #expect(values.score(0.4) == nil)
    let zeros = try #require(MedianDeviation([0, 0]))
    #expect(zeros.score(0) == 0)
    #expect(zeros.score(1) == nil)
  }

  @Test func invalidIsNil() throws {
    #expect(MedianDeviation([]) == nil)
    #expect(MedianDeviation([1, .nan]) == nil)
    #expect(MedianDeviation.median([.infinity]) == nil)
    #expect(MedianDeviation.median([3, 1, 2]) == 2)
    #expect(MedianDeviation.median([4, 1, 2, 3]) == 2.5)
    #expect(try #require(MedianDeviation([1, 2, 4])).score(.nan) == nil)
  }
}
