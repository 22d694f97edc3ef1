-- Question: which values of each filter have at least one study?
-- One row = a value of a filter. A study without a country has the value not_stated.
-- Columns: facet, code
with member as (
    select coalesce(country, 'not_stated') as countries, design as designs, risk_of_bias as biases,
           transferability as transferabilities, year::varchar as years
    from study
),
thing as (
    select target_group_id as target_groups, outcome as outcomes, direction as directions, source_id as sources,
           intervention_member.intervention_id as interventions
    from told left join intervention_member on intervention_member.member_id = told.intervention_id
)
select distinct facet, code from (unpivot member on columns(*) into name facet value code)
union all
select distinct facet, code from (unpivot thing on columns(*) into name facet value code)
order by facet, code
