{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='date_key') }}
-- Grain: ad x campaign x device x location x keyword x date, one row a row of an export that counts.
-- Money is in the reporting currency, by the rate of the row's day.
-- A row that covers a period has its first day here and its last in period_end_key.
select
  r.load_id, r.line, r.grain_key, r.date_key, r.period_end_key,
  src.dimension_key as source_key,
  ch.dimension_key as channel_key,
  ca.dimension_key as campaign_key,
  ad.dimension_key as ad_key,
  kw.dimension_key as keyword_key,
  dev.dimension_key as device_key,
  loc.dimension_key as location_key,
  r.presence_mask,
  r.impressions_micros, r.clicks_micros, r.leads_micros, r.conversions_micros,
  case when rate.rate_picos is null then r.cost_micros
    else convert_micros(r.cost_micros, rate.rate_picos) end as cost_micros,
  case when rate.rate_picos is null then r.sale_amount_micros
    else convert_micros(r.sale_amount_micros, rate.rate_picos) end as sale_amount_micros
from {{ ref('stg_rows') }} as r
join {{ source('raw', 'loads') }} as load on load.load_id = r.load_id
left join {{ source('raw', 'rates') }} as rate
  on rate.currency = load.currency and rate.date_key = r.date_key
join {{ ref('stg_member_keys') }} as src on src.member_id = r.source_member
join {{ ref('stg_member_keys') }} as ch on ch.member_id = r.channel_member
join {{ ref('stg_member_keys') }} as ca on ca.member_id = r.campaign_member
join {{ ref('stg_member_keys') }} as ad on ad.member_id = r.ad_member
join {{ ref('stg_member_keys') }} as kw on kw.member_id = r.keyword_member
join {{ ref('stg_member_keys') }} as dev on dev.member_id = r.device_member
join {{ ref('stg_member_keys') }} as loc on loc.member_id = r.location_member
