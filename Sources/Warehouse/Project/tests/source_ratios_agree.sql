-- Ratios that a platform reports are those of its own counts, to their last place, in nineteen rows of
-- twenty.
select
  r.load_id as export_id, r.ratio, r.rows_compared, r.rows_agreeing,
  case r.ratio
    when 'ctr' then 'clicks_micros / impressions_micros' else 'conversions_micros / clicks_micros'
  end as counts
from {{ source('raw', 'ratios') }} as r
join {{ source('raw', 'loads') }} as l on l.load_id = r.load_id
where l.retracted = 0 and r.rows_agreeing * 20 < r.rows_compared * 19
