-- No platform account has a day without one conversion where it expects ten or more, judged by its clicks and the 28
-- days before: by chance such a day comes once in 22,000 days. What counts them may have failed.
with days as (
  -- A day is at fault where it is exactly zero, its clicks and spend are at least half of the average of the 28 days
  -- that end with the account's last day above zero, at least 25 of these had conversions, and at their rate a click
  -- it expects 10, and 10 times the size of what days differ by: a zero of such counts has a chance of e to the power
  -- of -10, and of fewer where more are expected. After four weeks without any the account is taken to measure none.
  select
    m.source_key, m.date_key, d.day_number,
    cast(sum(m.conversions_micros) as bigint) as value_micros,
    cast(sum(m.clicks_micros) as bigint) / 1000000 as clicks,
    cast(sum(m.cost_micros) as bigint) as cost_micros
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
  -- Rows with a blank say nothing of zero.
  where (m.presence_mask & 8) <> 0
  group by m.source_key, m.date_key, d.day_number
),
dated as (
  select
    days.*,
    max(case when value_micros > 0 then day_number end) over (
      partition by source_key order by day_number
      rows between unbounded preceding and 1 preceding
    ) as last_day
  from days
),
zeros as (
  select * from dated
  where value_micros = 0 and clicks > 0 and day_number - last_day <= 28
),
befores as (
  select
    z.source_key, z.date_key,
    count(*) as day_count,
    cast(sum(b.value_micros) as bigint) as value_micros,
    cast(sum(b.clicks) as bigint) as clicks
  from zeros as z
  join days as b
    on b.source_key = z.source_key and b.day_number between z.last_day - 27 and z.last_day
  group by z.source_key, z.date_key
  having sum(case when b.value_micros > 0 then 1 else 0 end) >= 25
    and 2 * min(z.clicks) * count(*) >= sum(b.clicks)
    and 2 * min(z.cost_micros) * count(*) >= sum(b.cost_micros)
),
rates as (
  -- A part is a thousandth of what a day has, so that squares stay small.
  select
    z.source_key, z.date_key, z.last_day, z.clicks, b.day_count,
    b.value_micros / b.clicks as rate_micros,
    b.value_micros / b.day_count / 1000 as part_micros
  from zeros as z
  join befores as b on b.source_key = z.source_key and b.date_key = z.date_key
  where b.clicks > 0
),
spreads as (
  -- Of each day before, the square of what it differs by from what it expects, divided by that: of sales of
  -- one size it is, on average, the size of one.
  select
    r.source_key, r.date_key,
    min(r.clicks) as clicks, min(r.day_count) as day_count, min(r.rate_micros) as rate_micros,
    min(r.rate_micros * r.clicks / nullif(r.part_micros, 0)) as expected_parts,
    sum(
      ((b.value_micros - r.rate_micros * b.clicks) / nullif(r.part_micros, 0))
      * ((b.value_micros - r.rate_micros * b.clicks) / nullif(r.part_micros, 0))
      / nullif(r.rate_micros * b.clicks / nullif(r.part_micros, 0), 0)
    ) as squares
  from rates as r
  join days as b
    on b.source_key = r.source_key and b.day_number between r.last_day - 27 and r.last_day
  group by r.source_key, r.date_key
)
select
  source_key, date_key, 'conversions' as measure, clicks,
  rate_micros * clicks as expected_micros
from spreads
where rate_micros * clicks >= 10000000
  and expected_parts * (day_count - 1) >= 10 * squares
