{{ config(materialized='table') }}
-- One row a day from the first to the last week of the data; no calendar functions in SQL.
select
  date_key, day_number, full_date, year, quarter, month, month_name, iso_week, weekday, weekday_name,
  case when weekday > 5 then 1 else 0 end as is_weekend, fiscal_year, fiscal_quarter, holiday
from {{ source('raw', 'calendar') }}
