-- In no week do the platforms together claim more revenue than the shop has sold (data/sales.csv). The gap
-- is what the shop has more, and stands on the week's first day; all its days are in doubt.
with claimed as (
  select
    d.iso_week, min(d.date_key) as date_key, max(d.date_key) as last_date_key,
    sum(m.sale_amount_micros) as sale_amount_micros
  from {{ ref('mart_daily_source') }} as m
  join {{ ref('dim_date') }} as d on d.date_key = m.date_key
  group by d.iso_week
),
shop as (
  select d.iso_week, count(*) as days, sum(s.revenue_micros) as revenue_micros
  from {{ source('raw', 'sales') }} as s
  join {{ ref('dim_date') }} as d on d.date_key = s.date_key
  group by d.iso_week
)
select
  c.iso_week, c.date_key, c.last_date_key, 'sale_amount' as measure,
  c.sale_amount_micros as claimed_micros, s.revenue_micros as sold_micros,
  s.revenue_micros - c.sale_amount_micros as gap_micros
from claimed as c
join shop as s on s.iso_week = c.iso_week
where s.days = 7 and c.sale_amount_micros > s.revenue_micros
