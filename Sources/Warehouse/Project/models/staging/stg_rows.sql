{{ config(materialized='view') }}
-- The rows that count: of a load that stands, superseded by none, repeating none.
select r.*
from {{ source('raw', 'rows') }} as r
join {{ source('raw', 'loads') }} as l on l.load_id = r.load_id
where r.superseded_by is null and r.is_repeat = 0 and l.retracted = 0
