{{ config(materialized='view') }}
-- The loads that count: that stand, and of which at least one row is not replaced. The newer of two has the
-- greater place: the one with the later last day, then the later load; of one path always the later. A file that
-- was read again keeps its place.
select
  load_id, platform, platform_name, currency,
  row_number() over (order by reach_key, file_id, load_id) as place
from (
  select
    load_id, platform, platform_name, currency, rows_loaded, file_id,
    max(coalesce(last_date_key, 0)) over (partition by path order by file_id, load_id) as reach_key
  from (
    select
      load_id, path, platform, platform_name, currency, rows_loaded, last_date_key, retracted,
      min(load_id) over (
        partition by substr(sha256, 1, 64), case when sha256 like '% #%' then 0 else retracted end
      ) as file_id
    from {{ source('raw', 'loads') }}
  ) as loads
  where retracted = 0
) as standing
where coalesce(rows_loaded, 1) > 0
