-- Question: which other studies is a study connected with, and how?
-- One row = another study: of the same trial, on the same data, a review that counts it, or one it counts itself.
-- Parameters: study.
-- Columns: relation, study_id, citation, title, year, source_name, locator
with related as (
    select 'trial' as relation, other.study_id
    from study join study as other using (trial_id) where study.study_id = $study
    union
    select 'cohort', other.study_id from study join study as other using (cohort_id) where study.study_id = $study
    union
    select 'counted_by', review_study_id from review_study where study_id = $study
    union
    select 'counts', study_id from review_study where review_study_id = $study
)
select relation, study.study_id, citation, study.title, study.year, source.short_name as source_name, locator
from related
join study using (study_id)
join source using (source_id)
where study.study_id <> $study
order by relation, study.year, citation
