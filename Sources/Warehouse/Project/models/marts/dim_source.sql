{{ config(materialized='table') }}
-- One row a platform account; what its exports are in.
select 0 as source_key, '' as platform, '(unknown)' as platform_name, '' as account, '' as currency
union all
select k.dimension_key, m.platform, max(l.platform_name), m.account, max(l.currency)
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
join {{ source('raw', 'loads') }} as l on l.platform = m.platform
where m.dimension = 'source'
group by k.dimension_key, m.platform, m.account
