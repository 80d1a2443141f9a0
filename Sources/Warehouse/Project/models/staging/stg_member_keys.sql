{{ config(materialized='table') }}
-- Which dimension member each name belongs to: stable surrogate keys of natural keys.
select
  member_id,
  dimension,
  case dimension
    when 'unknown' then 0
    when 'source' then surrogate_key('source', platform, account)
    when 'campaign' then
      case is_known_by_id
        when 1 then surrogate_key('campaign', platform, account, '', native_id)
        else surrogate_key('campaign', platform, account, canonical_name)
      end
    when 'ad' then surrogate_key('ad', platform, account, parent, canonical_name)
    when 'keyword' then surrogate_key('keyword', parent, canonical_name)
    else surrogate_key(dimension, canonical_name)
  end as dimension_key
from {{ ref('stg_members') }}
