-- Question: what are some documents of the search, and on which page does each stand?
-- One row = a document, in no order.
-- Parameters: documents (their ids).
-- Columns: document_id, kind, ref_id, title, body, page, intervention_id?, target_group_id?, study_id?, figure_id?, page_row?,
--   intervention?, target_group?
select
    document_id, document.kind, ref_id, title, body, page, intervention_id, target_group_id, study_id, figure_id, page_row,
    intervention.name as intervention, target_group.name as target_group
from search_document as document
left join intervention using (intervention_id)
left join target_group using (target_group_id)
where list_contains($documents, document_id)
