-- Question: how much comes from each document?
-- One row = a document with its counts.
-- Columns: source_id, studies, findings, claims, caveats, practice_figures
select
    source_id,
    (select count(*) from study where study.source_id = source.source_id) as studies,
    (select count(*) from finding where finding.source_id = source.source_id) as findings,
    (select count(*) from claim where claim.source_id = source.source_id) as claims,
    (select count(*) from caveat where caveat.source_id = source.source_id) as caveats,
    (select count(*) from practice_figure where practice_figure.source_id = source.source_id) as practice_figures
from source
order by source_id
