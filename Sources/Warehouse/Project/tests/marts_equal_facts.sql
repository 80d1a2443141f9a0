{{ config(severity='error') }}
-- Every mart sums to the facts of single days.
select * from (
select 'mart_daily_campaign' as mart, 'impressions' as measure, (select coalesce(sum(impressions_micros), 0) from {{ ref('mart_daily_campaign') }}) as mart_micros, (select coalesce(sum(impressions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_campaign' as mart, 'clicks' as measure, (select coalesce(sum(clicks_micros), 0) from {{ ref('mart_daily_campaign') }}) as mart_micros, (select coalesce(sum(clicks_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_campaign' as mart, 'leads' as measure, (select coalesce(sum(leads_micros), 0) from {{ ref('mart_daily_campaign') }}) as mart_micros, (select coalesce(sum(leads_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_campaign' as mart, 'conversions' as measure, (select coalesce(sum(conversions_micros), 0) from {{ ref('mart_daily_campaign') }}) as mart_micros, (select coalesce(sum(conversions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_campaign' as mart, 'cost' as measure, (select coalesce(sum(cost_micros), 0) from {{ ref('mart_daily_campaign') }}) as mart_micros, (select coalesce(sum(cost_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_campaign' as mart, 'sale_amount' as measure, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('mart_daily_campaign') }}) as mart_micros, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_device' as mart, 'impressions' as measure, (select coalesce(sum(impressions_micros), 0) from {{ ref('mart_daily_device') }}) as mart_micros, (select coalesce(sum(impressions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_device' as mart, 'clicks' as measure, (select coalesce(sum(clicks_micros), 0) from {{ ref('mart_daily_device') }}) as mart_micros, (select coalesce(sum(clicks_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_device' as mart, 'leads' as measure, (select coalesce(sum(leads_micros), 0) from {{ ref('mart_daily_device') }}) as mart_micros, (select coalesce(sum(leads_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_device' as mart, 'conversions' as measure, (select coalesce(sum(conversions_micros), 0) from {{ ref('mart_daily_device') }}) as mart_micros, (select coalesce(sum(conversions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_device' as mart, 'cost' as measure, (select coalesce(sum(cost_micros), 0) from {{ ref('mart_daily_device') }}) as mart_micros, (select coalesce(sum(cost_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_device' as mart, 'sale_amount' as measure, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('mart_daily_device') }}) as mart_micros, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_location' as mart, 'impressions' as measure, (select coalesce(sum(impressions_micros), 0) from {{ ref('mart_daily_location') }}) as mart_micros, (select coalesce(sum(impressions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_location' as mart, 'clicks' as measure, (select coalesce(sum(clicks_micros), 0) from {{ ref('mart_daily_location') }}) as mart_micros, (select coalesce(sum(clicks_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_location' as mart, 'leads' as measure, (select coalesce(sum(leads_micros), 0) from {{ ref('mart_daily_location') }}) as mart_micros, (select coalesce(sum(leads_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_location' as mart, 'conversions' as measure, (select coalesce(sum(conversions_micros), 0) from {{ ref('mart_daily_location') }}) as mart_micros, (select coalesce(sum(conversions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_location' as mart, 'cost' as measure, (select coalesce(sum(cost_micros), 0) from {{ ref('mart_daily_location') }}) as mart_micros, (select coalesce(sum(cost_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_location' as mart, 'sale_amount' as measure, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('mart_daily_location') }}) as mart_micros, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_keyword' as mart, 'impressions' as measure, (select coalesce(sum(impressions_micros), 0) from {{ ref('mart_daily_keyword') }}) as mart_micros, (select coalesce(sum(impressions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_keyword' as mart, 'clicks' as measure, (select coalesce(sum(clicks_micros), 0) from {{ ref('mart_daily_keyword') }}) as mart_micros, (select coalesce(sum(clicks_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_keyword' as mart, 'leads' as measure, (select coalesce(sum(leads_micros), 0) from {{ ref('mart_daily_keyword') }}) as mart_micros, (select coalesce(sum(leads_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_keyword' as mart, 'conversions' as measure, (select coalesce(sum(conversions_micros), 0) from {{ ref('mart_daily_keyword') }}) as mart_micros, (select coalesce(sum(conversions_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_keyword' as mart, 'cost' as measure, (select coalesce(sum(cost_micros), 0) from {{ ref('mart_daily_keyword') }}) as mart_micros, (select coalesce(sum(cost_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
union all
select 'mart_daily_keyword' as mart, 'sale_amount' as measure, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('mart_daily_keyword') }}) as mart_micros, (select coalesce(sum(sale_amount_micros), 0) from {{ ref('fact_marketing_performance') }} where period_end_key is null and date_key <> 0) as fact_micros
) where mart_micros <> fact_micros
