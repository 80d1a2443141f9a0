{# Rows whose value lies outside; NULL passes. #}
{% test accepted_range(model, column_name, min_value=none, max_value=none) %}
select * from {{ model }}
where not (
  {% if min_value is not none %}{{ column_name }} >= {{ min_value }}{% endif %}
  {% if min_value is not none and max_value is not none %} and {% endif %}
  {% if max_value is not none %}{{ column_name }} <= {{ max_value }}{% endif %}
)
{% endtest %}
