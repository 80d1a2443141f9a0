-- Every platform account that had rows in the four weeks before the newest day of the data has them
-- up to two days before it: else the newest week compares what is not there yet.
with last_days as (
  select m.source_key, max(d.day_number) as last_day
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
  group by m.source_key
),
newest as (
  select max(last_day) as last_day from last_days
)
select s.source_key, n.last_day - s.last_day as days_behind
from last_days as s
cross join newest as n
where n.last_day - s.last_day between 3 and 28
