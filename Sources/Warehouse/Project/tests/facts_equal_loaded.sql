{{ config(severity='error') }}
-- What the loads say was loaded is what the facts hold; converted money is left to its own rates.
select * from (
select 'impressions' as measure, (select coalesce(sum(impressions_micros), 0) from {{ ref('fact_marketing_performance') }}) as fact_micros,
  (select coalesce(sum(loaded_micros), 0) from {{ source('raw', 'trail') }} where measure = 'impressions') as loaded_micros
union all
select 'clicks' as measure, (select coalesce(sum(clicks_micros), 0) from {{ ref('fact_marketing_performance') }}) as fact_micros,
  (select coalesce(sum(loaded_micros), 0) from {{ source('raw', 'trail') }} where measure = 'clicks') as loaded_micros
union all
select 'leads' as measure, (select coalesce(sum(leads_micros), 0) from {{ ref('fact_marketing_performance') }}) as fact_micros,
  (select coalesce(sum(loaded_micros), 0) from {{ source('raw', 'trail') }} where measure = 'leads') as loaded_micros
union all
select 'conversions' as measure, (select coalesce(sum(conversions_micros), 0) from {{ ref('fact_marketing_performance') }}) as fact_micros,
  (select coalesce(sum(loaded_micros), 0) from {{ source('raw', 'trail') }} where measure = 'conversions') as loaded_micros
union all
select 'cost' as measure, (select coalesce(sum(cost_micros), 0) from {{ ref('fact_marketing_performance') }} where load_id not in (select l.load_id from {{ source('raw', 'loads') }} as l join {{ source('raw', 'rates') }} as r on r.currency = l.currency)) as fact_micros,
  (select coalesce(sum(loaded_micros), 0) from {{ source('raw', 'trail') }} where measure = 'cost' and load_id not in (select l.load_id from {{ source('raw', 'loads') }} as l join {{ source('raw', 'rates') }} as r on r.currency = l.currency)) as loaded_micros
union all
select 'sale_amount' as measure, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('fact_marketing_performance') }} where load_id not in (select l.load_id from {{ source('raw', 'loads') }} as l join {{ source('raw', 'rates') }} as r on r.currency = l.currency)) as fact_micros,
  (select coalesce(sum(loaded_micros), 0) from {{ source('raw', 'trail') }} where measure = 'sale_amount' and load_id not in (select l.load_id from {{ source('raw', 'loads') }} as l join {{ source('raw', 'rates') }} as r on r.currency = l.currency)) as loaded_micros
) where fact_micros <> loaded_micros
