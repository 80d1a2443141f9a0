-- Every platform account that had rows in the four weeks before the newest day of the data has them
-- up to two days before it: else the newest week compares what is not there yet. The days that lack are
-- about what the account has on the same weekday before.
with day_rows as (
  select distinct m.source_key, d.day_number, d.date_key
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
),
last_days as (
  select source_key, max(day_number) as last_day
  from day_rows
  group by source_key
),
newest as (
  select max(last_day) as last_day from last_days
)
select
  s.source_key, d.date_key,
  (
    select max(p.date_key)
    from day_rows as p
    where p.source_key = s.source_key and p.day_number < d.day_number
      and (d.day_number - p.day_number) % 7 = 0
  ) as stand_in_date_key
from last_days as s
cross join newest as n
join {{ ref('dim_date') }} as d on d.day_number > s.last_day and d.day_number <= n.last_day
where n.last_day - s.last_day between 3 and 28
