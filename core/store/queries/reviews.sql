-- Question: which reviews can be left out, and what would go with each?
-- One row = a review or expert group that concludes something, with its conclusions and the studies known to be counted by it.
-- Columns: study_id, citation, claims, studies
select
    study_id, citation,
    (select count(*) from claim where review_study_id = study.study_id) as claims,
    (select count(*) from review_study where review_study_id = study.study_id) as studies
from study
where kind in ('review', 'expert_group')
  and (study_id in (select review_study_id from claim) or study_id in (select review_study_id from review_study))
order by citation
