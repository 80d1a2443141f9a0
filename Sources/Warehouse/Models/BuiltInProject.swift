/// The files of the built-in dbt project, embedded in the program.
enum BuiltInProject {
  static let files: [(name: String, bytes: [UInt8])] = [
    ("staging/staging_schema.yml", PackageResources.staging_schema_yml),
    ("staging/stg_members.sql", PackageResources.stg_members_sql),
    ("staging/stg_member_keys.sql", PackageResources.stg_member_keys_sql),
    ("staging/stg_rows.sql", PackageResources.stg_rows_sql),
    ("marts/marts_schema.yml", PackageResources.marts_schema_yml),
    ("marts/dim_source.sql", PackageResources.dim_source_sql),
    ("marts/dim_channel.sql", PackageResources.dim_channel_sql),
    ("marts/dim_campaign.sql", PackageResources.dim_campaign_sql),
    ("marts/dim_ad.sql", PackageResources.dim_ad_sql),
    ("marts/dim_keyword.sql", PackageResources.dim_keyword_sql),
    ("marts/dim_device.sql", PackageResources.dim_device_sql),
    ("marts/dim_location.sql", PackageResources.dim_location_sql),
    ("marts/dim_date.sql", PackageResources.dim_date_sql),
    ("marts/fact_marketing_performance.sql", PackageResources.fact_marketing_performance_sql),
    ("marts/marketing_performance.sql", PackageResources.marketing_performance_sql),
    ("marts/mart_daily_campaign.sql", PackageResources.mart_daily_campaign_sql),
    ("marts/mart_daily_device.sql", PackageResources.mart_daily_device_sql),
    ("marts/mart_daily_location.sql", PackageResources.mart_daily_location_sql),
    ("marts/mart_daily_keyword.sql", PackageResources.mart_daily_keyword_sql),
    ("tests/facts_equal_loaded.sql", PackageResources.facts_equal_loaded_sql),
    ("tests/marts_equal_facts.sql", PackageResources.marts_equal_facts_sql),
    ("tests/money_trail_balances.sql", PackageResources.money_trail_balances_sql),
    ("tests/no_future_dates.sql", PackageResources.no_future_dates_sql),
  ]
}
