-- The newest export of a report has the columns of the one before. Exports of one report have the same
-- path but for its digits.
with exports as (
  select
    load_id, path, header,
    lag(header) over (partition by series, platform order by load_id) as header_before,
    row_number() over (partition by series, platform order by load_id desc) as age
  from {{ source('raw', 'loads') }}
  where retracted = 0
)
select load_id, path, header, header_before
from exports
where age = 1 and header_before is not null and header <> header_before
