-- Question: which reviews can be left out, and what would go with each?
-- One row = a review or expert group that concludes something, with its conclusions and the studies known to be counted by it.
-- Columns: study_id, citation, claims, studies
with concluded as (
    select review_study_id as study_id, count(*) as claims from claim group by all
),
counting as (
    select review_study_id as study_id, count(*) as studies from review_study group by all
)
select study_id, citation, coalesce(claims, 0) as claims, coalesce(studies, 0) as studies
from study
left join concluded using (study_id)
left join counting using (study_id)
where kind in ('review', 'expert_group') and (claims is not null or studies is not null)
order by citation
