{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='date_key') }}
-- Additive sums by day, channel, device and location, for the page that crosses them; the presence mask keeps
-- the pair rule exact. Rows that cover a period are in no day.
select
  date_key, channel_key, device_key, location_key, presence_mask,
  count(*) as row_count,
  coalesce(sum(impressions_micros), 0) as impressions_micros,
  coalesce(sum(clicks_micros), 0) as clicks_micros,
  coalesce(sum(leads_micros), 0) as leads_micros,
  coalesce(sum(conversions_micros), 0) as conversions_micros,
  coalesce(sum(cost_micros), 0) as cost_micros,
  coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
from {{ ref('fact_marketing_performance') }}
where period_end_key is null and date_key <> 0
group by date_key, channel_key, device_key, location_key, presence_mask
