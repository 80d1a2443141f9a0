{{ config(materialized='table') }}
-- The names that a campaign with a number of its own had, each from its first day until the day before the
-- next; a name that comes back is another row. On every day the name is the one that the newest load that
-- counts gives it there, so that the last one is current, as dim_campaign has it.
with named as (
  select
    k.dimension_key as campaign_key, n.name as campaign_name, n.first_date_key, n.last_date_key, l.place
  from {{ source('raw', 'member_names') }} as n
  join {{ ref('stg_loads') }} as l on l.load_id = n.load_id
  join {{ ref('stg_member_keys') }} as k on k.member_id = n.member_id
  join {{ source('raw', 'members') }} as m on m.member_id = n.member_id
  where m.native_id <> ''
),
renamed as (
  select campaign_key
  from named
  group by campaign_key
  having count(distinct campaign_name) > 1
),
-- Days on which another name may hold: where a load's name begins, and after it ends.
turns as (
  select campaign_key, min(first_date_key) as date_key
  from named
  group by campaign_key
  union
  select n.campaign_key, n.first_date_key
  from named as n
  join renamed as r on r.campaign_key = n.campaign_key
  union
  select
    n.campaign_key,
    (
      select min(c.date_key)
      from {{ source('raw', 'calendar') }} as c
      where c.date_key > n.last_date_key
    )
  from named as n
  join renamed as r on r.campaign_key = n.campaign_key
),
shown as (
  select
    t.campaign_key, t.date_key, n.campaign_name,
    row_number() over (
      partition by t.campaign_key, t.date_key
      order by n.place desc, n.first_date_key desc, n.campaign_name
    ) as age
  from turns as t
  join named as n
    on n.campaign_key = t.campaign_key and t.date_key between n.first_date_key and n.last_date_key
),
steps as (
  select
    campaign_key, date_key, campaign_name,
    lag(campaign_name) over (partition by campaign_key order by date_key) as name_before
  from shown
  where age = 1
),
spans as (
  select
    campaign_key, campaign_name, date_key as valid_from_key,
    lead(date_key) over (partition by campaign_key order by date_key) as valid_to_key
  from steps
  where name_before is null or name_before <> campaign_name
)
select
  campaign_key, valid_from_key, valid_to_key, campaign_name,
  case when valid_to_key is null then 1 else 0 end as is_current
from spans
