-- Question: what is known about one study, and which other publications share its trial or its data?
-- One row = the study.
-- Parameters: study.
-- Columns: study_id, citation, authors, year, title, kind, country, design, population, sample_size, peer_reviewed, risk_of_bias,
--   quality, quality_basis, transferability, transferability_basis, trial_id, cohort_id, same_trial, same_cohort, source_id,
--   source_name, locator
select
    study.study_id, study.citation, study.authors, study.year, study.title, study.kind, study.country, study.design,
    study.population, study.sample_size, study.peer_reviewed, study.risk_of_bias, study.quality, study.quality_basis,
    study.transferability, study.transferability_basis, study.trial_id, study.cohort_id,
    coalesce(
        (select list(other.study_id order by other.study_id) from study as other
         where other.trial_id = study.trial_id and other.study_id <> study.study_id), []
    ) as same_trial,
    coalesce(
        (select list(other.study_id order by other.study_id) from study as other
         where other.cohort_id = study.cohort_id and other.study_id <> study.study_id), []
    ) as same_cohort,
    study.source_id, source.short_name as source_name, study.locator
from study
join source using (source_id)
where study.study_id = $study
