{{ config(severity='error') }}
-- Day by day, every mart holds what the facts of single days do: rows, and the sum of every measure. The
-- difference is what the mart has beyond the facts; the gap of a day is that of the mart that is furthest off,
-- for the marts hold the same money.
with fact as (
  select
    date_key,
    count(*) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('fact_marketing_performance') }}
  where period_end_key is null and date_key <> 0
  group by date_key
),
campaign as (
  select
    date_key,
    coalesce(sum(row_count), 0) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('mart_daily_campaign') }}
  group by date_key
),
device as (
  select
    date_key,
    coalesce(sum(row_count), 0) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('mart_daily_device') }}
  group by date_key
),
keyword as (
  select
    date_key,
    coalesce(sum(row_count), 0) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('mart_daily_keyword') }}
  group by date_key
),
location as (
  select
    date_key,
    coalesce(sum(row_count), 0) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('mart_daily_location') }}
  group by date_key
),
segment as (
  select
    date_key,
    coalesce(sum(row_count), 0) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('mart_daily_segment') }}
  group by date_key
),
source as (
  select
    date_key,
    coalesce(sum(row_count), 0) as row_count,
    coalesce(sum(impressions_micros), 0) as impressions_micros,
    coalesce(sum(clicks_micros), 0) as clicks_micros,
    coalesce(sum(leads_micros), 0) as leads_micros,
    coalesce(sum(conversions_micros), 0) as conversions_micros,
    coalesce(sum(cost_micros), 0) as cost_micros,
    coalesce(sum(sale_amount_micros), 0) as sale_amount_micros
  from {{ ref('mart_daily_source') }}
  group by date_key
),
marts as (
  select 'mart_daily_campaign' as mart, campaign.* from campaign
  union all
  select 'mart_daily_device' as mart, device.* from device
  union all
  select 'mart_daily_keyword' as mart, keyword.* from keyword
  union all
  select 'mart_daily_location' as mart, location.* from location
  union all
  select 'mart_daily_segment' as mart, segment.* from segment
  union all
  select 'mart_daily_source' as mart, source.* from source
),
sides as (
  select * from marts
  union all
  select
    'mart_daily_campaign' as mart, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros
  from fact
  union all
  select
    'mart_daily_device' as mart, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros
  from fact
  union all
  select
    'mart_daily_keyword' as mart, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros
  from fact
  union all
  select
    'mart_daily_location' as mart, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros
  from fact
  union all
  select
    'mart_daily_segment' as mart, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros
  from fact
  union all
  select
    'mart_daily_source' as mart, date_key,
    -row_count, -impressions_micros, -clicks_micros, -leads_micros, -conversions_micros,
    -cost_micros, -sale_amount_micros
  from fact
),
differences as (
  select
    mart, date_key,
    sum(row_count) as row_count, sum(impressions_micros) as impressions_micros,
    sum(clicks_micros) as clicks_micros, sum(leads_micros) as leads_micros,
    sum(conversions_micros) as conversions_micros, sum(cost_micros) as cost_micros,
    sum(sale_amount_micros) as sale_amount_micros
  from sides
  group by mart, date_key
),
gaps as (
  select mart, date_key, 'impressions' as measure, impressions_micros as difference_micros from differences
  union all
  select mart, date_key, 'clicks' as measure, clicks_micros as difference_micros from differences
  union all
  select mart, date_key, 'leads' as measure, leads_micros as difference_micros from differences
  union all
  select mart, date_key, 'conversions' as measure, conversions_micros as difference_micros from differences
  union all
  select mart, date_key, 'cost' as measure, cost_micros as difference_micros from differences
  union all
  select mart, date_key, 'sale_amount' as measure, sale_amount_micros as difference_micros from differences
  union all
  select mart, date_key, 'rows' as measure, row_count as difference_micros
  from differences
  where impressions_micros = 0 and clicks_micros = 0 and leads_micros = 0
    and conversions_micros = 0 and cost_micros = 0 and sale_amount_micros = 0
)
select
  mart, date_key, measure, difference_micros,
  case
    row_number() over (partition by date_key, measure order by abs(difference_micros) desc, mart)
    when 1 then difference_micros
    else 0
  end as gap_micros
from gaps
where difference_micros <> 0
