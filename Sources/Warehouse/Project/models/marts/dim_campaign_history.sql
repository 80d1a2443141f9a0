{{ config(materialized='table') }}
-- The names that a campaign with a number of its own had, each from the day an export first shows it
-- until the day before the next; a name that comes back is another row. The last one is current: the
-- name of the newest day, as dim_campaign has it.
with named as (
  select
    k.dimension_key as campaign_key, n.name as campaign_name, n.first_date_key, n.last_date_key,
    n.load_id,
    row_number() over (
      partition by k.dimension_key order by n.last_date_key desc, n.name, n.load_id
    ) as age
  from {{ source('raw', 'member_names') }} as n
  join {{ source('raw', 'loads') }} as l on l.load_id = n.load_id
  join {{ ref('stg_member_keys') }} as k on k.member_id = n.member_id
  join {{ source('raw', 'members') }} as m on m.member_id = n.member_id
  where l.retracted = 0 and m.native_id <> ''
),
seen as (
  select campaign_key, campaign_name, first_date_key as seen_key, last_date_key, load_id, 0 as is_newest
  from named
  union all
  select campaign_key, campaign_name, last_date_key as seen_key, last_date_key, load_id, 1 as is_newest
  from named
  where age = 1
),
steps as (
  select
    campaign_key, campaign_name, seen_key,
    row_number() over (
      partition by campaign_key order by seen_key, is_newest, last_date_key, load_id, campaign_name
    ) as place,
    lag(campaign_name) over (
      partition by campaign_key order by seen_key, is_newest, last_date_key, load_id, campaign_name
    ) as name_before
  from seen
),
spans as (
  select
    campaign_key, campaign_name, seen_key as valid_from_key,
    lead(seen_key) over (partition by campaign_key order by place) as valid_to_key
  from steps
  where name_before is null or name_before <> campaign_name
)
select
  campaign_key, valid_from_key, valid_to_key, campaign_name,
  case when valid_to_key is null then 1 else 0 end as is_current
from spans
