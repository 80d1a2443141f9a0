/// The tables that loading fills; everything after them is made by SQL models.
///
/// Rows are integers: names are stable keys into `raw_members`, amounts are millionths. A row is
/// written once and never deleted; what another export replaces is marked, not removed.
enum RawSchema {
  /// The names that campaigns had and when; that of one with a number of its own may change.
  static let memberNames = """
    CREATE TABLE raw_member_names (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      member_id INTEGER NOT NULL REFERENCES raw_members (member_id),
      name TEXT NOT NULL,
      first_date_key INTEGER NOT NULL,
      last_date_key INTEGER NOT NULL,
      PRIMARY KEY (load_id, member_id, name)
    ) STRICT;
    """

  /// What brings an older file to a version, by that version.
  static let migrations: [Int: String] = [
    2: """
    ALTER TABLE raw_members ADD COLUMN native_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE raw_loads ADD COLUMN rows_loaded INTEGER;
    \(memberNames)
    \(supersededIndex)
    \(stakes)
    DELETE FROM meta_test_results;
    """,
    // The tables of models get other keys.
    3: """
    \(built)
    DELETE FROM meta_state;
    """,
    4: """
    ALTER TABLE raw_loads ADD COLUMN series TEXT NOT NULL DEFAULT '';
    UPDATE raw_loads SET series = path;
    INSERT INTO raw_member_names
      SELECT r.load_id, m.member_id, m.name, min(r.date_key),
        max(coalesce(r.period_end_key, r.date_key))
      FROM raw_rows AS r JOIN raw_members AS m ON m.member_id = r.campaign_member
      WHERE m.member_id <> 0 AND m.native_id = ''
      GROUP BY r.load_id, m.member_id, m.name;
    DROP TABLE raw_calendar;
    \(calendar)
    \(sales)
    DELETE FROM meta_state;
    """,
    5: columns,
    6: failures,
    7: """
    \(places)
    DELETE FROM meta_state;
    """,
    8: """
    \(ratios)
    UPDATE raw_loads SET grain = grain || CASE grain WHEN '' THEN '' ELSE ', ' END || 'period'
      WHERE EXISTS (
        SELECT 1 FROM raw_rows AS r
        WHERE r.rowid BETWEEN first_rowid AND last_rowid AND r.period_end_key IS NOT NULL);
    """,
    // What tests find is kept by day from now on: they are asked once more.
    9: """
    ALTER TABLE raw_quarantine ADD COLUMN byte_offset INTEGER;
    \(labels)
    \(daySums)
    DELETE FROM meta_state WHERE name = 'tested';
    """,
    10: "ALTER TABLE raw_loads ADD COLUMN reading TEXT NOT NULL DEFAULT '';",
    11: """
    \(loadMembers)
    INSERT INTO raw_load_members
      \(memberColumns.map { "SELECT load_id, \($0) FROM raw_rows WHERE \($0) <> 0" }
        .joined(separator: " UNION "));
    """,
    // Marks that an older program has moved are on days that nobody knows.
    12: """
    \(moved)
    \(twins)
    UPDATE raw_rows SET grain_key = grain_key(
        date_key, source_member, channel_member, campaign_member, ad_member, keyword_member,
        device_member, location_member, coalesce(period_end_key, 0))
      WHERE campaign_member = 0;
    DELETE FROM meta_state WHERE name IN ('build', 'shape');
    """,
  ]

  /// The tables that a file of some version must have.
  static func tables(of version: Int) -> [String] {
    let later = migrations.filter { $0.key > version }.values.joined(separator: "\n")
    return names(in: sql).filter { !names(in: later).contains($0) }
  }

  private static func names(in sql: String) -> [String] {
    sql.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.starts(with: ["CREATE", "TABLE"]) ? String(words[2]) : nil
    }
  }

  static let sql = """
    CREATE TABLE raw_loads (
      load_id INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL UNIQUE,
      bytes INTEGER NOT NULL CHECK (bytes > 0),
      platform TEXT NOT NULL,
      platform_name TEXT NOT NULL,
      channel TEXT NOT NULL,
      account TEXT NOT NULL,
      currency TEXT NOT NULL,
      encoding TEXT NOT NULL,
      delimiter TEXT NOT NULL,
      header_line INTEGER NOT NULL,
      header TEXT NOT NULL,
      date_format TEXT NOT NULL,
      grain TEXT NOT NULL,
      first_date_key INTEGER,
      last_date_key INTEGER,
      rows_read INTEGER NOT NULL,
      rows_quarantined INTEGER NOT NULL,
      rows_repeated INTEGER NOT NULL,
      rows_footer INTEGER NOT NULL,
      first_rowid INTEGER NOT NULL,
      last_rowid INTEGER NOT NULL,
      retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1)),
      rows_loaded INTEGER,
      series TEXT NOT NULL DEFAULT '',
      reading TEXT NOT NULL DEFAULT ''
    ) STRICT;

    CREATE TABLE raw_rows (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      line INTEGER NOT NULL,
      date_key INTEGER NOT NULL,
      period_end_key INTEGER CHECK (period_end_key >= date_key),
      source_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      channel_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      campaign_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      ad_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      keyword_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      device_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      location_member INTEGER NOT NULL REFERENCES raw_members (member_id),
      impressions_micros INTEGER,
      clicks_micros INTEGER,
      leads_micros INTEGER,
      conversions_micros INTEGER,
      cost_micros INTEGER,
      sale_amount_micros INTEGER,
      presence_mask INTEGER NOT NULL CHECK (presence_mask BETWEEN 0 AND 63),
      grain_key INTEGER NOT NULL,
      is_repeat INTEGER NOT NULL CHECK (is_repeat IN (0, 1)),
      superseded_by INTEGER REFERENCES raw_loads (load_id)
    ) STRICT;
    \(supersededIndex)

    CREATE TABLE raw_members (
      member_id INTEGER PRIMARY KEY,
      dimension TEXT NOT NULL,
      platform TEXT NOT NULL,
      account TEXT NOT NULL,
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      native_id TEXT NOT NULL DEFAULT ''
    ) STRICT;
    INSERT INTO raw_members VALUES (0, 'unknown', '', '', '', '', '');

    \(loadMembers)
    \(memberNames)
    \(places)

    CREATE TABLE raw_trail (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      measure TEXT NOT NULL,
      read_micros INTEGER NOT NULL,
      loaded_micros INTEGER NOT NULL,
      quarantined_micros INTEGER NOT NULL,
      superseded_micros INTEGER NOT NULL,
      footer_micros INTEGER NOT NULL,
      rows_missing INTEGER NOT NULL,
      PRIMARY KEY (load_id, measure)
    ) STRICT;

    CREATE TABLE raw_quarantine (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      line INTEGER NOT NULL,
      column_number INTEGER NOT NULL,
      rule TEXT NOT NULL,
      reason TEXT NOT NULL,
      raw_text TEXT NOT NULL,
      impressions_micros INTEGER, clicks_micros INTEGER, leads_micros INTEGER,
      conversions_micros INTEGER, cost_micros INTEGER, sale_amount_micros INTEGER,
      byte_offset INTEGER
    ) STRICT;

    CREATE TABLE raw_footers (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      line INTEGER NOT NULL,
      raw_text TEXT NOT NULL,
      is_grand_total INTEGER NOT NULL,
      impressions_micros INTEGER, clicks_micros INTEGER, leads_micros INTEGER,
      conversions_micros INTEGER, cost_micros INTEGER, sale_amount_micros INTEGER
    ) STRICT;

    CREATE TABLE raw_warnings (
      load_id INTEGER NOT NULL REFERENCES raw_loads (load_id),
      code TEXT NOT NULL,
      message TEXT NOT NULL,
      line INTEGER,
      column_number INTEGER,
      hint TEXT NOT NULL
    ) STRICT;

    CREATE TABLE raw_mappings (
      dimension TEXT NOT NULL,
      from_name TEXT NOT NULL,
      to_name TEXT NOT NULL,
      PRIMARY KEY (dimension, from_name)
    ) STRICT;

    CREATE TABLE raw_aliases (
      dimension TEXT NOT NULL,
      alias TEXT NOT NULL,
      canonical TEXT NOT NULL,
      PRIMARY KEY (dimension, alias)
    ) STRICT;

    CREATE TABLE raw_rates (
      currency TEXT NOT NULL,
      date_key INTEGER NOT NULL,
      rate_picos INTEGER NOT NULL CHECK (rate_picos > 0),
      PRIMARY KEY (currency, date_key)
    ) STRICT;

    \(calendar)
    \(sales)
    \(columns)
    \(ratios)
    \(labels)

    CREATE TABLE raw_parameters (
      name TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE meta_state (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE meta_test_results (
      build TEXT NOT NULL,
      test TEXT NOT NULL,
      model TEXT NOT NULL,
      column_name TEXT NOT NULL,
      kind TEXT NOT NULL,
      severity TEXT NOT NULL,
      status TEXT NOT NULL,
      failures INTEGER NOT NULL,
      description TEXT NOT NULL,
      compiled_sql TEXT NOT NULL,
      PRIMARY KEY (build, test)
    ) STRICT;
    \(stakes)
    \(built)
    \(failures)
    \(daySums)
    \(moved)
    \(twins)
    """
}
