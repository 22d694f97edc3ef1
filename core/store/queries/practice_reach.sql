-- Question: for which cells is there only knowledge of what practice does?
-- One row = target group × intervention with at least one practice figure.
-- Parameters: groups (target group ids).
-- Columns: target_group_id, intervention_id, practice_figures
select target_group_id, intervention_id, count(*) as practice_figures
from practice_figure
where intervention_id is not null and list_contains($groups, target_group_id)
group by all
order by all
