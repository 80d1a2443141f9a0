-- The newest export of a report has the columns of the one before. Exports of one report have the same
-- path but for its digits. The export is named once more, as the load whose figures are in doubt, where a
-- column that is read came, went or got another name.
with exports as (
  select
    load_id, path, header,
    lag(header) over (partition by series, platform order by load_id) as header_before,
    lag(load_id) over (partition by series, platform order by load_id) as load_before,
    row_number() over (partition by series, platform order by load_id desc) as age
  from {{ source('raw', 'loads') }}
  where retracted = 0
)
select
  e.load_id as export_id, e.path, e.header, e.header_before,
  case
    when exists (
      select 1
      from {{ source('raw', 'columns') }} as c
      where c.load_id in (e.load_id, e.load_before)
      group by c.field
      having count(*) = 1 or min(c.header) <> max(c.header)
    ) then e.load_id
  end as load_id
from exports as e
where e.age = 1 and e.header_before is not null and e.header <> e.header_before
