"""What a printed size comes to for a number of citizens: arithmetic on what is printed, never a forecast.

Only sizes that are printed for each citizen can be counted (days, weeks, percentage points). Everything
else is refused with its reason, so that a page can say why there is no calculation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.model import Answer, Assessment, Caveat, Comparison, Direction, Directness
from core.rows import ComparedFindingsRow
from core.text import Labels, number

FEWEST, MOST = 1, 100_000
NO_FORECAST = (
    "Det er et regnestykke på trykte gennemsnit og ingen forudsigelse. Tallet gælder dem, studiet målte på, mod netop "
    "den sammenligning, der står her. Hos jer kan borgerne, arbejdsmarkedet og den sædvanlige indsats være anderledes."
)
ONLY_RECOMMENDED = "Vi regner kun på det, der kan anbefales."
FORMULAS = {
    "days": "antal borgere × dage pr. borger = dage i alt",
    "weeks": "antal borgere × uger pr. borger = uger i alt",
    "pp": "antal borgere × procentpoint ÷ 100 = personer",
}
UNIT_WORDS = {"days": "dage", "weeks": "uger", "pp": "procentpoint"}
RESULT_WORDS = {"days": "dage", "weeks": "uger", "pp": "personer"}
# What stands after the total when the result is positive and when it is negative.
MEANINGS = {
    ("days", "unemployment"): ("færre dage med ledighed i alt", "flere dage med ledighed i alt"),
    ("weeks", "unemployment"): ("færre uger med ledighed i alt", "flere uger med ledighed i alt"),
    ("days", "employment"): ("dage hurtigere i job i alt", "dage langsommere i job i alt"),
    ("weeks", "employment"): ("uger hurtigere i job i alt", "uger langsommere i job i alt"),
    ("pp", "employment"): ("flere i job", "færre i job"),
    ("pp", "unemployment"): ("færre ledige", "flere ledige"),
    ("pp", "self_support"): ("flere uden ydelse", "færre uden ydelse"),
    ("pp", "employment_or_education"): ("flere i job eller uddannelse", "færre i job eller uddannelse"),
}
SIGNIFICANCE = {
    True: "Kilden skriver, at resultatet er statistisk sikkert.",
    False: "Kilden skriver, at resultatet ikke er statistisk sikkert. Det kan være et tilfælde.",
    None: "Kilden skriver ikke, om resultatet er statistisk sikkert.",
}
MEASURED_ON_THE_GROUP = (Directness.DIRECT, Directness.BROADER, Directness.NARROWER, Directness.RELATED)


@dataclass(frozen=True)
class Size:
    """A size as printed, with what decides whether it can be counted on citizens.

    ``low`` is empty where only an upper end is printed ("op til"), ``high`` where one number is.
    ``area_reason`` says why a number is about a whole area, ``answer_reason`` why the answer it belongs to is no
    recommendation; ``displacement`` is the printed share (in percent) of the participants' gain that other unemployed
    people lose, where one is printed.
    """

    unit: str
    outcome: str
    direction: Direction
    low: float | None
    high: float | None = None
    directness: Directness | None = Directness.DIRECT
    significant: bool | None = None
    is_causal: bool = True
    area_reason: str = ""
    answer_reason: str = ""
    displacement: float | None = None


@dataclass(frozen=True)
class WhatIf:
    """A total for a number of citizens, with the sum that gave it and what must be said with it."""

    total: str
    meaning: str
    formula: str
    notes: tuple[str, ...]
    displacement: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a size is not counted on citizens."""

    reasons: tuple[str, ...]


def size_of(
    row: ComparedFindingsRow, caveats: Iterable[Caveat], displacements: Mapping[str, float], answer_reason: str
) -> Size:
    """The size of a finding row. ``caveats`` limit it; ``displacements`` gives the printed share of each trial."""
    return Size(
        unit=row["unit"],
        outcome=row["outcome"],
        direction=Direction(row["direction"]),
        low=row["effect_low"],
        high=row["effect_high"],
        directness=Directness(row["directness"]) if row["directness"] else None,
        significant=row["significant"],
        is_causal=row["causal"],
        area_reason=" ".join(
            f"{caveat.short}." if caveat.short else caveat.statement for caveat in caveats if caveat.kind == "area_rate"
        ),
        answer_reason=answer_reason,
        displacement=displacements.get(row["trial_id"] or ""),
    )


def why_not_counted(answers: Iterable[Answer], labels: Labels) -> str:
    """Why nothing is counted on citizens for what the answers are about; empty where all of them may be recommended.

    A sum says what an intervention would come to. Only a recommendation answers that (METHOD section 5): where there is
    too little to conclude, where the answer is another, and where it is nobody's choice, a size stands as printed
    (section 2) and goes no further.
    """
    said = dict.fromkeys(
        _answered(answer.assessment, labels) for answer in answers if not answer.assessment.is_recommended
    )
    return f"{' '.join(said)} {ONLY_RECOMMENDED}" if said else ""


def _answered(cell: Assessment, labels: Labels) -> str:
    if cell.state.is_recommended and cell.not_recommended:
        return labels.explanation("not_recommended", cell.not_recommended)
    return f"Svaret for gruppen er »{labels.state(cell.state, cell.comparison is Comparison.RELATIVE)}«."


def count_on_citizens(size: Size, citizens: int) -> WhatIf | Refusal:
    """The printed size times ``citizens`` (1 to 100.000), or why there is no such sum.

    Raises ``ValueError`` for a number of citizens out of range.
    """
    if not FEWEST <= citizens <= MOST:
        raise ValueError(f"citizens must be {FEWEST} to {MOST}, not {citizens}")
    if reasons := _refusals(size):
        return Refusal(reasons)
    gain, loss = MEANINGS[size.unit, size.outcome]
    total = _span(*_totals(size, citizens))
    return WhatIf(
        total=total,
        meaning=gain if size.direction is Direction.POSITIVE else loss,
        formula=f"{number(citizens)} borgere × {_span(size.low, _high(size))} {UNIT_WORDS[size.unit]}"
        f"{' ÷ 100' if size.unit == 'pp' else ''} = {total} {RESULT_WORDS[size.unit]}",
        notes=_notes(size),
        displacement=_displacement(size, citizens),
    )


def _refusals(size: Size) -> tuple[str, ...]:
    rules = {
        "Kilden trykker ingen størrelse.": size.low is None and size.high is None,
        "Størrelsen er ikke i dage, uger eller procentpoint og kan ikke ganges med et antal borgere.": size.unit
        not in FORMULAS,
        "Der er målt på noget andet end job, selvforsørgelse eller ledighed.": size.unit in FORMULAS
        and (size.unit, size.outcome) not in MEANINGS,
        "Det er kun en sammenhæng. Den viser ikke, hvad der ville ske, hvis man gjorde noget andet.": not size.is_causal,
        "Kilden giver ikke tallet en entydig retning.": size.direction not in (Direction.POSITIVE, Direction.NEGATIVE),
        "Der er målt på en gruppe, som kilderne ikke forbinder med den valgte.": size.directness
        not in MEASURED_ON_THE_GROUP,
        size.area_reason: bool(size.area_reason),
        size.answer_reason: bool(size.answer_reason),
    }
    return tuple(sentence for sentence, is_broken in rules.items() if is_broken)


def _high(size: Size) -> float:
    """The high end, or the one number that is printed; only of a size that is (:func:`_refusals`)."""
    high = size.high if size.high is not None else size.low
    if high is None:
        raise ValueError("no size is printed")
    return high


def _totals(size: Size, citizens: int) -> tuple[float | None, float]:
    """Low and high total; percentage points become persons."""
    share = 100 if size.unit == "pp" else 1
    low = None if size.low is None else size.low * citizens / share
    return low, _high(size) * citizens / share


def _span(low: float | None, high: float) -> str:
    """``2 til 4``; one number where both ends are the same; ``højst 15`` where only the upper end is printed."""
    if low is None:
        return f"højst {_shown(high)}"
    return _shown(high) if low == high else f"{_shown(low)} til {_shown(high)}"


def _shown(value: float) -> str:
    """At most one decimal from 1 upwards, two below, so that small numbers do not become nothing."""
    return number(round(value, 1 if abs(value) >= 1 else 2))


def _notes(size: Size) -> tuple[str, ...]:
    if size.low is None:
        printed = "Kilden trykker kun den øvre ende (»op til«)."
    elif _high(size) == size.low:
        printed = "Kilden trykker ét tal og intet spænd, så man kan ikke se, hvor usikkert det er."
    else:
        printed = "Spændet er fra det laveste til det højeste tal, kilden trykker."
    worse = "Resultatet er negativt: det peger væk fra job."
    return (printed, *((worse,) if size.direction is Direction.NEGATIVE else ()), SIGNIFICANCE[size.significant])


def _displacement(size: Size, citizens: int) -> str:
    """The total when others' loss counts too: from the printed displacement to none."""
    if size.displacement is None or size.direction is not Direction.POSITIVE:
        return ""
    low, high = _totals(size, citizens)
    kept = (low if low is not None else 0) * (1 - size.displacement / 100)
    return (
        f"Tæller man andre ledige med: {_span(kept, high)} {RESULT_WORDS[size.unit]}. Forsøget fandt, at andre ledige "
        f"tabte {number(size.displacement)} procent af det, deltagerne vandt. Det var mindre, hvor ledigheden var lav, men der "
        "er ikke trykt noget tal. Derfor regner vi fra 0 til 100 procent forskydning."
    )
