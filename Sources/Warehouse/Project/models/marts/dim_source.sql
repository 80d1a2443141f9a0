{{ config(materialized='table') }}
-- One row a platform account; what its exports are in, `(several)` where they are in more than one currency.
select 0 as source_key, '' as platform, '(unknown)' as platform_name, '' as account, '' as currency
union all
select
  k.dimension_key, m.platform, max(l.platform_name), m.account,
  case count(distinct nullif(l.currency, '')) when 0 then '' when 1 then max(l.currency) else '(several)' end
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
join {{ source('raw', 'load_members') }} as h on h.member_id = m.member_id
join {{ ref('stg_loads') }} as l on l.load_id = h.load_id
where m.dimension = 'source'
group by k.dimension_key, m.platform, m.account
