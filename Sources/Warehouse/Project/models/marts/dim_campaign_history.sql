{{ config(materialized='table') }}
-- The names that a campaign with a number of its own had, each from the day it was first seen under
-- it until the day before the next; the last one is current.
select
  campaign_key, valid_from_key, valid_to_key, campaign_name,
  case when valid_to_key is null then 1 else 0 end as is_current
from (
  select
    campaign_key, campaign_name, valid_from_key,
    lead(valid_from_key) over (
      partition by campaign_key order by valid_from_key, campaign_name
    ) as valid_to_key
  from (
    select
      k.dimension_key as campaign_key, n.name as campaign_name,
      min(n.first_date_key) as valid_from_key
    from {{ source('raw', 'member_names') }} as n
    join {{ source('raw', 'loads') }} as l on l.load_id = n.load_id
    join {{ ref('stg_member_keys') }} as k on k.member_id = n.member_id
    join {{ source('raw', 'members') }} as m on m.member_id = n.member_id
    where l.retracted = 0 and m.native_id <> ''
    group by k.dimension_key, n.name
  ) as names
) as spans
