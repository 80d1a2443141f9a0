import Metrics

/// The seeded generator behind `broadsheet sample`: raw exports in the forms platforms write them.
public enum SampleExports {
  /// All exports, in the order they were made within a platform.
  public static func files(_ options: SampleOptions) -> [SampleFile] {
    var files: [SampleFile] = []
    forEachFile(options) { files.append($0) }
    return files
  }

  /// The same one at a time, for large samples.
  public static func forEachFile(
    _ options: SampleOptions, _ body: (SampleFile) throws -> Void
  ) rethrows {
    var generator = RowGenerator(options: options)
    let windows = ReportWindow.all(options)
    let forms: [any ExportForm.Type] = [GoogleAdsForm.self, MetaForm.self, MicrosoftForm.self]
    for form in forms {
      for window in windows {
        let rows = generator.rows(of: form.platform, from: window.first, to: window.last)
        try body(
          SampleFile(
            path: form.path(window),
            bytes: form.text(rows, window, late: options.lateConversions)))
      }
    }
  }
}
