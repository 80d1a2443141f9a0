-- In the eight weeks to the newest day of the data, no platform account lacks a day between its first
-- and its last. What is missing is about what the account has on the same weekday before.
with day_rows as (
  select distinct m.source_key, d.day_number, d.date_key
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
),
spans as (
  select source_key, min(day_number) as first_day, max(day_number) as last_day
  from day_rows
  group by source_key
),
newest as (
  select max(last_day) as last_day from spans
)
select
  s.source_key, d.date_key,
  (
    select max(p.date_key)
    from day_rows as p
    where p.source_key = s.source_key and p.day_number < d.day_number
      and (d.day_number - p.day_number) % 7 = 0
  ) as stand_in_date_key
from spans as s
cross join newest as n
join {{ ref('dim_date') }} as d
  on d.day_number > s.first_day and d.day_number < s.last_day and d.day_number > n.last_day - 56
left join day_rows as r on r.source_key = s.source_key and r.day_number = d.day_number
where r.day_number is null
