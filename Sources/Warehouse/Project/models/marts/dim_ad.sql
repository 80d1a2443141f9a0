{{ config(materialized='table') }}
-- One row an ad within its ad group.
select 0 as ad_key, '(not set)' as ad_name, '' as ad_group_name, '' as platform, '' as account
union all
select
  k.dimension_key, min(m.canonical_name), min(m.parent), min(m.platform), min(m.account)
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
where m.dimension = 'ad'
group by k.dimension_key
