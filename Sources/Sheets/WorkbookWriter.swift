import CXLSXWriter
import Diagnostics
import Glibc
import Metrics

/// libxlsxwriter's calls with Swift's types; the first failure is kept and told at the end.
final class WorkbookWriter {
  typealias Sheet = UnsafeMutablePointer<lxw_worksheet>?

  enum Style: Hashable {
    case text, head, day
    /// A format of the workbook's own; nil for none.
    case number(String?)
  }

  /// More digits of a whole number would be rounded by a spreadsheet; they are an id, and stay text.
  private static let mostDigits = 15

  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  private var failure: lxw_error?
  private var isClosed = false

  /// Nil when there is no memory.
  init?(path: String, scratch: String) {
    let book = path.withCString { path in
      scratch.withCString { scratch in
        var options = lxw_workbook_options()
        options.tmpdir = UnsafeMutablePointer(mutating: scratch)
        return workbook_new_opt(path, &options)
      }
    }
    guard let book else { return nil }
    self.book = book
    self.path = path
  }

  deinit { if !isClosed { lxw_workbook_free(book) } }

  func setProperties(title: String, created: CalendarDay) {
    CellText.escaped(title).withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      // Zero would mean now.
      properties.created = max(1, time_t(created.number) * 86_400)
      keep(workbook_set_properties(book, &properties))
    }
  }

  /// - Parameter name: legal and not used yet.
  func addSheet(_ name: String) -> Sheet {
    let sheet = workbook_add_worksheet(book, name)
    if sheet == nil { keep(LXW_ERROR_SHEETNAME_ALREADY_USED) }
    return sheet
  }

  // MARK: Cells

  /// Never a formula, never an address: `=1+1` is three characters.
  func text(_ sheet: Sheet, _ row: Int, _ column: Int, _ text: String, _ style: Style) {
    keep(
      worksheet_write_string(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), CellText.escaped(text),
        format(style)))
  }

  func number(
    _ sheet: Sheet, _ row: Int, _ column: Int, _ decimal: String, _ cellFormat: CellFormat
  ) {
    let digits = decimal.utf8.count { $0 != UInt8(ascii: "-") }
    let isExact = decimal.utf8.contains(UInt8(ascii: ".")) || digits <= Self.mostDigits
    guard isExact, let value = Double(decimal), value.isFinite else {
      return text(sheet, row, column, decimal, .text)
    }
    keep(
      worksheet_write_number(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), value,
        format(.number(cellFormat.code(value)))))
  }

  func day(_ sheet: Sheet, _ row: Int, _ column: Int, _ day: CalendarDay) {
    let (year, month, date) = day.civil
    // A spreadsheet's days begin in 1900.
    guard (1900...9999).contains(year) else {
      return text(sheet, row, column, day.description, .text)
    }
    var moment = lxw_datetime()
    (moment.year, moment.month, moment.day) = (Int32(year), Int32(month), Int32(date))
    keep(
      worksheet_write_datetime(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), &moment, format(.day)))
  }

  /// - Parameter name: of a sheet; legal names hold no apostrophe.
  func link(_ sheet: Sheet, _ row: Int, _ column: Int, to name: String) {
    keep(
      worksheet_write_url_opt(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), "internal:'\(name)'!A1", nil,
        name, nil))
  }

  // MARK: Sheets

  func width(_ sheet: Sheet, _ column: Int, _ width: Double) {
    let column = lxw_col_t(clamping: column)
    keep(worksheet_set_column(sheet, column, column, width, nil))
  }

  func freeze(_ sheet: Sheet, rows: Int) {
    worksheet_freeze_panes(sheet, lxw_row_t(clamping: rows), 0)
  }

  /// - Parameter rows: below the head.
  func filter(_ sheet: Sheet, rows: Int, columns: Int) {
    keep(
      worksheet_autofilter(sheet, 0, 0, lxw_row_t(clamping: rows), lxw_col_t(clamping: columns - 1))
    )
  }

  /// Writes the file.
  /// - Throws: `render.failed` for what a workbook cannot hold, `disk.failed`.
  func close() throws(Diagnostic) {
    if let failure {
      throw Diagnostic(.renderFailed, "the workbook cannot hold the pack: \(Self.words(failure))")
    }
    isClosed = true
    let result = workbook_close(book)
    guard result == LXW_NO_ERROR else {
      throw Diagnostic(
        .diskFailed, "cannot be written: \(Self.words(result))", at: Place(file: path))
    }
  }

  private func keep(_ result: lxw_error) {
    if result != LXW_NO_ERROR, failure == nil { failure = result }
  }

  private static func words(_ error: lxw_error) -> String {
    lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
  }

  private func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(book) else { return nil }
    switch style {
    // Text stays text when somebody edits the cell.
    case .text: format_set_num_format(format, "@")
    case .head:
      format_set_num_format(format, "@")
      format_set_bold(format)
    case .day: format_set_num_format(format, "yyyy-mm-dd")
    case .number(let code):
      if let code { format_set_num_format(format, code) }
    }
    formats[style] = format
    return format
  }
}
