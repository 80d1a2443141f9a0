{{ config(severity='error') }}
-- What the loads say was loaded is what the facts hold; converted money is left to its own rates.
with converted as (
  select distinct l.load_id
  from {{ source('raw', 'loads') }} as l
  join {{ source('raw', 'rates') }} as r on r.currency = l.currency
),
fact as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(case when load_id in (select load_id from converted) then 0 else cost_micros end), 0) as cost,
    coalesce(sum(case when load_id in (select load_id from converted) then 0 else sale_amount_micros end), 0) as sale_amount
  from {{ ref('fact_marketing_performance') }}
),
fact_sums as (
  select 'impressions' as measure, impressions as fact_micros from fact
  union all
  select 'clicks' as measure, clicks as fact_micros from fact
  union all
  select 'leads' as measure, leads as fact_micros from fact
  union all
  select 'conversions' as measure, conversions as fact_micros from fact
  union all
  select 'cost' as measure, cost as fact_micros from fact
  union all
  select 'sale_amount' as measure, sale_amount as fact_micros from fact
),
loaded_sums as (
  select measure, coalesce(sum(loaded_micros), 0) as loaded_micros
  from {{ source('raw', 'trail') }}
  where measure not in ('cost', 'sale_amount') or load_id not in (select load_id from converted)
  group by measure
)
select f.measure, f.fact_micros, coalesce(l.loaded_micros, 0) as loaded_micros
from fact_sums as f
left join loaded_sums as l on l.measure = f.measure
where f.fact_micros <> coalesce(l.loaded_micros, 0)
