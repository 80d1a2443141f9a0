import CExpat
import Diagnostics

/// Streams one part of a workbook through Expat.
///
/// A document type declaration is refused at its first byte, so that there are no entities but
/// XML's own five; memory is bounded by the allocator of `CExpat`, bytes by `ZipMember`.
final class XMLScanner {
  private static let blockSize: Int32 = 1 << 16

  private let part: String
  private let member: ZipMember
  private let handler: any XMLHandler
  private let parser: XML_Parser
  private var isPaused = false
  private var isFed = false
  private var isDone = false
  private var hasDocumentType = false

  /// - Parameter limit: bytes of XML that the part may have.
  init(
    _ archive: ZipArchive, _ entry: ZipArchive.Entry, handler: any XMLHandler, limit: Int = .max
  ) throws(Diagnostic) {
    part = entry.name
    self.handler = handler
    member = try ZipMember(archive, entry, limit: limit)
    guard let parser = broadsheet_xml_parser() else {
      throw Diagnostic(.fault, "Expat does not start", at: Place(file: archive.path))
    }
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, pairs in
        guard let name else { return }
        XMLScanner.from(data)?.take { $0.start(XMLName(start: name), XMLAttributes(pairs: pairs)) }
      },
      { data, name in
        guard let name else { return }
        XMLScanner.from(data)?.take { $0.end(XMLName(start: name)) }
      })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text, count > 0 else { return }
      let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
      XMLScanner.from(data)?.take { $0.text(bytes.bindMemory(to: UInt8.self)) }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLScanner.from(data)?.refuseDocumentType()
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Bytes of XML read so far.
  var bytesRead: Int { member.produced }

  /// Reads on until the handler pauses; false at the end of the part.
  /// - Throws: what the handler refused, `file.damaged`, `file.expands-too-far`.
  func advance() throws(Diagnostic) -> Bool {
    while !isDone {
      let status: XML_Status
      if isPaused {
        status = XML_ResumeParser(parser)
      } else {
        guard let memory = XML_GetBuffer(parser, Self.blockSize) else { throw failure() }
        let count = try member.read(
          into: UnsafeMutableRawBufferPointer(start: memory, count: Int(Self.blockSize)))
        isFed = count == 0
        status = XML_ParseBuffer(parser, Int32(count), isFed ? 1 : 0)
      }
      switch status {
      case XML_STATUS_OK:
        isPaused = false
        isDone = isFed
      case XML_STATUS_SUSPENDED:
        isPaused = true
        return true
      default: throw failure()
      }
    }
    return false
  }

  /// Reads the part to its end.
  func run() throws(Diagnostic) {
    while try advance() {}
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLScanner? {
    data.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ event: (any XMLHandler) -> XMLFlow) {
    // After a stop Expat still ends the element it is in.
    guard handler.failure == nil, !hasDocumentType else { return }
    switch event(handler) {
    case .proceed: break
    case .pause: XML_StopParser(parser, 1)
    case .fail: XML_StopParser(parser, 0)
    }
  }

  private func refuseDocumentType() {
    hasDocumentType = true
    XML_StopParser(parser, 0)
  }

  private func failure() -> Diagnostic {
    let path = member.archive.path
    let name = Printable.text(part, limit: 60)
    if hasDocumentType {
      return Diagnostic(
        .fileUnsupported, "«\(name)» in it declares a document type, as no workbook does",
        at: Place(file: path), hint: "export the report again")
    }
    switch handler.failure {
    case .damaged(let message, let row, let column):
      return Diagnostic(
        .fileDamaged, message, at: Place(file: path, line: row, column: column),
        hint: "open it in a spreadsheet program and save it as .xlsx or CSV")
    case .expands: return Expansion.refusal(path)
    case .tooLong(let row):
      return Diagnostic(
        .recordTooLong, "a row is longer than 1 MiB", at: Place(file: path, line: row),
        hint: "export the report again")
    case nil: break
    }
    let code = XML_GetErrorCode(parser)
    if code == XML_ERROR_NO_MEMORY {
      return Diagnostic(
        .fileExpands, "«\(name)» in it has a tag or text larger than any workbook's",
        at: Place(file: path), hint: "export the report again")
    }
    let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    return member.archive.damage("«\(name)» in it is no whole XML: \(reason)")
  }
}
