/// What `find.html` says: when each measure, name and sentence stood in a pack.
public struct FindPage: Sendable {
  /// Words of one pack or of some in a row, with a link to where they stand.
  public struct Line: Sendable {
    public let label, href, words: String

    /// - Parameter href: relative to the site's root.
    public init(label: String, href: String, words: String) {
      self.label = label
      self.href = href
      self.words = words
    }
  }

  public struct Measure: Sendable {
    public struct Row: Sendable {
      public let label, href, value, changes, target: String

      public init(label: String, href: String, value: String, changes: String, target: String) {
        self.label = label
        self.href = href
        self.value = value
        self.changes = changes
        self.target = target
      }
    }

    public let id, label, summary: String
    /// Newest first.
    public let rows: [Row]

    public init(id: String, label: String, summary: String, rows: [Row]) {
      self.id = id
      self.label = label
      self.summary = summary
      self.rows = rows
    }
  }

  public struct Name: Sendable {
    /// A stranger's text.
    public let name: String
    public let anchor, summary: String
    /// Newest first.
    public let lines: [Line]
    /// "12 earlier lines are left out"; empty for nothing.
    public let rest: String

    public init(name: String, anchor: String, summary: String, lines: [Line], rest: String) {
      self.name = name
      self.anchor = anchor
      self.summary = summary
      self.lines = lines
      self.rest = rest
    }
  }

  public struct Letter: Sendable {
    /// `A`, or `…` for what begins with none of the alphabet.
    public let letter: String
    public let anchor: String
    public let names: [Name]

    public init(letter: String, anchor: String, names: [Name]) {
      self.letter = letter
      self.anchor = anchor
      self.names = names
    }
  }

  public struct Pack: Sendable {
    public let label, href, period: String
    public let lines: [Line]

    public init(label: String, href: String, period: String, lines: [Line]) {
      self.label = label
      self.href = href
      self.period = period
      self.lines = lines
    }
  }

  public struct Month: Sendable {
    public let name: String
    public let packs: [Pack]

    public init(name: String, packs: [Pack]) {
      self.name = name
      self.packs = packs
    }
  }

  public struct Year: Sendable {
    public let year: String
    public let months: [Month]

    public init(year: String, months: [Month]) {
      self.year = year
      self.months = months
    }
  }

  /// "52 packs, 2023-W49 to 2024-W48", and what is left out.
  public let span: String
  public let measures: [Measure]
  public let letters: [Letter]
  public let years: [Year]

  public init(span: String, measures: [Measure], letters: [Letter], years: [Year]) {
    self.span = span
    self.measures = measures
    self.letters = letters
    self.years = years
  }

  var view: [String: View] {
    [
      "span": .text(span),
      "measures": .list(
        measures.map { measure in
          .record([
            "id": .text(.address("m-\(measure.id)")),
            "href": .text(.address("definitions.html#\(measure.id)")),
            "label": .text(measure.label), "summary": .text(measure.summary),
            "rows": .list(
              measure.rows.map {
                .record([
                  "label": .text($0.label), "href": .text(.address($0.href)),
                  "value": .text($0.value), "changes": .text($0.changes),
                  "target": .text($0.target),
                ])
              }),
          ])
        }),
      "letters": .list(
        letters.map { letter in
          .record([
            "letter": .text(letter.letter), "anchor": .text(.address(letter.anchor)),
            "href": .text(.address("#\(letter.anchor)")),
            "names": .list(
              letter.names.map { name in
                .record([
                  "name": .markup(Phrases.name(name.name)), "anchor": .text(.address(name.anchor)),
                  "summary": .text(name.summary), "lines": .list(name.lines.map(Self.line)),
                  "rest": .optional(HTMLText(name.rest)),
                ])
              }),
          ])
        }),
      "years": .list(
        years.map { year in
          .record([
            "year": .text(year.year), "anchor": .text(.address("y-\(year.year)")),
            "href": .text(.address("#y-\(year.year)")),
            "months": .list(
              year.months.map { month in
                .record([
                  "month": .text(month.name),
                  "packs": .list(
                    month.packs.map { pack in
                      .record([
                        "week": .text(pack.label), "href": .text(.address(pack.href)),
                        "period": .text(pack.period), "lines": .list(pack.lines.map(Self.line)),
                      ])
                    }),
                ])
              }),
          ])
        }),
    ]
  }

  private static func line(_ line: Line) -> View {
    .record([
      "label": .text(line.label), "href": .text(.address(line.href)), "words": .text(line.words),
    ])
  }
}
