"""What must be said with an answer, counted again from the files alone: no query, no index and no rule of the product.

Pages, files and the API are held against the answers of the store; here these are held against the rows.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from core.store import Selection, Store
from tests.files import by_id, rows

TRAVELS = ("displacement", "lock_in", "business_cycle")  # METHOD section 6: along the line of an intervention
OWN_RULE = "regel-"  # made by a rule of ours, from the results themselves


@cache
def limiting() -> dict[tuple[str, str], set[str]]:
    """The caveats of each thing."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("caveat_scope"):
        found[row["scope"], row["ref_id"]].add(row["caveat_id"])
    return found


@cache
def upwards(intervention: str) -> frozenset[str]:
    """The intervention and its families."""
    parent = by_id("intervention")[intervention]["parent_id"]
    return frozenset({intervention}) | (upwards(parent) if parent else frozenset())


@cache
def touched_by() -> dict[str, set[str]]:
    """For each caveat that travels the interventions it is about: named, or by a row, a study or a trial."""
    placed = [(row["finding_id"], row["intervention_id"]) for row in (*rows("finding"), *rows("finding_intervention"))]
    of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding_id, intervention in placed:
        study = by_id("study")[by_id("finding")[finding_id]["study_id"]]
        for thing in (("finding", finding_id), ("study", study["study_id"]), ("trial", study["trial_id"])):
            of[thing].add(intervention)
    for row in rows("claim"):
        of["claim", row["claim_id"]].add(row["intervention_id"])
    for row in rows("intervention"):
        of["intervention", row["intervention_id"]].add(row["intervention_id"])
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("caveat_scope"):
        ref_id = row["ref_id"]
        about = {ref_id.split("/")[1]} if row["scope"] == "cell" else of[row["scope"], ref_id]
        if by_id("caveat")[row["caveat_id"]]["kind"] in TRAVELS:
            found[row["caveat_id"]] |= about
    return found


@cache
def travelling(intervention: str) -> frozenset[str]:
    """What travels to an intervention: from its families and from its forms."""
    line = {each for each in by_id("intervention") if each in upwards(intervention) or intervention in upwards(each)}
    return frozenset(caveat_id for caveat_id, about in touched_by().items() if about & line)


@cache
def wholes(group: str) -> frozenset[str]:
    """The group and every group it is part of."""
    above = [r["evidence_group_id"] for r in relations("broader") if r["target_group_id"] == group]
    return frozenset({group}).union(*map(wholes, above))


def relations(kind: str) -> list[dict[str, str]]:
    return [row for row in rows("target_group_relation") if row["relation"] == kind]


@cache
def near(group: str) -> frozenset[str]:
    """The group, what it is part of, its parts, and the related."""
    parts = {other for other in by_id("target_group") if group in wholes(other)}
    related = {row["evidence_group_id"] for row in relations("related") if row["target_group_id"] == group}
    return wholes(group) | parts | related


def is_practice(caveat_id: str) -> bool:
    return by_id("source")[by_id("caveat")[caveat_id]["source_id"]]["kind"] == "practice_study"


@cache
def is_practised(group: str) -> bool:
    return any(row["intervention_id"] and row["target_group_id"] == group for row in rows("practice_figure"))


def of_things(*things: tuple[str, str]) -> set[str]:
    return set().union(*(limiting().get(thing, set()) for thing in things))


def expected(group: str, intervention: str, finding_ids: tuple[str, ...], claim_ids: tuple[str, ...]) -> set[str]:
    """The caveats with a source that an answer resting on these rows must carry; none where it rests on nothing."""
    findings = [by_id("finding")[key] for key in finding_ids]
    claims = [by_id("claim")[key] for key in claim_ids]
    if not findings and not claims:
        return set()
    studies = [by_id("study")[row["study_id"]] for row in findings]
    things = [("all", ""), ("target_group", group)]
    things += [(kind, row[f"{kind}_id"]) for kind, part in (("finding", findings), ("claim", claims), ("study", studies)) for row in part]  # fmt: skip
    things += [("trial", study["trial_id"]) for study in studies if study["trial_id"]]
    things += [("source", row["source_id"]) for row in (*findings, *claims)]
    for member in upwards(intervention):
        things += [("intervention", member), ("cell", f"{group}/{member}")]
    found = of_things(*things) | travelling(intervention)
    about = {caveat_id: by_id("caveat")[caveat_id]["about_group_id"] for caveat_id in found}
    found = {caveat_id for caveat_id in found if not about[caveat_id] or about[caveat_id] in near(group)}
    return {caveat_id for caveat_id in found if is_practised(group) or not is_practice(caveat_id)}


def sourced(caveats) -> list[str]:
    """The ids of caveats that a source gives."""
    return sorted(caveat.caveat_id for caveat in caveats if not caveat.caveat_id.startswith(OWN_RULE))


def test_every_answer_carries_exactly_the_caveats_the_files_give_it(store: Store) -> None:
    """Pages, files and the API are held against ``answer.caveats``; this holds it against the files."""
    seen = 0
    for group in store.target_groups:
        for answer in store.answers(group):
            cell = answer.assessment
            wanted = expected(group, cell.intervention_id, cell.finding_ids, cell.claim_ids)
            assert sourced(answer.caveats) == sorted(wanted), (group, cell.intervention_id, cell.comparison)
            seen += len(wanted)
    assert seen > 1_000


def test_what_limits_everything_is_said_with_every_group(store: Store) -> None:
    for group in store.target_groups:
        answers = store.answers(group)
        sources = {reference.source_id for answer in answers for reference in answer.references}
        things = [("all", ""), ("target_group", group), *(("source", source) for source in sources)]
        assert sourced(store.caveats.around(answers, group)) == sorted(of_things(*things)), group


def test_every_study_carries_exactly_what_limits_it_its_trial_its_results_and_conclusions(store: Store) -> None:
    told = {row["study_id"]: row for row in store.rows("studies", **Selection().parameters, top=None, skip=0)}
    for study in by_id("study").values():
        key = study["study_id"]
        things = [("study", key), ("trial", study["trial_id"])]
        things += [("finding", row["finding_id"]) for row in rows("finding") if row["study_id"] == key]
        things += [("claim", row["claim_id"]) for row in rows("claim") if row["review_study_id"] == key]
        assert sourced(store.caveats.for_study(told[key])) == sorted(of_things(*things)), key


def test_advice_is_said_of_the_groups_it_was_given_for_and_of_no_others(store: Store) -> None:
    given = [row for row in rows("conversation_item") if row["kind"] != "missing"]
    for group in store.target_groups:
        for answer in store.answers(group):
            own = [row for row in given if row["intervention_id"] == answer.assessment.intervention_id]
            said = [row["statement"] for row in own if row["about_group_id"] in ("", *wholes(group))]
            assert sorted(step.statement for step in answer.steps) == sorted(said), (group, answer.name)


def test_every_disagreement_stands_with_each_intervention_it_is_about(store: Store) -> None:
    about: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in (*rows("finding"), *rows("finding_intervention")):
        study = by_id("finding")[row["finding_id"]]["study_id"]
        about[row["intervention_id"]] |= {("finding", row["finding_id"]), ("study", study)}
    for row in rows("claim"):
        about[row["intervention_id"]].add(("claim", row["claim_id"]))
    for row in rows("practice_figure"):
        about[row["intervention_id"]].add(("practice_figure", row["figure_id"]))
    shown = {key for key, row in by_id("disagreement").items() if row["visibility"] != "log"}
    for intervention in store.interventions:
        things = about[intervention] | {("intervention", intervention)}
        wanted = {r["disagreement_id"] for r in rows("disagreement_ref") if (r["scope"], r["ref_id"]) in things}
        told = store.rows("intervention_disagreements", intervention=intervention)
        assert {row["disagreement_id"] for row in told} == wanted & shown, intervention


def test_everything_said_of_money_stands_with_its_intervention(store: Store) -> None:
    in_words = {r["scope"]: set() for r in rows("caveat_scope")}
    for row in rows("caveat_scope"):
        if by_id("caveat")[row["caveat_id"]]["kind"] == "cost_in_words":
            in_words[row["scope"]].add(row["ref_id"])
    wanted = {(r["intervention_id"], r["claim_id"]) for r in rows("claim") if r["claim_id"] in in_words["claim"]}
    assert wanted
    for row in (*rows("finding"), *rows("finding_intervention")):
        finding = by_id("finding")[row["finding_id"]]
        if finding["outcome"] == "public_finance" or finding["finding_id"] in in_words["finding"]:
            wanted.add((row["intervention_id"], finding["finding_id"]))
    told = store.rows("costs", target="ledige", interventions=list(store.interventions))
    assert {(row["intervention_id"], row["ref_id"]) for row in told} == wanted
