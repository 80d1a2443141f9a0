{{ config(materialized='view') }}
-- The loads that count: that stand, and of which at least one row is not replaced. The newer of two has the
-- greater place: the one with the later last day, then the later load; of one path always the later.
select
  load_id, platform, platform_name, currency,
  row_number() over (order by reach_key, load_id) as place
from (
  select
    load_id, platform, platform_name, currency, rows_loaded,
    max(coalesce(last_date_key, 0)) over (partition by path order by load_id) as reach_key
  from {{ source('raw', 'loads') }}
  where retracted = 0
) as standing
where coalesce(rows_loaded, 1) > 0
