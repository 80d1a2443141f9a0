import Charts
import Marks
import Metrics

/// What a panel holds, free of any medium. A closed set, switched without `default`: a new kind
/// makes the compiler list Print and Site.
public enum Block: Sendable {
  case kpis([KPITile])
  case chart(ChartBlock)
  /// Several charts under one title, stacked in print and on the screen.
  case charts([ChartBlock])
  case table(Table)
  case statements([Statement])
  case causes([Cause])
  case stages([Stage])
  case lineage([LineageStep])
  case glossary([GlossaryEntry])
  case notation([NotationEntry])
  case paragraphs([Paragraph])
  /// Nothing to show, and why.
  case empty(reason: Prose, detail: Prose)
}

/// A chart with its alternative text and the file name of its PNG, SVG and CSV.
public struct ChartBlock: Sendable {
  public var id: String
  public var chart: any Chart
  public var alternative: String
  /// Share of the panel's height when several are stacked.
  public var weight: Double
  /// A small title of its own inside a panel of several charts; empty for none.
  public var title: Prose
  /// Over and under a picture of this chart alone, where the panel's speak of several charts.
  public var alone: (title: Prose, subtitle: Prose)?

  public init(
    id: String, chart: any Chart, alternative: Phrase, weight: Double = 1, title: Prose = "",
    alone: (title: Prose, subtitle: Prose)? = nil
  ) {
    self.alone = alone
    self.id = id
    self.chart = chart
    self.alternative = alternative.text
    self.weight = weight
    self.title = title
  }
}

/// A variance against one reference: as printed, with its pin.
public struct Variance: Sendable, Hashable {
  /// "vs PW".
  public var label: String
  public var figure: Figure
  /// Relative change for the pin; nil when there is none ("n/a: 2 full weeks").
  public var change: Double?
  public var valence: Valence

  public init(label: Phrase, figure: Figure, change: Double?, valence: Valence) {
    self.label = label.text
    self.figure = figure
    self.change = change
    self.valence = valence
  }
}

public struct KPITile: Sendable, Hashable {
  public var label: String
  /// "lower bound", "matched rows", "revenue ÷ spend".
  public var caption: String
  /// The same in fewer words, each shorter than the one before, for tiles that are narrow.
  public var shorter: [String]
  /// The caption says what must be known of the figure, and is never left out.
  public var isStamp = false
  public var figure: Figure
  public var history: Sparkline?
  public var variances: [Variance]
  /// Id of the page that defines the metric, and of the one that the caption is about; empty for none.
  public var definition, evidence: String

  public init(
    label: Phrase, caption: Phrase, figure: Figure, history: Sparkline?, variances: [Variance],
    definition: String = "", evidence: String = "", shorter: [Phrase] = []
  ) {
    self.definition = definition
    self.evidence = evidence
    self.label = label.text
    self.caption = caption.text
    self.shorter = shorter.map(\.text)
    self.figure = figure
    self.history = history
    self.variances = variances
  }
}

/// "Can" or "Cannot", and what.
public struct Statement: Sendable, Hashable {
  public var tag: String
  public var isCaution: Bool
  public var prose: Prose

  public init(tag: Phrase, isCaution: Bool, prose: Prose) {
    self.tag = tag.text
    self.isCaution = isCaution
    self.prose = prose
  }
}

/// One line of a signed list that sums to a total.
public struct Cause: Sendable, Hashable {
  public var figure: Figure
  public var name: String
  public var detail: Prose
  public var valence: Valence
  public var isTotal: Bool

  public init(
    figure: Figure, name: Phrase, detail: Prose = "", valence: Valence, isTotal: Bool = false
  ) {
    self.figure = figure
    self.name = name.text
    self.detail = detail
    self.valence = valence
    self.isTotal = isTotal
  }
}

/// A count of the funnel, and the rate that leads to the next one.
public struct Stage: Sendable, Hashable {
  public struct Rate: Sendable, Hashable {
    public var label: String
    public var figure: Figure
    /// 0…1 for the track; nil without a value.
    public var share: Double?
    public var target: Double?
    public var variances: [Variance]

    public init(
      label: Phrase, figure: Figure, share: Double?, target: Double?, variances: [Variance]
    ) {
      self.label = label.text
      self.figure = figure
      self.share = share
      self.target = target
      self.variances = variances
    }
  }

  public var label: String
  public var figure: Figure
  public var variances: [Variance]
  public var rate: Rate?

  public init(label: Phrase, figure: Figure, variances: [Variance], rate: Rate?) {
    self.label = label.text
    self.figure = figure
    self.variances = variances
    self.rate = rate
  }
}

/// One station between source file and printed figure.
public struct LineageStep: Sendable, Hashable {
  public var label: String
  public var value: Prose
  public var lines: [Prose]
  /// First and last stand out.
  public var isEnd: Bool

  public init(label: Phrase, value: Prose, lines: [Prose], isEnd: Bool = false) {
    self.label = label.text
    self.value = value
    self.lines = lines
    self.isEnd = isEnd
  }
}

public struct GlossaryEntry: Sendable, Hashable {
  public var term: String
  /// "higher is better", "no good side".
  public var side: String
  public var definition: String

  public init(term: Phrase, side: Phrase, definition: Phrase) {
    self.term = term.text
    self.side = side.text
    self.definition = definition.text
  }
}

public struct NotationEntry: Sendable, Hashable {
  public enum Sample: String, Sendable, Hashable, CaseIterable {
    case actual, prior, plan, variance, notNotable, interval, normalRange, checks, channels
    case partial, tooFew, cut
  }

  public var sample: Sample
  public var term: String
  public var meaning: String
  /// Whose marks a sample of channels shows, in the order of the term.
  public var channels: [ChannelRole]

  public init(sample: Sample, term: Phrase, meaning: Phrase, channels: [ChannelRole] = []) {
    self.channels = channels
    self.sample = sample
    self.term = term.text
    self.meaning = meaning.text
  }
}

/// Body text: a bold lead-in and a paragraph.
public struct Paragraph: Sendable, Hashable {
  public var lead: String
  public var prose: Prose

  public init(lead: Phrase, prose: Prose) {
    self.lead = lead.text
    self.prose = prose
  }
}
