import CQPDF
import CZlib
import Diagnostics
import Glibc

/// A PDF file in memory, opened by qpdf. Handles are valid as long as this object.
final class PDFObjects {
  typealias Handle = qpdf_oh

  private var data: qpdf_data?
  /// qpdf reads from here for as long as the file is open.
  private let source: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) throws(Diagnostic) {
    source = .allocate(capacity: bytes.count)
    _ = source.initialize(from: bytes)
    data = qpdf_init()
    qpdf_silence_errors(data)
    qpdf_set_suppress_warnings(data, 1)
    let code = source.withMemoryRebound(to: CChar.self) { buffer in
      qpdf_read_memory(data, "pack.pdf", buffer.baseAddress, UInt64(buffer.count), nil)
    }
    try check(code, "read")
  }

  deinit {
    qpdf_cleanup(&data)
    source.deallocate()
  }

  // MARK: - Reading

  var catalog: Handle { qpdf_get_root(data) }
  var pageCount: Int { Int(qpdf_get_num_pages(data)) }
  func page(_ index: Int) -> Handle { qpdf_get_page_n(data, index) }

  /// Every object of the file that is a dictionary.
  var dictionaries: [Handle] {
    let size = qpdf_oh_get_int_value_as_int(data, value("/Size", of: qpdf_get_trailer(data)))
    guard size > 1 else { return [] }
    return (1..<size).map { qpdf_get_object_by_id(data, $0, 0) }.filter(isDictionary)
  }

  func isDictionary(_ object: Handle) -> Bool { qpdf_oh_is_dictionary(data, object) != 0 }
  func has(_ key: String, in object: Handle) -> Bool { qpdf_oh_has_key(data, object, key) != 0 }
  func value(_ key: String, of object: Handle) -> Handle { qpdf_oh_get_key(data, object, key) }

  /// The name under a key, with its slash; empty if there is none.
  func name(_ key: String, of object: Handle) -> String {
    let value = value(key, of: object)
    guard qpdf_oh_is_name(data, value) != 0, let name = qpdf_oh_get_name(data, value) else {
      return ""
    }
    return String(cString: name)
  }

  /// The items of an array, or the object itself as the only one.
  func items(of object: Handle) -> [Handle] {
    guard qpdf_oh_is_array(data, object) != 0 else { return [object] }
    return (0..<qpdf_oh_get_array_n_items(data, object)).map {
      qpdf_oh_get_array_item(data, object, $0)
    }
  }

  func content(of page: Handle) throws(Diagnostic) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    try check(qpdf_oh_get_page_content_data(data, page, &buffer, &count), "read a page")
    defer { free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }

  // MARK: - Writing

  func set(_ key: String, of object: Handle, to value: Handle) {
    qpdf_oh_replace_key(data, object, key, value)
  }

  func name(_ name: String) -> Handle { qpdf_oh_new_name(data, name) }
  func text(_ text: String) -> Handle { qpdf_oh_new_unicode_string(data, CleanText.line(text)) }
  func bool(_ value: Bool) -> Handle { qpdf_oh_new_bool(data, value ? 1 : 0) }

  func number(_ number: Int) -> Handle { qpdf_oh_new_integer(data, Int64(number)) }

  func array(_ items: [Handle]) -> Handle {
    let array = qpdf_oh_new_array(data)
    for item in items { qpdf_oh_append_item(data, array, item) }
    return array
  }

  func numbers(_ numbers: [Double]) -> Handle {
    array(numbers.map { qpdf_oh_new_real_from_double(data, $0, 2) })
  }

  func dictionary(_ entries: KeyValuePairs<String, Handle>) -> Handle {
    let dictionary = qpdf_oh_new_dictionary(data)
    for (key, value) in entries { set(key, of: dictionary, to: value) }
    return dictionary
  }

  func stream(_ bytes: [UInt8], _ entries: KeyValuePairs<String, Handle> = [:]) -> Handle {
    let stream = qpdf_oh_new_stream(data)
    let none = qpdf_oh_new_null(data)
    qpdf_oh_replace_stream_data(data, stream, bytes, bytes.count, none, none)
    for (key, value) in entries { set(key, of: qpdf_oh_get_dict(data, stream), to: value) }
    return stream
  }

  /// The same, packed once for however many files are written of it.
  func packedStream(_ bytes: [UInt8]) throws(Diagnostic) -> Handle {
    var size = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    // Half the time of the default, for a page a twentieth larger.
    guard compress2(&packed, &size, bytes, uLong(bytes.count), 4) == Z_OK else {
      throw Diagnostic(.renderFailed, "a page could not be packed")
    }
    let stream = qpdf_oh_new_stream(data)
    qpdf_oh_replace_stream_data(
      data, stream, packed, Int(size), name("/FlateDecode"), qpdf_oh_new_null(data))
    return stream
  }

  /// The whole file, the same bytes for the same objects.
  func write() throws(Diagnostic) -> [UInt8] {
    if qpdf_has_error(data) != 0 { throw failure("change") }
    try check(qpdf_init_write_memory(data), "write")
    qpdf_set_deterministic_ID(data, 1)
    qpdf_set_object_stream_mode(data, qpdf_o_generate)
    try check(qpdf_write(data), "write")
    guard let buffer = qpdf_get_buffer(data) else { throw failure("write") }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(qpdf_get_buffer_length(data))))
  }

  // MARK: -

  /// Warnings are fine: qpdf's codes are bits, the second stands for an error.
  private func check(_ code: QPDF_ERROR_CODE, _ what: String) throws(Diagnostic) {
    if code & 2 != 0 { throw failure(what) }
  }

  private func failure(_ what: String) -> Diagnostic {
    var reason = "unknown"
    if let error = qpdf_get_error(data), let text = qpdf_get_error_full_text(data, error) {
      reason = Printable.text(String(cString: text))
    }
    return Diagnostic(.renderFailed, "qpdf could not \(what) the document: \(reason)")
  }
}
