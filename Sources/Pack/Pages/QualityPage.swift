      return .figure(
        book.fact("naive.\(id)", value, context.style.text(value, unit), unit: FigureBook.unit(unit)),
        valence: .none)
    }
    let rows = Findings.kpis.map { metric -> Table.Row in
      let value = context.market.value(metric, days)
      let used = book.count("used.\(metric.id)", value.rowsUsed)
      let share = Rational(Int128(value.rowsUsed), Int128(max(tally.rows, 1)))
      return Table.Row([
        .text("\(name: metric.label)"), number(metric.id, naive(metric), metric.unit),
        .figure(book.value(metric, value, period: period), valence: .none),
        .figure(used, valence: .none),
        share.map { .figure(book.share("used-share.\(metric.id)", $0), valence: .none) } ?? .blank,
