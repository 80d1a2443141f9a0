-- In the newest whole week of the data, every platform account that had rows in all four weeks before
-- has rows on all seven days. What is missing is about what the account has on the same weekday before.
with day_rows as (
  select distinct m.source_key, d.day_number, d.date_key
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
),
-- Its Sunday.
report_week as (
  select max(day_number) as last_day
  from {{ ref('dim_date') }}
  where weekday = 7 and day_number <= (select max(day_number) from day_rows)
),
active as (
  select r.source_key
  from day_rows as r
  cross join report_week as w
  where r.day_number between w.last_day - 34 and w.last_day - 7
  group by r.source_key
  having count(distinct (w.last_day - 7 - r.day_number) / 7) = 4
)
select
  a.source_key, d.date_key,
  (
    select max(p.date_key)
    from day_rows as p
    where p.source_key = a.source_key and p.day_number < d.day_number
      and (d.day_number - p.day_number) % 7 = 0
  ) as stand_in_date_key
from active as a
cross join report_week as w
join {{ ref('dim_date') }} as d on d.day_number between w.last_day - 6 and w.last_day
left join day_rows as r on r.source_key = a.source_key and r.day_number = d.day_number
where r.day_number is null
