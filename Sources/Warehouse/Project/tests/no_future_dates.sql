{{ config(severity='error') }}
-- No row is dated after the day of the run.
select load_id, line, date_key
from {{ ref('fact_marketing_performance') }}
where coalesce(period_end_key, date_key) > (select value from {{ source('raw', 'parameters') }} where name = 'today')
