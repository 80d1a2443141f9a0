{{ config(materialized='table') }}
-- One row a keyword and match type. Keywords are as typed, users' words are never corrected; match types
-- are Exact, Phrase and Broad whatever a platform calls them, and others as written.
select 0 as keyword_key, '(not set)' as keyword_text, '' as match_type
union all
select k.dimension_key, min(m.canonical_name), min(m.parent)
from {{ ref('stg_members') }} as m
join {{ ref('stg_member_keys') }} as k on k.member_id = m.member_id
where m.dimension = 'keyword'
group by k.dimension_key
