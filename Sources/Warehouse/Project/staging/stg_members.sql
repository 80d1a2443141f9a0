{{ config(materialized='table') }}
-- Every name as written beside the name it counts under: a reviewed mapping, a built-in alias of
-- devices and channels, or itself.
select
  m.member_id,
  m.dimension,
  m.platform,
  m.account,
  m.parent,
  m.name as source_name,
  coalesce(map.to_name, alias.canonical, m.name) as canonical_name,
  case when map.to_name is not null then 1 else 0 end as is_mapped
from {{ source('raw', 'members') }} as m
left join {{ source('raw', 'mappings') }} as map
  on map.dimension = m.dimension and map.from_name = m.name
left join {{ source('raw', 'aliases') }} as alias
  on alias.dimension = m.dimension and alias.alias = lower(m.name)
