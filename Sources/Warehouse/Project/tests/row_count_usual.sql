-- In the newest week of the data, no platform account has a day whose number of rows is far from the
-- same weekday of up to 26 weeks before: over 5 median absolute deviations (scaled to a standard
-- deviation), of at least a twentieth of the median and one row. Fewer than 8 such days say nothing.
with day_rows as (
  select m.source_key, m.date_key, d.day_number, sum(m.row_count) as row_count
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
  group by m.source_key, m.date_key, d.day_number
),
newest as (
  select max(day_number) as day_number from day_rows
),
peers as (
  select
    a.source_key, a.date_key, a.row_count, b.row_count as peer,
    row_number() over (
      partition by a.source_key, a.date_key order by b.row_count, b.date_key
    ) as place,
    count(*) over (partition by a.source_key, a.date_key) as peer_count
  from day_rows as a
  cross join newest as n
  join day_rows as b on b.source_key = a.source_key
  where a.day_number > n.day_number - 7
    and b.day_number < a.day_number
    and b.day_number >= a.day_number - 182
    and (a.day_number - b.day_number) % 7 = 0
),
-- Twice the median: the sum of the two in the middle, or two times the one.
medians as (
  select source_key, date_key, sum(peer) * (case when count(*) = 1 then 2 else 1 end) as twice_median
  from peers
  where peer_count >= 8 and place in ((peer_count + 1) / 2, (peer_count + 2) / 2)
  group by source_key, date_key
),
deviations as (
  select
    p.source_key, p.date_key, p.row_count, m.twice_median, p.peer_count,
    abs(2 * p.peer - m.twice_median) as twice_deviation,
    row_number() over (
      partition by p.source_key, p.date_key order by abs(2 * p.peer - m.twice_median), p.place
    ) as place
  from peers as p
  join medians as m on m.source_key = p.source_key and m.date_key = p.date_key
),
scales as (
  select
    source_key, date_key, min(row_count) as row_count, min(twice_median) as twice_median,
    sum(twice_deviation) * (case when count(*) = 1 then 2 else 1 end) as four_deviations
  from deviations
  where place in ((peer_count + 1) / 2, (peer_count + 2) / 2)
  group by source_key, date_key
)
select source_key, date_key, row_count, twice_median
from scales
where abs(2 * row_count - twice_median) * 200000 > 5 * 14826 * (
  case
    when four_deviations * 10 >= twice_median and four_deviations >= 4 then four_deviations * 10
    when twice_median >= 40 then twice_median
    else 40
  end
)
