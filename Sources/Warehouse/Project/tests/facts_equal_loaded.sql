{{ config(severity='error') }}
-- By export and day, facts hold what the rows that count do: as many rows, and the sum of every measure;
-- of money that is converted, to the half millionth a row that rounding may take. The gap is what the rows have
-- beyond the facts.
with fact as (
  select
    load_id, date_key,
    count(*) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('fact_marketing_performance') }}
  group by load_id, date_key
),
loaded as (
  select
    load_id, date_key,
    count(*) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('stg_rows') }}
  group by load_id, date_key
),
worth as (
  select
    r.load_id, r.date_key, r.row_count, r.impressions_micros, r.clicks_micros, r.leads_micros,
    r.conversions_micros,
    case when rate.rate_picos is null then r.cost_micros
      else convert_micros(cast(r.cost_micros as bigint), rate.rate_picos) end as cost_micros,
    case when rate.rate_picos is null then r.sale_amount_micros
      else convert_micros(cast(r.sale_amount_micros as bigint), rate.rate_picos)
    end as sale_amount_micros,
    case when rate.rate_picos is null then 0 else r.row_count + 1 end as twice_rounding
  from loaded as r
  join {{ source('raw', 'loads') }} as load on load.load_id = r.load_id
  left join {{ source('raw', 'rates') }} as rate
    on rate.currency = load.currency and rate.date_key = r.date_key
),
sides as (
  select fact.*, 0 as twice_rounding from fact
  union all
  select
    load_id, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros, twice_rounding
  from worth
),
differences as (
  select
    load_id, date_key,
    sum(row_count) as row_count, sum(impressions_micros) as impressions_micros,
    sum(clicks_micros) as clicks_micros, sum(leads_micros) as leads_micros,
    sum(conversions_micros) as conversions_micros, sum(cost_micros) as cost_micros,
    sum(sale_amount_micros) as sale_amount_micros, max(twice_rounding) as twice_rounding
  from sides
  group by load_id, date_key
),
gaps as (
  select load_id, date_key, 'impressions' as measure, -impressions_micros as gap_micros, 0 as twice_rounding
  from differences
  union all
  select load_id, date_key, 'clicks' as measure, -clicks_micros as gap_micros, 0
  from differences
  union all
  select load_id, date_key, 'leads' as measure, -leads_micros as gap_micros, 0
  from differences
  union all
  select load_id, date_key, 'conversions' as measure, -conversions_micros as gap_micros, 0
  from differences
  union all
  select load_id, date_key, 'cost' as measure, -cost_micros as gap_micros, twice_rounding
  from differences
  union all
  select load_id, date_key, 'sale_amount' as measure, -sale_amount_micros as gap_micros, twice_rounding
  from differences
  union all
  select load_id, date_key, 'rows' as measure, -row_count as gap_micros, 0
  from differences
  where impressions_micros = 0 and clicks_micros = 0 and leads_micros = 0
    and conversions_micros = 0 and cost_micros = 0 and sale_amount_micros = 0
)
select load_id, date_key, measure, gap_micros
from gaps
where abs(gap_micros) * 2 > twice_rounding
