{{ config(severity='error') }}
-- Per load and measure: read = loaded + quarantined + superseded + footer, to the millionth, and loaded is
-- what the rows that count hold.
with loaded as (
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
held as (
  select
    load_id,
    sum(impressions_micros) as impressions_micros, sum(clicks_micros) as clicks_micros,
    sum(leads_micros) as leads_micros, sum(conversions_micros) as conversions_micros,
    sum(cost_micros) as cost_micros, sum(sale_amount_micros) as sale_amount_micros
  from loaded
  group by load_id
),
trail as (
  select
    t.load_id, t.measure, t.read_micros, t.loaded_micros, t.quarantined_micros,
    t.superseded_micros, t.footer_micros,
    coalesce(case t.measure
      when 'impressions' then h.impressions_micros
      when 'clicks' then h.clicks_micros
      when 'leads' then h.leads_micros
      when 'conversions' then h.conversions_micros
      when 'cost' then h.cost_micros
      when 'sale_amount' then h.sale_amount_micros
    end, 0) as held_micros
  from {{ source('raw', 'trail') }} as t
  left join held as h on h.load_id = t.load_id
)
select * from trail
where read_micros <> loaded_micros + quarantined_micros + superseded_micros + footer_micros
  or loaded_micros <> held_micros
