{{ config(materialized='table') }}
-- One row a location, under its canonical name, with what it lies in as far as exports say so and agree;
-- 0 is the unknown member.
select 0 as location_key, '(not set)' as location_name, '(not set)' as region_name,
  '(not set)' as country_name
union all
select
  k.dimension_key,
  min(m.canonical_name),
  case count(distinct nullif(p.region, ''))
    when 0 then '(not set)' when 1 then max(p.region) else '(several)'
  end,
  case count(distinct nullif(p.country, ''))
    when 0 then '(not set)' when 1 then max(p.country) else '(several)'
  end
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
left join (
  select distinct n.member_id, n.region, n.country
  from {{ source('raw', 'member_places') }} as n
  join {{ ref('stg_loads') }} as l on l.load_id = n.load_id
) as p on p.member_id = m.member_id
where m.dimension = 'location'
group by k.dimension_key
