-- Question: how much comes from each document?
-- One row = a document with its counts.
-- Columns: source_id, studies, findings, claims, caveats, practice_figures
with part as (
    select source_id, 'study' as kind from study
    union all select source_id, 'finding' from finding
    union all select source_id, 'claim' from claim
    union all select source_id, 'caveat' from caveat
    union all select source_id, 'practice' from practice_figure
)
select
    source_id,
    count(*) filter (kind = 'study') as studies, count(*) filter (kind = 'finding') as findings,
    count(*) filter (kind = 'claim') as claims, count(*) filter (kind = 'caveat') as caveats,
    count(*) filter (kind = 'practice') as practice_figures
from part
group by source_id
order by source_id
