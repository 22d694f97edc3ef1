"""Which limitations travel with a cell: those with a source, and those a rule makes (METHOD section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from core.model import Answer, Assessment, Caveat, Directness, Reference
from core.text import join_words

OLD_AFTER_YEARS = 15

Row = Mapping[str, object]
Scope = tuple[str, str]  # what is limited: the kind of thing and its id
KEPT_SCOPES = 100_000  # bounds what one process remembers


class CaveatIndex:
    """Caveats by what they limit: fetched for the things asked about and for no others, and then kept.

    ``fetch`` gets (scope, id) pairs and returns the rows of the caveats that limit them, in order.
    Threads may share an index: a thing is known only when all its caveats are.
    """

    def __init__(self, fetch: Callable[[list[Scope]], Iterable[Row]]) -> None:
        self._fetch = fetch
        self._known: dict[Scope, list[Caveat]] = {}

    def load(self, scopes: Iterable[Scope]) -> dict[Scope, list[Caveat]]:
        """What limits the given things, fetched in one go where it is not known yet."""
        if len(self._known) > KEPT_SCOPES:
            self._known = {}
        known = self._known
        if missing := list(dict.fromkeys(scope for scope in scopes if scope not in known)):
            found: dict[Scope, list[Caveat]] = {scope: [] for scope in missing}
            for row in self._fetch(missing):
                found[row["scope"], row["ref_id"]].append(_caveat(row))
            known.update(found)
        return known

    def limiting(self, *scopes: Scope) -> list[Caveat]:
        """Caveats of the given (scope, id) pairs, each once, in order."""
        scopes = tuple(dict.fromkeys(scopes))
        known = self.load(scopes)
        found: dict[str, Caveat] = {}
        for scope in scopes:
            for caveat in known[scope]:
                found.setdefault(caveat.caveat_id, caveat)
        return list(found.values())

    def general(self, source_ids: Iterable[str]) -> list[Caveat]:
        """What limits everything, and everything from the given sources."""
        return self.limiting(*general_scopes(source_ids))

    def for_study(self, study: Row) -> list[Caveat]:
        """What limits a study, its trial, its results and the conclusions it draws.

        ``study`` names study_id, trial_id, finding_ids and claim_ids.
        """
        scopes = [("study", study["study_id"]), ("trial", study["trial_id"] or "")]
        scopes += [("finding", finding_id) for finding_id in study["finding_ids"]]
        scopes += [("claim", claim_id) for claim_id in study["claim_ids"]]
        return self.limiting(*scopes)

    def around(self, answers: Iterable[Answer], target_group_id: str) -> list[Caveat]:
        """What limits everything in the answers: said once on a page, and carried in every export."""
        sources = dict.fromkeys(reference.source_id for answer in answers for reference in answer.references)
        general = self.general(sources)
        about_group = self.limiting(("target_group", target_group_id))
        return [caveat for caveat in about_group if caveat not in general] + general

    def for_cell(
        self, cell: Assessment, lineage: list[str], findings: Iterable[Row], claims: Iterable[Row]
    ) -> list[Caveat]:
        """Everything that limits a cell, in the order of the kinds: its rows, trials, studies, intervention, group and sources."""
        findings, claims = list(findings), list(claims)
        own = self.limiting(*own_scopes(cell, lineage, findings, claims))
        general = self.limiting(*general_scopes(row["source_id"] for row in [*claims, *findings]))
        return own + [caveat for caveat in general if caveat not in own]


def own_scopes(cell: Assessment, lineage: list[str], findings: list[Row], claims: list[Row]) -> list[Scope]:
    """What the caveats of one cell may limit: it, its rows, their trials and studies, the interventions, the group."""
    scopes = [("cell", f"{cell.target_group_id}/{member}") for member in lineage]
    scopes += [("finding", row["finding_id"]) for row in findings]
    scopes += [("claim", row["claim_id"]) for row in claims]
    scopes += [("trial", row["trial_id"]) for row in findings if row["trial_id"]]
    scopes += [("study", row["study_id"]) for row in findings]
    scopes += [("intervention", member) for member in lineage]
    return [*scopes, ("target_group", cell.target_group_id)]


def general_scopes(source_ids: Iterable[str]) -> list[Scope]:
    """Everything, and everything from the given documents."""
    return [("all", ""), *(("source", source_id) for source_id in source_ids)]


def derive_caveats(cell: Assessment, findings: Iterable[Row], today: date) -> list[Caveat]:
    """Caveats that follow from the evidence itself, by the rules of METHOD section 6."""
    findings = list(findings)
    rules = (
        _indirect(cell),
        _one_trial(cell),
        _not_significant(findings),
        _foreign(findings),
        _old(findings, today),
        _high_bias(findings),
    )
    return [caveat for caveat in rules if caveat is not None]


def _indirect(cell: Assessment) -> Caveat | None:
    if cell.directness in (None, Directness.DIRECT, Directness.BARRED):
        return None
    statement = "Viden er indirekte: den er ikke målt på netop denne gruppe."
    plain = "Det er målt på andre end folk i din situation."
    return Caveat("indirect", statement, rule="kun indirekte viden", plain=plain)


def _one_trial(cell: Assessment) -> Caveat | None:
    if cell.trials != 1:
        return None
    if cell.claim_ids:
        statement = "Kun ét målt studie er gengivet i kilderne; resten er kildernes konklusioner."
    else:
        statement = "Viden hviler på ét forsøg eller studie."
    return Caveat("single_trial", statement, rule="kun ét forsøg", plain="Der er kun ét studie, hvor det er målt.")


def _not_significant(findings: list[Row]) -> Caveat | None:
    said = [row["significant"] for row in findings if row["can_vote"]]
    if not said or any(significant is not False for significant in said):
        return None
    statement = "Ingen af de målte resultater er statistisk sikre; de kan skyldes tilfældigheder."
    plain = "Tallene er usikre. Det kan være et tilfælde."
    return Caveat("measurement", statement, rule="ingen resultater er signifikante", plain=plain)


def _foreign(findings: list[Row]) -> Caveat | None:
    countries = {row["country"] for row in findings if row["can_vote"]}
    if not countries or "DK" in countries or None in countries:
        return None
    statement = "Ingen af de målte resultater er fra Danmark."
    plain = "Tallene er fra andre lande. Det kan være anderledes her."
    return Caveat("foreign", statement, rule="alle studier er udenlandske", plain=plain)


def _old(findings: list[Row], today: date) -> Caveat | None:
    years = [row["year"] for row in findings if row["can_vote"] and row["year"]]
    if not years or today.year - max(years) <= OLD_AFTER_YEARS:
        return None
    statement = f"Det nyeste studie er fra {max(years)}. Arbejdsmarked og regler kan have ændret sig."
    rule = f"nyeste studie er over {OLD_AFTER_YEARS} år gammelt"
    return Caveat("old_data", statement, rule=rule, plain="Tallene er gamle. Meget kan være anderledes nu.")


def _high_bias(findings: list[Row]) -> Caveat | None:
    studies = {row["citation"] for row in findings if row["risk_of_bias"] == "high"}
    if not studies:
        return None
    named = join_words(sorted(studies))
    return Caveat(
        "high_bias",
        f"{named}: kilden vurderer, at risikoen for et skævt resultat er høj.",
        rule="risikoen for skævhed er høj",
        plain="Studiet kan give et skævt billede.",
    )


def _caveat(row: Row) -> Caveat:
    reference = Reference(row["source_id"], row["source_name"], row["locator"])
    return Caveat(
        kind=row["kind"],
        statement=row["statement"],
        reference=reference,
        circumstance=row["circumstance"],
        caveat_id=row["caveat_id"],
        is_practice=row["source_kind"] == "practice_study",
        plain=row["plain"],
    )
