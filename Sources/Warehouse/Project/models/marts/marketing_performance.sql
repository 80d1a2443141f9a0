{{ config(materialized='view') }}
-- For anyone who opens the warehouse with a BI tool: names, decimal money, blank where missing.
select
  d.full_date as date, d.iso_week, s.platform_name as platform, s.account, c.channel_name as channel,
  ca.campaign_name as campaign, a.ad_group_name as ad_group, a.ad_name as ad,
  k.keyword_text as keyword, k.match_type, de.device_name as device, lo.location_name as location,
  lo.region_name as region, lo.country_name as country,
  l.currency,
  f.impressions_micros / 1000000.0 as impressions,
  f.clicks_micros / 1000000.0 as clicks,
  f.leads_micros / 1000000.0 as leads,
  f.conversions_micros / 1000000.0 as conversions,
  f.cost_micros / 1000000.0 as cost,
  f.sale_amount_micros / 1000000.0 as sale_amount,
  l.path as source_file, f.line as source_line
from {{ ref('fact_marketing_performance') }} as f
join {{ ref('dim_date') }} as d on d.date_key = f.date_key
join {{ ref('dim_source') }} as s on s.source_key = f.source_key
join {{ ref('dim_channel') }} as c on c.channel_key = f.channel_key
join {{ ref('dim_campaign') }} as ca on ca.campaign_key = f.campaign_key
join {{ ref('dim_ad') }} as a on a.ad_key = f.ad_key
join {{ ref('dim_keyword') }} as k on k.keyword_key = f.keyword_key
join {{ ref('dim_device') }} as de on de.device_key = f.device_key
join {{ ref('dim_location') }} as lo on lo.location_key = f.location_key
join {{ source('raw', 'loads') }} as l on l.load_id = f.load_id
