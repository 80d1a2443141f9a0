import CPangoCairo

/// Gives Cairo what it reads.
final class ByteSource {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static let read: cairo_read_func_t = { source, data, count in
    guard let source, let data else { return CAIRO_STATUS_READ_ERROR }
    let own = Unmanaged<ByteSource>.fromOpaque(source).takeUnretainedValue()
    let end = own.offset + Int(count)
    guard end <= own.bytes.count else { return CAIRO_STATUS_READ_ERROR }
    for (index, byte) in own.bytes[own.offset..<end].enumerated() { data[index] = byte }
    own.offset = end
    return CAIRO_STATUS_SUCCESS
  }
}

/// Collects what Cairo writes.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { sink, data, count in
    guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes
      .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }
}
