-- Question: which other studies is a study connected with, and how?
-- One row = another study: of the same trial, on the same data, a review that counts it, or one it counts itself.
-- Parameters: study.
-- Columns: relation, study_id, citation, title?, year?, source_name, locator
select relation, other_id as study_id, citation, study.title, study.year, short_name as source_name, locator
from study_relation
join study on study.study_id = other_id
join source using (source_id)
where study_relation.study_id = $study
order by relation, study.year, citation
