"""Which limitations travel with a cell: those with a source, and those a rule makes (METHOD section 6)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from core.model import Answer, Assessment, Caveat, Changes, Direction, Directness, Reference
from core.rows import CaveatsRow, LimitedClaimsRow, LimitedFindingsRow, StudiesRow
from core.text import join_words, lower_first, number, today

OLD_AFTER_YEARS = 15

Scope = tuple[str, str]  # what is limited: the kind of thing and its id
KEPT_SCOPES = 100_000  # bounds what one process remembers
MOST_DECISIVE = 3
FEW_TRIALS = 2
TOO_LATE = "regel-virker-senere"
OF_ONE = ("finding", "trial", "study")


class CaveatIndex:
    """Caveats by what they limit: fetched for the things asked about and for no others, and then kept.

    ``fetch`` gets (scope, id) pairs and returns the rows of the caveats that limit them, in order.
    Threads may share an index: a thing is known only when all its caveats are.
    """

    def __init__(self, fetch: Callable[[list[Scope]], Iterable[CaveatsRow]], kept: int | None = None) -> None:
        self._fetch = fetch
        self._kept = kept
        self._known: dict[Scope, list[Caveat]] = {}

    def load(self, scopes: Iterable[Scope]) -> dict[Scope, list[Caveat]]:
        """What limits the given things, fetched in one go where it is not known yet."""
        if len(self._known) > (self._kept or KEPT_SCOPES):
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

    def for_study(self, study: StudiesRow) -> list[Caveat]:
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
        return _but(about_group, general) + general

    def for_cell(
        self,
        cell: Assessment,
        lineage: list[str],
        findings: Iterable[LimitedFindingsRow],
        claims: Iterable[LimitedClaimsRow],
        near: Mapping[str, str],
    ) -> tuple[list[Caveat], list[Caveat]]:
        """What limits a cell: its own (rows, trials, studies, intervention, group), and what limits whole sources.

        ``near`` names the groups that what is said of them is said of this one; a caveat about another stays away.
        """
        findings, claims = list(findings), list(claims)
        own = self.limiting(*own_scopes(cell, lineage, findings, claims))
        general = self.limiting(*general_scopes(row["source_id"] for row in [*claims, *findings]))
        own = _but(own, general)

        def is_said_here(caveat: Caveat) -> bool:
            return not caveat.about_group or caveat.about_group in near

        return list(filter(is_said_here, own)), list(filter(is_said_here, general))


def _but(caveats: Iterable[Caveat], others: Iterable[Caveat]) -> list[Caveat]:
    """The caveats of the index that are not among the others: told by their ids, millions of times in a large build."""
    known = {caveat.caveat_id for caveat in others}
    return [caveat for caveat in caveats if caveat.caveat_id not in known]


@dataclass(frozen=True)
class Carried:
    """What decides which caveats an answer for one group carries.

    ``near`` gives, for each group that what is said of it is said of this one, how near it is; ``is_practised`` says
    that the practice study is about the group; ``months_left`` is its time left on benefit.
    """

    index: CaveatIndex
    near: Mapping[str, str]
    is_practised: bool = False
    months_left: float | None = None
    today: date = field(default_factory=today)


def own_scopes(
    cell: Assessment, lineage: list[str], findings: Sequence[LimitedFindingsRow], claims: Sequence[LimitedClaimsRow]
) -> list[Scope]:
    """What the caveats of one cell may limit: it, its rows, their trials and studies, the interventions, the group."""
    scopes = [("cell", f"{cell.target_group_id}/{member}") for member in lineage]
    # Sorted, so that the order of the caveats does not hang on the order of the rows.
    scopes += sorted({("finding", row["finding_id"]) for row in findings})
    scopes += sorted({("claim", row["claim_id"]) for row in claims})
    scopes += sorted({("trial", row["trial_id"]) for row in findings if row["trial_id"]})
    scopes += sorted({("study", row["study_id"]) for row in findings})
    scopes += [("intervention", member) for member in lineage]
    # What is known of displacement, lock-in and the business cycle anywhere in the line of the intervention.
    scopes += [("line", member) for member in lineage[:1]]
    return [*scopes, ("target_group", cell.target_group_id)]


def general_scopes(source_ids: Iterable[str]) -> list[Scope]:
    """Everything, and everything from the given documents."""
    return [("all", ""), *(("source", source_id) for source_id in source_ids)]


def press(caveats: Iterable[Caveat], near: Mapping[str, str], of_one: Container[str] = ()) -> tuple[Caveat, ...]:
    """The caveats that change what one does, the most decisive first (METHOD section 6).

    Those about this group, one it is part of or one like it come first, then by what they change; what limits only one
    of several studies (``of_one``: ids) comes after what limits the answer. That the gain comes too late says more than
    how much time there is. Caveats that are words in a row, or only say how a number is to be read, never stand on a
    card as points.
    """

    def weight(caveat: Caveat) -> tuple[bool, bool, int, bool, bool]:
        is_about_others = near.get(caveat.about_group, Directness.NARROWER) == Directness.NARROWER
        is_too_late = caveat.caveat_id == TOO_LATE
        return (is_about_others, caveat.caveat_id in of_one, caveat.changes.rank, caveat.is_practice, not is_too_late)

    candidates = [c for c in caveats if not c.is_word and c.changes is not Changes.READING]
    return tuple(sorted(candidates, key=weight))


def decisive_caveats(answer: Answer, circumstances: Iterable[str] = (), most: int = MOST_DECISIVE) -> list[Caveat]:
    """At most ``most`` caveats for a card: what the chosen circumstances trigger first, then the most pressing, one of a kind.

    The rest keeps its place one step away; ``answer.caveats`` holds them all.
    """
    return first_decisive(answer.pressing, circumstances, most)


def first_decisive(
    pressing: Iterable[Caveat], circumstances: Iterable[str] = (), most: int = MOST_DECISIVE
) -> list[Caveat]:
    """The same for caveats already in order, the most pressing first."""
    chosen = set(circumstances)
    ordered = sorted(pressing, key=lambda caveat: caveat.circumstance not in chosen)
    kinds: dict[str, Caveat] = {}
    for caveat in ordered:
        kinds.setdefault(caveat.kind, caveat)
    first = list(kinds.values())[:most]
    others = (caveat for caveat in ordered if kinds[caveat.kind] is not caveat)
    return first + list(islice(others, most - len(first)))


def carry_caveats(
    cell: Assessment,
    lineage: list[str],
    findings: Iterable[LimitedFindingsRow],
    claims: Iterable[LimitedClaimsRow],
    carried: Carried,
) -> tuple[tuple[Caveat, ...], tuple[Caveat, ...]]:
    """All caveats of an answer, and those that press; nothing is said of a cell without evidence."""
    findings, claims = list(findings), list(claims)
    if not findings and not claims:
        return (), ()
    found = carried.index.for_cell(cell, lineage, findings, claims, carried.near)
    own, general = ([c for c in part if carried.is_practised or not c.is_practice] for part in found)
    own += derive_caveats(cell, findings, carried.today, [*own, *general], carried.months_left)
    pressing = press(own, carried.near, _of_one_study(cell, lineage, findings, claims, carried))
    return tuple([*own, *general]), with_what_others_lost(pressing, _of_costly_trials(cell, findings, carried))


def with_what_others_lost(pressing: tuple[Caveat, ...], of_trials: Container[str]) -> tuple[Caveat, ...]:
    """The same, with what a trial behind the answer says that others lost before a second caveat of a kind of change.

    ``of_trials``: ids of what limits those trials. A gain is not told without what it cost in the very same trial.
    """
    cost = next((c for c in pressing if c.changes is Changes.WHO_LOSES and c.caveat_id in of_trials), None)
    seen: set[Changes] = set()
    for place, caveat in enumerate(pressing):
        if cost is None or caveat is cost:
            break
        if caveat.changes in seen:
            return (*pressing[:place], cost, *(c for c in pressing[place:] if c is not cost))
        seen.add(caveat.changes)
    return pressing


def _of_costly_trials(cell: Assessment, findings: Sequence[LimitedFindingsRow], carried: Carried) -> set[str]:
    """The ids of what limits those of the few trials behind an answer that found a loss for others."""
    if cell.breadth > FEW_TRIALS:
        return set()
    costly = {_trial(row) for row in findings if (row["outcome"], row["direction"]) == ("displacement", "negative")}
    rows = [row for row in findings if _trial(row) in costly]
    scopes = [("trial", row["trial_id"]) for row in rows if row["trial_id"]]
    scopes += [scope for row in rows for scope in (("study", row["study_id"]), ("finding", row["finding_id"]))]
    return {caveat.caveat_id for caveat in carried.index.limiting(*scopes)}


def _trial(row: LimitedFindingsRow) -> str:
    return row["trial_id"] or row["study_id"]


def _of_one_study(
    cell: Assessment,
    lineage: list[str],
    findings: Sequence[LimitedFindingsRow],
    claims: Sequence[LimitedClaimsRow],
    carried: Carried,
) -> set[str]:
    """The ids of what limits only one of several studies or results behind an answer; nothing where it rests on a single trial."""
    if cell.breadth < 2 and not claims:
        return set()
    scopes = own_scopes(cell, lineage, findings, claims)
    of_one = [scope for scope in scopes if scope[0] in OF_ONE]
    wide = [scope for scope in scopes if scope[0] not in (*OF_ONE, "claim")]
    limiting = carried.index.limiting
    return {caveat.caveat_id for caveat in _but(limiting(*of_one), limiting(*wide))}


def derive_caveats(
    cell: Assessment,
    findings: Iterable[LimitedFindingsRow],
    today: date,
    stated: Iterable[Caveat] = (),
    months_left: float | None = None,
) -> list[Caveat]:
    """Caveats that follow from the evidence itself, by the rules of METHOD sections 4 to 6.

    ``stated`` are the caveats that sources give; ``months_left`` is the group's time left on benefit.
    """
    findings = list(findings)
    rules = (
        _contrary(cell),
        _late(cell, findings, months_left),
        _no_displacement(cell, findings, stated),
        _indirect(cell),
        _one_trial(cell),
        _not_significant(findings),
        _foreign(findings),
        _old(findings, today),
        _high_bias(findings),
    )
    return [caveat for caveat in rules if caveat is not None]


def gains_late(findings: Iterable[LimitedFindingsRow], months_left: float | None) -> bool:
    """True when nothing voting is found to help within the time left, or a loss is, and a gain comes after it."""
    if months_left is None:
        return False
    voting = [row for row in findings if row["can_vote"]]
    later = [row for row in voting if row["direction"] == Direction.POSITIVE and _begins(row) > months_left]
    helps = any(
        row["direction"] == Direction.POSITIVE
        and row["horizon_to_months"] is not None
        and row["horizon_to_months"] <= months_left
        for row in voting
        if row not in later
    )
    harms = any(row["direction"] == Direction.NEGATIVE and _begins(row) <= months_left for row in voting)
    return bool(later) and (harms or not helps)


def _begins(row: LimitedFindingsRow) -> float:
    """The first month a result is about: printed, or 0 where only its end is."""
    return row["horizon_from_months"] or 0


def _contrary(cell: Assessment) -> Caveat | None:
    if not cell.contrary:
        return None
    parts = join_words(map(lower_first, cell.contrary))
    return Caveat(
        "differs_by_group",
        f"For {parts} finder et dansk studie ingen gevinst.",
        rule="et dansk studie af en del af gruppen finder ingen gevinst",
        caveat_id="regel-dansk-modsat",
        plain="Et dansk studie af nogle af dem kunne ikke se, at det hjalp.",
        changes=Changes.WHETHER,
        short=f"Ikke for alle: ingen gevinst for {parts}",
    )


def _late(cell: Assessment, findings: Sequence[LimitedFindingsRow], months_left: float | None) -> Caveat | None:
    if months_left is None or not gains_late(findings, months_left):
        return None
    return Caveat(
        "time_left",
        f"Gevinsten er først målt senere, end gruppens dagpenge rækker (ca. {number(months_left)} måneder endnu).",
        rule="første positive resultat ligger efter den tid, gruppen har tilbage på dagpenge",
        caveat_id=TOO_LATE,
        plain="Det hjælper først senere, end dine dagpenge rækker.",
        changes=Changes.WHEN,
        short="Tid: virker først senere end dagpengeperioden",
    )


def _no_displacement(
    cell: Assessment, findings: Sequence[LimitedFindingsRow], stated: Iterable[Caveat]
) -> Caveat | None:
    is_looked_at = any(row["outcome"] == "displacement" for row in findings) or any(
        caveat.kind == "displacement" for caveat in stated
    )
    if not cell.is_recommended or is_looked_at:
        return None
    return Caveat(
        "displacement",
        "Ingen af studierne bag svaret ser på, om det går ud over andre ledige.",
        rule="forskydning er ikke undersøgt",
        caveat_id="regel-forskydning-ikke-undersoegt",
        plain="Ingen har set på, om det går ud over andre, der søger job.",
        changes=Changes.WHO_LOSES,
        short="Forskydning: ikke undersøgt",
    )


def _indirect(cell: Assessment) -> Caveat | None:
    if cell.directness in (None, Directness.DIRECT, Directness.BARRED):
        return None
    statement = "Viden er indirekte: den er ikke målt på netop denne gruppe."
    plain = "Det er målt på andre end folk i din situation."
    return Caveat(
        "indirect",
        statement,
        rule="kun indirekte viden",
        caveat_id="regel-indirekte",
        short="Indirekte: ikke målt på gruppen",
        plain=plain,
    )


def _one_trial(cell: Assessment) -> Caveat | None:
    if cell.trials != 1:
        return None
    if cell.claim_ids:
        statement = "Kun ét målt studie er gengivet i kilderne; resten er kildernes konklusioner."
        short = "Grundlag: ét målt studie og kildernes konklusioner"
        plain = "Vi har kun fundet ét studie, hvor det er målt. Der kan være flere."
    else:
        statement = "Viden hviler på ét forsøg eller studie."
        short = "Grundlag: ét studie"
        plain = "Der er kun ét studie, hvor det er målt."
    return Caveat(
        "single_trial",
        statement,
        rule="kun ét forsøg",
        caveat_id="regel-et-forsoeg",
        short=short,
        plain=plain,
    )


def _not_significant(findings: Sequence[LimitedFindingsRow]) -> Caveat | None:
    said = [row["significant"] for row in findings if row["can_vote"]]
    if not said or any(significant is not False for significant in said):
        return None
    statement = "Ingen af de målte resultater er statistisk sikre; de kan skyldes tilfældigheder."
    plain = "Tallene er usikre. Det kan være et tilfælde."
    return Caveat(
        "measurement",
        statement,
        rule="ingen resultater er signifikante",
        caveat_id="regel-ikke-signifikant",
        short="Usikkert: ingen af resultaterne er statistisk sikre",
        plain=plain,
    )


def _foreign(findings: Sequence[LimitedFindingsRow]) -> Caveat | None:
    countries = {row["country"] for row in findings if row["can_vote"]}
    if not countries or "DK" in countries or None in countries:
        return None
    statement = "Ingen af de målte resultater er fra Danmark."
    plain = "Tallene er fra andre lande. Det kan være anderledes her."
    return Caveat(
        "foreign",
        statement,
        rule="alle studier er udenlandske",
        caveat_id="regel-udenlandsk",
        short="Udland: ingen danske tal",
        plain=plain,
    )


def _old(findings: Sequence[LimitedFindingsRow], today: date) -> Caveat | None:
    years = [row["year"] for row in findings if row["can_vote"] and row["year"]]
    if not years or today.year - max(years) <= OLD_AFTER_YEARS:
        return None
    statement = f"Det nyeste studie er fra {max(years)}. Arbejdsmarked og regler kan have ændret sig."
    rule = f"nyeste studie er over {OLD_AFTER_YEARS} år gammelt"
    plain = "Tallene er gamle. Meget kan være anderledes nu."
    return Caveat(
        "old_data",
        statement,
        rule=rule,
        caveat_id="regel-gamle-tal",
        short="Ældre tal: nyeste studie er over 15 år gammelt",
        plain=plain,
    )


def _high_bias(findings: Sequence[LimitedFindingsRow]) -> Caveat | None:
    studies = {row["citation"] for row in findings if row["risk_of_bias"] == "high"}
    if not studies:
        return None
    named = join_words(sorted(studies))
    return Caveat(
        "high_bias",
        f"{named}: kilden vurderer, at risikoen for et skævt resultat er høj.",
        rule="risikoen for skævhed er høj",
        caveat_id="regel-hoej-skaevhed",
        short="Kvalitet: høj risiko for et skævt resultat",
        plain="Studiet kan give et skævt billede.",
    )


def _caveat(row: CaveatsRow) -> Caveat:
    reference = Reference(row["source_id"], row["source_name"], row["locator"])
    return Caveat(
        kind=row["kind"],
        statement=row["statement"],
        reference=reference,
        circumstance=row["circumstance"],
        caveat_id=row["caveat_id"],
        is_practice=row["source_kind"] == "practice_study",
        plain=row["plain"],
        changes=Changes(row["changes"]),
        about_group=row["about_group_id"] or "",
        short=row["short"],
    )
