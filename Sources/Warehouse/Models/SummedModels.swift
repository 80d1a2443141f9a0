/// The models that only sum another by their primary keys: those of one table are made in one pass.
struct SummedModels {
  typealias Summed = (form: RollupForm, model: Model)

  private let summed: [String: Summed]
  /// Names of models that were made, which is once.
  private(set) var made: Set<String> = []

  init(_ models: [Model]) {
    var summed: [String: Summed] = [:]
    for model in models where model.materialization != .view {
      guard let form = RollupForm(model.sql),
        model.columns.allSatisfy({ $0.type == "integer" }),
        model.columns.map(\.name).sorted() == form.names.sorted(),
        model.columns.filter(\.isPrimaryKey).map(\.name).sorted() == form.keys.sorted()
      else { continue }
      summed[model.name] = (form, model)
    }
    self.summed = summed
  }

  /// The table that a model sums; nil for a model of another kind.
  func table(of model: Model) -> String? { summed[model.name]?.form.table }

  /// Those that sum a table and are not made yet, in the order of their names.
  /// - Parameter hidden: columns that no condition may ask for.
  mutating func take(
    of table: String, byDay: Bool, besides hidden: Set<String> = []
  ) -> [Summed] {
    let found = summed.values.filter { form, model in
      form.table == table && model.isMadeByDay == byDay && !made.contains(model.name)
        && hidden.isDisjoint(with: SelectText.words(form.condition))
    }.sorted { $0.model.name < $1.model.name }
    made.formUnion(found.map(\.model.name))
    return found
  }
}
