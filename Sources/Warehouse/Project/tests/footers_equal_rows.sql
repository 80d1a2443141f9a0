-- A report's own grand total is within a hundredth of the sum of its rows, those set aside included. The gap
-- is what the total has more; of money that is converted it is in another currency, and left out.
with totals as (
  select
    load_id, line,
    row_number() over (partition by load_id order by line) as place,
    impressions_micros, clicks_micros, leads_micros, conversions_micros, cost_micros,
    sale_amount_micros
  from {{ source('raw', 'footers') }}
  where is_grand_total = 1
),
said as (
  select load_id, line, 'impressions' as measure, impressions_micros as total_micros from totals where place = 1
  union all
  select load_id, line, 'clicks' as measure, clicks_micros as total_micros from totals where place = 1
  union all
  select load_id, line, 'leads' as measure, leads_micros as total_micros from totals where place = 1
  union all
  select load_id, line, 'conversions' as measure, conversions_micros as total_micros from totals where place = 1
  union all
  select load_id, line, 'cost' as measure, cost_micros as total_micros from totals where place = 1
  union all
  select load_id, line, 'sale_amount' as measure, sale_amount_micros as total_micros from totals where place = 1
)
select
  s.load_id, s.line as footer_line, s.measure, s.total_micros,
  t.read_micros - t.footer_micros as rows_micros,
  case
    when s.measure in ('cost', 'sale_amount')
      and l.currency in (select currency from {{ source('raw', 'rates') }})
    then null
    else s.total_micros - (t.read_micros - t.footer_micros)
  end as gap_micros
from said as s
join {{ source('raw', 'loads') }} as l on l.load_id = s.load_id
join {{ source('raw', 'trail') }} as t on t.load_id = s.load_id and t.measure = s.measure
where l.retracted = 0 and s.total_micros is not null
  and abs(s.total_micros - (t.read_micros - t.footer_micros)) * 100 > abs(s.total_micros)
