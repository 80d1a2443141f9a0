{{ config(materialized='table') }}
-- One row a campaign of an account, under its reviewed name; spellings are counted, not lost. Several
-- campaigns of one name are told apart by the platform's number of them.
select
  0 as campaign_key, '(not set)' as campaign_name, '' as platform, '' as account, '' as native_id,
  1 as spellings, '' as platform_name, null as first_seen_key, null as last_seen_key
union all
select
  c.campaign_key,
  case
    when c.native_id <> '' and count(*) over (partition by c.platform, c.account, c.name) > 1
    then c.name || ' (' || c.native_id || ')'
    else c.name
  end,
  c.platform, c.account, c.native_id, c.spellings, coalesce(p.platform_name, ''), s.first_seen_key,
  s.last_seen_key
from (
  select
    k.dimension_key as campaign_key, min(m.canonical_name) as name, min(m.platform) as platform,
    min(m.account) as account,
    max(case m.is_known_by_id when 1 then m.native_id else '' end) as native_id,
    count(distinct m.source_name) as spellings
  from {{ ref('stg_members') }} as m
  join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
  where m.dimension = 'campaign'
  group by k.dimension_key
) as c
left join (
  select platform, max(platform_name) as platform_name
  from {{ source('raw', 'loads') }}
  group by platform
) as p on p.platform = c.platform
left join (
  select
    k.dimension_key as campaign_key, min(nullif(n.first_date_key, 0)) as first_seen_key,
    max(nullif(n.last_date_key, 0)) as last_seen_key
  from {{ source('raw', 'member_names') }} as n
  join {{ ref('stg_loads') }} as l on l.load_id = n.load_id
  join {{ ref('stg_member_keys') }} as k on k.member_id = n.member_id
  group by k.dimension_key
) as s on s.campaign_key = c.campaign_key
