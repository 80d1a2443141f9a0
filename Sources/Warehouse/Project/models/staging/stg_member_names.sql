{{ config(materialized='table') }}
-- The name of every member that has a number of the platform's own: the one that the newest load that
-- counts gives it on its last day.
select member_id, name
from (
  select
    n.member_id, n.name,
    row_number() over (
      partition by n.member_id
      order by n.last_date_key desc, l.place desc, n.first_date_key desc, n.name
    ) as age
  from {{ source('raw', 'member_names') }} as n
  join {{ ref('stg_loads') }} as l on l.load_id = n.load_id
  join {{ source('raw', 'members') }} as m on m.member_id = n.member_id
  where m.native_id <> ''
) as named
where age = 1
