/// Single tables of the schema that migrations make too.
extension RawSchema {
  /// Which names a load has rows of: what only loads have that are taken out is of no dimension.
  static let loadMembers = """
    CREATE TABLE raw_load_members (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      member_id INTEGER NOT NULL REFERENCES raw_members (member_id),
      PRIMARY KEY (load_id, member_id)
    ) STRICT, WITHOUT ROWID;
    """
  static let memberColumns = [
    "source_member", "channel_member", "campaign_member", "ad_member", "keyword_member",
    "device_member", "location_member",
  ]

  /// What locations lie in, as each export says.
  static let places = """
    CREATE TABLE raw_member_places (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      member_id INTEGER NOT NULL REFERENCES raw_members (member_id),
      region TEXT NOT NULL,
      country TEXT NOT NULL,
      PRIMARY KEY (load_id, member_id, region, country)
    ) STRICT;
    """

  /// Ratios that a platform reports: rows with the ratio and both its counts, and those that agree.
  static let ratios = """
    CREATE TABLE raw_ratios (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      ratio TEXT NOT NULL,
      rows_compared INTEGER NOT NULL,
      rows_agreeing INTEGER NOT NULL,
      PRIMARY KEY (load_id, ratio)
    ) STRICT;
    """

  /// What an export says of itself beside its figures: which conversions are counted.
  static let labels = """
    CREATE TABLE raw_labels (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      label TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (load_id, label, value)
    ) STRICT;
    """

  /// Which column of an export fed which field; several that were added are joined by " + ".
  static let columns = """
    CREATE TABLE raw_columns (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      field TEXT NOT NULL,
      header TEXT NOT NULL,
      PRIMARY KEY (load_id, field)
    ) STRICT;
    """

  static let calendar = """
    CREATE TABLE raw_calendar (
      date_key INTEGER PRIMARY KEY,
      day_number INTEGER NOT NULL,
      full_date TEXT NOT NULL,
      year INTEGER NOT NULL,
      quarter INTEGER NOT NULL,
      month INTEGER NOT NULL,
      month_name TEXT NOT NULL,
      iso_week TEXT NOT NULL,
      weekday INTEGER NOT NULL,
      weekday_name TEXT NOT NULL,
      fiscal_year INTEGER NOT NULL,
      fiscal_quarter INTEGER NOT NULL,
      holiday TEXT NOT NULL
    ) STRICT;
    """

  /// What the shop itself sold, from `data/sales.csv`.
  static let sales = """
    CREATE TABLE raw_sales (
      date_key INTEGER PRIMARY KEY,
      revenue_micros INTEGER NOT NULL
    ) STRICT;
    """

  /// The loads that the models were last made from, and the days made again since the tests last ran.
  static let built = """
    CREATE TABLE meta_built (
      load_id INTEGER PRIMARY KEY,
      retracted INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE meta_untested (
      date_key INTEGER PRIMARY KEY
    ) STRICT;
    """

  /// That two loads hold the same money, as it was said when the later came: it holds while both stand.
  static let twins = """
    CREATE TABLE raw_twins (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      other_load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      message TEXT NOT NULL,
      hint TEXT NOT NULL,
      PRIMARY KEY (load_id, other_load_id)
    ) STRICT;
    """

  /// Days on which rows came to count, or no more, since the models were last made.
  static let moved = """
    CREATE TABLE meta_moved (
      date_key INTEGER PRIMARY KEY
    ) STRICT;
    """

  /// Rows that failed a test of the newest build, as JSON.
  static let failures = """
    CREATE TABLE meta_test_failures (
      test TEXT NOT NULL,
      number INTEGER NOT NULL,
      row TEXT NOT NULL,
      PRIMARY KEY (test, number)
    ) STRICT;
    """

  /// What hangs on the failures of a test, by which measures the rows have.
  static let stakes = """
    CREATE TABLE meta_test_stakes (
      build TEXT NOT NULL,
      test TEXT NOT NULL,
      presence_mask INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      impressions_micros INTEGER NOT NULL, clicks_micros INTEGER NOT NULL,
      leads_micros INTEGER NOT NULL, conversions_micros INTEGER NOT NULL,
      cost_micros INTEGER NOT NULL, sale_amount_micros INTEGER NOT NULL,
      PRIMARY KEY (build, test, presence_mask)
    ) STRICT;
    """

  /// What tests found in the rows of a day: numbers of 64 bits, one after the other.
  static let daySums = """
    CREATE TABLE meta_day_sums (
      question INTEGER NOT NULL,
      date_key INTEGER NOT NULL,
      sums BLOB NOT NULL,
      PRIMARY KEY (question, date_key)
    ) STRICT, WITHOUT ROWID;
    """

  /// Which loads have rows that another replaces, without looking at the others.
  static let supersededIndex =
    "CREATE INDEX raw_superseded ON raw_rows (load_id) WHERE superseded_by IS NOT NULL;"
}
