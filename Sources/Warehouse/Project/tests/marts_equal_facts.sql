{{ config(severity='error') }}
-- Every mart sums to the facts of single days.
with fact as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('fact_marketing_performance') }}
  where period_end_key is null and date_key <> 0
),
campaign as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('mart_daily_campaign') }}
),
device as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('mart_daily_device') }}
),
keyword as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('mart_daily_keyword') }}
),
location as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('mart_daily_location') }}
),
segment as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('mart_daily_segment') }}
),
source as (
  select
    coalesce(sum(impressions_micros), 0) as impressions,
    coalesce(sum(clicks_micros), 0) as clicks,
    coalesce(sum(leads_micros), 0) as leads,
    coalesce(sum(conversions_micros), 0) as conversions,
    coalesce(sum(cost_micros), 0) as cost,
    coalesce(sum(sale_amount_micros), 0) as sale_amount
  from {{ ref('mart_daily_source') }}
),
sums as (
  select 'mart_daily_campaign' as mart, 'impressions' as measure, campaign.impressions as mart_micros, fact.impressions as fact_micros from campaign cross join fact
  union all
  select 'mart_daily_campaign' as mart, 'clicks' as measure, campaign.clicks as mart_micros, fact.clicks as fact_micros from campaign cross join fact
  union all
  select 'mart_daily_campaign' as mart, 'leads' as measure, campaign.leads as mart_micros, fact.leads as fact_micros from campaign cross join fact
  union all
  select 'mart_daily_campaign' as mart, 'conversions' as measure, campaign.conversions as mart_micros, fact.conversions as fact_micros from campaign cross join fact
  union all
  select 'mart_daily_campaign' as mart, 'cost' as measure, campaign.cost as mart_micros, fact.cost as fact_micros from campaign cross join fact
  union all
  select 'mart_daily_campaign' as mart, 'sale_amount' as measure, campaign.sale_amount as mart_micros, fact.sale_amount as fact_micros from campaign cross join fact
  union all
  select 'mart_daily_device' as mart, 'impressions' as measure, device.impressions as mart_micros, fact.impressions as fact_micros from device cross join fact
  union all
  select 'mart_daily_device' as mart, 'clicks' as measure, device.clicks as mart_micros, fact.clicks as fact_micros from device cross join fact
  union all
  select 'mart_daily_device' as mart, 'leads' as measure, device.leads as mart_micros, fact.leads as fact_micros from device cross join fact
  union all
  select 'mart_daily_device' as mart, 'conversions' as measure, device.conversions as mart_micros, fact.conversions as fact_micros from device cross join fact
  union all
  select 'mart_daily_device' as mart, 'cost' as measure, device.cost as mart_micros, fact.cost as fact_micros from device cross join fact
  union all
  select 'mart_daily_device' as mart, 'sale_amount' as measure, device.sale_amount as mart_micros, fact.sale_amount as fact_micros from device cross join fact
  union all
  select 'mart_daily_keyword' as mart, 'impressions' as measure, keyword.impressions as mart_micros, fact.impressions as fact_micros from keyword cross join fact
  union all
  select 'mart_daily_keyword' as mart, 'clicks' as measure, keyword.clicks as mart_micros, fact.clicks as fact_micros from keyword cross join fact
  union all
  select 'mart_daily_keyword' as mart, 'leads' as measure, keyword.leads as mart_micros, fact.leads as fact_micros from keyword cross join fact
  union all
  select 'mart_daily_keyword' as mart, 'conversions' as measure, keyword.conversions as mart_micros, fact.conversions as fact_micros from keyword cross join fact
  union all
  select 'mart_daily_keyword' as mart, 'cost' as measure, keyword.cost as mart_micros, fact.cost as fact_micros from keyword cross join fact
  union all
  select 'mart_daily_keyword' as mart, 'sale_amount' as measure, keyword.sale_amount as mart_micros, fact.sale_amount as fact_micros from keyword cross join fact
  union all
  select 'mart_daily_location' as mart, 'impressions' as measure, location.impressions as mart_micros, fact.impressions as fact_micros from location cross join fact
  union all
  select 'mart_daily_location' as mart, 'clicks' as measure, location.clicks as mart_micros, fact.clicks as fact_micros from location cross join fact
  union all
  select 'mart_daily_location' as mart, 'leads' as measure, location.leads as mart_micros, fact.leads as fact_micros from location cross join fact
  union all
  select 'mart_daily_location' as mart, 'conversions' as measure, location.conversions as mart_micros, fact.conversions as fact_micros from location cross join fact
  union all
  select 'mart_daily_location' as mart, 'cost' as measure, location.cost as mart_micros, fact.cost as fact_micros from location cross join fact
  union all
  select 'mart_daily_location' as mart, 'sale_amount' as measure, location.sale_amount as mart_micros, fact.sale_amount as fact_micros from location cross join fact
  union all
  select 'mart_daily_segment' as mart, 'impressions' as measure, segment.impressions as mart_micros, fact.impressions as fact_micros from segment cross join fact
  union all
  select 'mart_daily_segment' as mart, 'clicks' as measure, segment.clicks as mart_micros, fact.clicks as fact_micros from segment cross join fact
  union all
  select 'mart_daily_segment' as mart, 'leads' as measure, segment.leads as mart_micros, fact.leads as fact_micros from segment cross join fact
  union all
  select 'mart_daily_segment' as mart, 'conversions' as measure, segment.conversions as mart_micros, fact.conversions as fact_micros from segment cross join fact
  union all
  select 'mart_daily_segment' as mart, 'cost' as measure, segment.cost as mart_micros, fact.cost as fact_micros from segment cross join fact
  union all
  select 'mart_daily_segment' as mart, 'sale_amount' as measure, segment.sale_amount as mart_micros, fact.sale_amount as fact_micros from segment cross join fact
  union all
  select 'mart_daily_source' as mart, 'impressions' as measure, source.impressions as mart_micros, fact.impressions as fact_micros from source cross join fact
  union all
  select 'mart_daily_source' as mart, 'clicks' as measure, source.clicks as mart_micros, fact.clicks as fact_micros from source cross join fact
  union all
  select 'mart_daily_source' as mart, 'leads' as measure, source.leads as mart_micros, fact.leads as fact_micros from source cross join fact
  union all
  select 'mart_daily_source' as mart, 'conversions' as measure, source.conversions as mart_micros, fact.conversions as fact_micros from source cross join fact
  union all
  select 'mart_daily_source' as mart, 'cost' as measure, source.cost as mart_micros, fact.cost as fact_micros from source cross join fact
  union all
  select 'mart_daily_source' as mart, 'sale_amount' as measure, source.sale_amount as mart_micros, fact.sale_amount as fact_micros from source cross join fact
)
select * from sums where mart_micros <> fact_micros
