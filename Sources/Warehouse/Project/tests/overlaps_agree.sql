-- Where a newer export replaces a part of an account's day, no other row of the older stays: what was
-- renamed or taken out between the two would count twice.
with replaced as (
  select load_id, source_member, date_key, max(superseded_by) as newer_load_id
  from {{ source('raw', 'rows') }}
  where superseded_by is not null and is_repeat = 0
  group by load_id, source_member, date_key
)
select r.load_id, r.line, r.date_key, p.newer_load_id
from {{ source('raw', 'rows') }} as r
cross join replaced as p
join {{ source('raw', 'loads') }} as l on l.load_id = r.load_id
where exists (select 1 from replaced)
  and p.load_id = r.load_id and p.source_member = r.source_member and p.date_key = r.date_key
  and r.superseded_by is null and r.is_repeat = 0 and l.retracted = 0
