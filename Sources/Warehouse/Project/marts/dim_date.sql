{{ config(materialized='table') }}
-- One row a day from the first to the last week of the data; no calendar functions in SQL.
select
  date_key, full_date, year, quarter, month, month_name, iso_week, weekday, weekday_name
from {{ source('raw', 'calendar') }}
