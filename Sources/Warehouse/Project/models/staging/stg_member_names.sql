{{ config(materialized='table') }}
-- The latest name of every member that has a number of the platform's own, by the loads that stand.
select member_id, name
from (
  select
    n.member_id, n.name,
    row_number() over (
      partition by n.member_id order by max(n.last_date_key) desc, n.name
    ) as age
  from {{ source('raw', 'member_names') }} as n
  join {{ source('raw', 'loads') }} as l on l.load_id = n.load_id
  join {{ source('raw', 'members') }} as m on m.member_id = n.member_id
  where l.retracted = 0 and m.native_id <> ''
  group by n.member_id, n.name
) as named
where age = 1
