-- Question: which studies does a reader ask for?
-- One row = a study with what is told of it, in the order of the search or else by author, a trial's publications together.
-- Parameters: found (study ids in the order of the search, or null), countries, designs, year_from, year_to, biases,
--   transferabilities, target_groups, interventions, outcomes, directions, sources (empty lists ask for everything);
--   top (how many rows, or null for all), skip (how many before them).
-- Columns: study_id, citation, authors?, year?, title?, publisher?, address?, kind, country?, design, population?, sample_size?,
--   peer_reviewed?, risk_of_bias, quality, quality_basis?, transferability, transferability_basis?, trial_id?, document_id?,
--   source_id, source_name, locator, vote_unit, unit_kind, siblings, finding_ids, claim_ids, finding_directions,
--   claim_directions, intervention_ids
select
    study_id, citation, authors, year, title, publisher, address, kind, country, design, population, sample_size,
    peer_reviewed, risk_of_bias, quality, quality_basis, transferability, transferability_basis, trial_id, document_id,
    source_id, source_name, locator, vote_unit, unit_kind, siblings, finding_ids, claim_ids, finding_directions,
    claim_directions, intervention_ids
from chosen($found, $countries, $designs, $year_from, $year_to, $biases, $transferabilities, $target_groups,
            $interventions, $outcomes, $directions, $sources)
order by list_position($found::varchar[], study_id), page_order
limit $top offset $skip
