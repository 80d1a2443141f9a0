{{ config(materialized='table') }}
-- One row a location, under its canonical name; 0 is the unknown member.
select 0 as location_key, '(not set)' as location_name
union all
select k.dimension_key, min(m.canonical_name)
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
where m.dimension = 'location'
group by k.dimension_key
