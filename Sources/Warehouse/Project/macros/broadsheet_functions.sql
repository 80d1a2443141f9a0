{# The two functions that the models call and SQLite is given by the program. #}
{% macro broadsheet_functions() %}
create schema if not exists {{ target.schema }};
-- The first 63 bits of MD5 over the parts joined by U+001F; 0 is kept for the unknown member.
create or replace function {{ target.schema }}.surrogate_key(variadic parts text[]) returns bigint
language sql immutable as $$
  select coalesce(nullif(
    ('x' || left(md5(array_to_string(parts, chr(31))), 16))::bit(64)::bigint & 9223372036854775807,
    0), 1)
$$;
-- Millionths times a rate in millionths of a millionth, rounded half to even.
create or replace function {{ target.schema }}.convert_micros(amount bigint, rate bigint)
returns bigint language sql immutable as $$
  select (case
    when abs(mod(p.product, 1000000000000)) * 2 > 1000000000000
      or (abs(mod(p.product, 1000000000000)) * 2 = 1000000000000
        and mod(trunc(p.product / 1000000000000), 2) <> 0)
    then trunc(p.product / 1000000000000) + sign(p.product)
    else trunc(p.product / 1000000000000)
  end)::bigint
  from (select amount::numeric * rate::numeric as product) as p
$$;
set search_path to {{ target.schema }};
{% endmacro %}
