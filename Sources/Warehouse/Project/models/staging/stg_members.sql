{{ config(materialized='table') }}
-- Every name as written, of loads that count, beside the name it counts under: a reviewed mapping, a built-in alias of
-- devices and channels, or itself; the match type of a keyword by its built-in alias. A campaign with a number of its own is known by that number,
-- unless a reviewed mapping says that its name is what counts.
select
  m.member_id,
  m.dimension,
  m.platform,
  m.account,
  coalesce(kind.canonical, m.parent) as parent,
  m.native_id,
  coalesce(latest.name, m.name) as source_name,
  coalesce(map.to_name, alias.canonical, latest.name, m.name) as canonical_name,
  case when map.to_name is not null then 1 else 0 end as is_mapped,
  case
    when m.native_id = '' then 0
    when exists (
      select 1 from {{ source('raw', 'mappings') }} as target
      where target.dimension = m.dimension
        and target.to_name = coalesce(map.to_name, latest.name, m.name)
    ) then 0
    else 1
  end as is_known_by_id
from {{ source('raw', 'members') }} as m
left join {{ ref('stg_member_names') }} as latest on latest.member_id = m.member_id
left join {{ source('raw', 'mappings') }} as map
  on map.dimension = m.dimension and map.from_name = coalesce(latest.name, m.name)
left join {{ source('raw', 'aliases') }} as alias
  on alias.dimension = m.dimension and alias.alias = lower(m.name)
left join {{ source('raw', 'aliases') }} as kind
  on m.dimension = 'keyword' and kind.dimension = 'match_type' and kind.alias = lower(m.parent)
where m.member_id = 0
  or m.member_id in (
    select h.member_id
    from {{ source('raw', 'load_members') }} as h
    join {{ ref('stg_loads') }} as l on l.load_id = h.load_id
  )
