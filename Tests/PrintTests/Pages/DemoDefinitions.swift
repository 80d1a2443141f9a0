import Charts
import Marks
import Metrics
import Pack

extension Demo {
  static var definitions: Page {
    Page(
      id: "definitions", number: 6, name: "Definitions and method",
      headline: "How each number is made, and how to read the charts",
      lede:
        "Definitions version \(label: "1.3"). A change to any definition is listed here for four weeks after it takes effect; none changed this week.",
      rows: [
        Page.Row(
          height: 400,
          [
            Page.Panel(id: "metrics", span: 4, title: "Metrics", block: .glossary(glossary)),
            Page.Panel(id: "notation", span: 4, title: "Notation", block: .notation(notation)),
            Page.Panel(id: "method", span: 4, title: "Method", block: .paragraphs(method)),
          ])
      ])
  }

  private static var glossary: [GlossaryEntry] {
    [
      ("Spend", "no good side", "Ad cost billed by the platforms"),
      ("Revenue", "higher is better", "Sale amount credited to ads by the platforms"),
      ("Profit", "higher is better", "Revenue − spend; other costs are not deducted"),
      ("ROAS", "higher is better", "Revenue ÷ spend, in ×; break-even is 1.0×"),
      ("CAC", "lower is better", "Spend ÷ conversions"),
      ("Click-through", "higher is better", "Clicks ÷ impressions"),
      ("Click-to-lead", "higher is better", "Leads ÷ clicks"),
      ("Lead-to-conv.", "higher is better", "Conversions ÷ leads"),
      ("CPC", "lower is better", "Spend ÷ clicks"),
      ("Order value", "higher is better", "Revenue ÷ conversions"),
      ("Profit share", "no good side", "Segment profit ÷ total profit"),
      ("Marginal ROAS", "higher is better", "Extra revenue from the next $1 of spend"),
    ].map { GlossaryEntry(term: $0.0, side: $0.1, definition: $0.2) }
  }

  private static var notation: [NotationEntry] {
    let entries: [(NotationEntry.Sample, String, String)] = [
      (.actual, "AC · actual, this week", "Solid dark fill or line"),
      (.prior, "PW · prior week", "Solid light fill"),
      (.plan, "PL · target", "Upright tick, or dashed line over time"),
      (.variance, "Variance", "Round = better, square = worse"),
      (.notNotable, "Not notable", "Hollow grey: small, or no good side"),
      (.interval, "Estimate with interval", "Dot = estimate; line = 95%"),
      (.normalRange, "Normal range", "Mean ± 2.66 mean moving ranges, 8–26 weeks"),
      (.checks, "Pass, caution, fail", "Data checks, always with the word"),
      (.partial, "Partial period", "Hatched or paler; not compared"),
      (.tooFew, "Too few conversions", "Fewer than 50: value withheld"),
      (.cut, "Cut bar or axis", "Longer than drawn; value printed"),
      (.channels, "Search, Social, Display", "Colour and shape together"),
    ]
    return entries.map {
      NotationEntry(
        sample: $0.0, term: Phrase(said: $0.1), meaning: Phrase(said: $0.2),
        channels: $0.0 == .channels ? [.first, .second, .third] : [])
    }
  }

  private static var method: [Paragraph] {
    let texts: [(String, String)] = [
      (
        "Comparisons.",
        "PW is the ISO week before. 4W is the sum, or ratio of sums, of the four weeks before. A comparison is n/a when a week is incomplete."
      ),
      (
        "Colour and headlines.",
        "A variance is coloured when it survives the noise rules. A headline needs a missed target two weeks running; otherwise it says that nothing moved."
      ),
      (
        "Missing data.",
        "Missing stays missing. Money totals are lower bounds; ratios use rows where both parts are present. Coverage is on page 5."
      ),
      (
        "Rates and noise.",
        "Stage-rate changes carry 95% intervals. Colour is given only after a 5% false-discovery correction over all segments shown."
      ),
      (
        "Profit split.",
        "Change against 4W is shared among causes by log-mean weights (LMDI), per device; the parts add up exactly."
      ),
      (
        "Budget moves.",
        "Response to spend follows a power curve, elasticity 0.62 Search, 0.66 Social, 0.72 Display (sd 0.09–0.12). Credited revenue is discounted by an incrementality prior: mean 0.73 in general, 0.50 for referral, 0.39 for retargeting."
      ),
      (
        "Rounding.",
        "Three significant figures; shares and totals come from unrounded values, so they may not add up exactly."
      ),
      (
        "Limits.",
        "Platforms credit their own ads. ROAS says what was credited, not what the ads caused."
      ),
    ]
    return texts.map { Paragraph(lead: Phrase(said: $0.0), prose: Prose([.label($0.1)])) }
  }
}
