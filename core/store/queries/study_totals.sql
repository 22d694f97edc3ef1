-- Question: how much is there about the studies a reader asks for?
-- One row = the whole selection.
-- Parameters: as in studies.
-- Columns: studies, effect_studies, units, without_year, findings, claims
select
    count(*) as studies,
    count(*) filter (kind = 'effect_study') as effect_studies,
    count(distinct vote_unit) filter (kind = 'effect_study') as units,
    count(*) filter (year is null) as without_year,
    coalesce(sum(len(finding_ids)), 0)::integer as findings,
    coalesce(sum(len(claim_ids)), 0)::integer as claims
from chosen($found, $countries, $designs, $year_from, $year_to, $biases, $transferabilities, $target_groups,
            $interventions, $outcomes, $directions, $sources)
