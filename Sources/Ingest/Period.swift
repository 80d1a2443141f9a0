import Diagnostics
import Metrics

/// What rows without a day of their own cover: the range that the report names before its header.
enum Period: Sendable, Equatable {
  case days(CalendarDay, CalendarDay)
  /// "All time", or no range that could be read for certain.
  case unknown

  /// The first line with exactly two dates: "1 May 2026 - 8 May 2026", "Report Start: …, Report
  /// End: …"; or two lines of one date each that say start and end. Dates whose order nothing tells leave the period unknown, with a warning.
  static func find(
    _ preamble: [(line: Int, text: [UInt8])], options: ReadingOptions,
    documented: DocumentedDates?, path: String, warnings: inout [Diagnostic]
  ) -> Period {
    for (line, text, dates) in pairs(preamble) {
      var evidence = DateEvidence()
      for parts in dates {
        evidence.add(parts, line: line, text: String(decoding: text, as: UTF8.self))
      }
      do throws(Diagnostic) {
        let decision = try evidence.decide(
          path: path, forced: options.dateOrder, documented: documented)
        guard let first = decision.day(dates[0]), let last = decision.day(dates[1]), first <= last
        else { continue }
        return .days(first, last)
      } catch {
        warnings.append(
          .warning(
            error.code, "the report's period is not known: \(error.message)", at: error.place,
            hint: error.hint))
        return .unknown
      }
    }
    return .unknown
  }

  /// The first such range whose dates can be read in one way only.
  static func certain(_ preamble: [(line: Int, text: [UInt8])]) -> ClosedRange<CalendarDay>? {
    for (_, _, dates) in pairs(preamble) {
      let days = dates.compactMap { parts in
        parts.shape.readings.count == 1 ? parts.day(parts.shape.readings[0]) : nil
      }
      if days.count == 2, days[0] <= days[1] { return days[0]...days[1] }
    }
    return nil
  }

  /// The lines, and pairs of lines, with exactly two dates.
  private static func pairs(_ preamble: [(line: Int, text: [UInt8])])
    -> [(line: Int, text: [UInt8], dates: [DateParts])]
  {
    preamble.indices.compactMap { index in
      let line = preamble[index].line
      var text = preamble[index].text
      if index + 1 < preamble.count, says(starts, text), says(ends, preamble[index + 1].text) {
        text += [0x20] + preamble[index + 1].text
      }
      let dates = DateParts.all(in: text)
      return dates.count == 2 ? (line, text, dates) : nil
    }
  }

  /// How a line names the first or the last day of a report, in six languages.
  private static let starts = [
    "start", "from", "von", "beginn", "desde", "inicio", "início", "début", "开始",
  ]
  private static let ends = ["end", "to", "bis", "hasta", "fin", "fim", "até", "结束"]

  private static func says(_ words: [String], _ text: [UInt8]) -> Bool {
    let text = String(decoding: text, as: UTF8.self).lowercased()
    let found = text.split { !$0.isLetter }
    return words.contains { word in found.contains { $0.hasPrefix(word) } }
  }
}
