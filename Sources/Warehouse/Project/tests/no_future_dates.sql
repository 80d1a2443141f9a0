{{ config(severity='error') }}
-- No row is dated after the day of the run.
select f.load_id, f.line, f.date_key
from {{ ref('fact_marketing_performance') }} as f
where coalesce(f.period_end_key, f.date_key) > (select value from {{ source('raw', 'parameters') }} where name = 'today')
