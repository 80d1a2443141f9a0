{{ config(materialized='table') }}
-- One row a campaign of an account, under its reviewed name; spellings are counted, not lost. Several
-- campaigns of one name are told apart by the platform's number of them.
select
  0 as campaign_key, '(not set)' as campaign_name, '' as platform, '' as account, '' as native_id,
  1 as spellings
union all
select
  campaign_key,
  case
    when native_id <> '' and count(*) over (partition by platform, account, name) > 1
    then name || ' (' || native_id || ')'
    else name
  end,
  platform, account, native_id, spellings
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
) as campaigns
