{{ config(severity='error') }}
-- Per load and measure: read = loaded + quarantined + superseded + footer, to the millionth.
select load_id, measure, read_micros, loaded_micros, quarantined_micros, superseded_micros, footer_micros
from {{ source('raw', 'trail') }}
where read_micros <> loaded_micros + quarantined_micros + superseded_micros + footer_micros
