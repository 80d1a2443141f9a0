/// What names a template may use, and what each of them is.
indirect enum Shape: Sendable, Hashable {
  case text, markup, flag
  case list(Shape)
  case record([String: Shape])
  /// May be missing; a section on it asks.
  case optional(Shape)

  /// What a view lacks or has too much; empty when it fits.
  func misfits(_ view: View, at path: String = "") -> [String] {
    switch (self, view) {
    case (.text, .text), (.markup, .markup), (.flag, .flag), (.optional, .absent): return []
    case (.optional(let shape), _): return shape.misfits(view, at: path)
    case (.list(let shape), .list(let views)):
      return views.enumerated().flatMap { shape.misfits($0.element, at: "\(path)[\($0.offset)]") }
    case (.record(let shapes), .record(let fields)):
      let names = Set(shapes.keys).union(fields.keys).sorted()
      return names.flatMap { name -> [String] in
        guard let shape = shapes[name] else { return ["\(path).\(name) is in no shape"] }
        guard let field = fields[name] else { return ["\(path).\(name) is missing"] }
        return shape.misfits(field, at: "\(path).\(name)")
      }
    default: return ["\(path) has another shape"]
    }
  }
}
