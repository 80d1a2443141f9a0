{{ config(materialized='table') }}
-- One row a campaign of an account, under its reviewed name; spellings are counted, not lost.
select
  0 as campaign_key, '(not set)' as campaign_name, '' as platform, '' as account, 1 as spellings
union all
select
  k.dimension_key, min(m.canonical_name), min(m.platform), min(m.account),
  count(distinct m.source_name)
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
where m.dimension = 'campaign'
group by k.dimension_key
