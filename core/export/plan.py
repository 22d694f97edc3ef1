"""The plan of a conversation: the points that fit the situation and the time, from the items of the documents.

The items come from the sources. The points, their order and their minutes are our suggestion, and every document says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.evidence.answer import is_said_of
from core.model import Directness
from core.rows import AgendaRow


@dataclass(frozen=True)
class Situation:
    """The choices a conversation is prepared from. Nothing in it is about a person."""

    target_group_id: str
    minutes: int
    is_running: bool = False
    fund_takes_part: bool = False
    months_running: int = 0
    tried: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """Something to do, with its few words for the sheet and its place in the source."""

    text: str
    short: str
    actor: str
    where: str
    is_missing: bool = False


@dataclass(frozen=True)
class Point:
    """A point of the talk. Raises ``ValueError`` without anything to do: no row of a plan is empty."""

    title: str
    plain_title: str
    minutes: int
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a point of the plan must say what to do")

    @property
    def cue(self) -> str:
        """What to do, in a few words."""
        return "; ".join(item.short for item in self.items if not item.is_missing)


@dataclass(frozen=True)
class Plan:
    """The points for the time there is, those for when there is more, what lies before, and what concerns the fund.

    ``is_studied`` is false where some of the advice was found for another group.
    """

    before: tuple[Item, ...]
    points: tuple[Point, ...]
    if_time: tuple[Point, ...]
    fund_title: str
    fund: tuple[Item, ...]
    is_studied: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything it says, each once."""
        points = [item for point in (*self.points, *self.if_time) for item in point.items]
        return tuple(dict.fromkeys([*self.before, *points, *self.fund]))


def plan_of(rows: Iterable[AgendaRow], situation: Situation, near: Mapping[str, str]) -> Plan:
    """The plan of the group, of one it is part of, or else of everybody, for the situation and its minutes.

    ``rows`` are those of the query ``agenda``; ``near`` says how near other groups are.
    """
    rows = list(rows)
    owner = owner_of(rows, near)
    wanted = ("both", "status" if situation.is_running else "course")
    own = [row for row in rows if row["target_group_id"] == owner and row["mode"] in wanted]
    own = [row for row in own if situation.fund_takes_part or not row["needs_fund"]]
    part = {name: [row for row in own if row["part"] == name] for name in ("before", "talk", "fund", "no_fund")}
    fund = part["fund" if situation.fund_takes_part else "no_fund"]
    now = [row for row in part["talk"] if row["least_minutes"] <= situation.minutes]
    later = [row for row in part["talk"] if row not in now]
    return Plan(
        before=tuple(map(_item, part["before"])),
        points=_points(now, situation.minutes),
        if_time=_points(later, 0),
        fund_title=fund[0]["title"] if fund else "",
        fund=tuple(map(_item, fund)),
        is_studied=all(is_said_of(row["about_group_id"], near) for row in own),
    )


def owner_of(rows: Iterable[AgendaRow], near: Mapping[str, str]) -> str | None:
    """Whose plan a group has: its own, else that of one it is part of, else the one for everybody (None)."""
    named = {row["target_group_id"] for row in rows if row["target_group_id"]}
    for nearness in (Directness.DIRECT, Directness.BROADER):
        if found := sorted(group for group in named if near.get(group) == nearness):
            return found[0]
    return None


def _points(rows: Sequence[AgendaRow], minutes: int) -> tuple[Point, ...]:
    points = {row["agenda_id"]: row for row in rows}
    shares = share_minutes({key: row["weight"] for key, row in points.items()}, minutes)
    items = {key: tuple(_item(row) for row in rows if row["agenda_id"] == key) for key in points}
    return tuple(Point(row["title"], row["plain_title"] or "", shares[key], items[key]) for key, row in points.items())


def _item(row: AgendaRow) -> Item:
    place = f"{row['source_name']}, {row['locator']}"
    return Item(row["statement"], row["short"] or row["statement"], row["actor"], place, row["kind"] == "missing")


def share_minutes(weights: Mapping[str, int], minutes: int) -> dict[str, int]:
    """Whole minutes by weight that add up to ``minutes`` (largest remainder)."""
    total = sum(weights.values()) or 1
    exact = {key: minutes * weight / total for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: minutes - sum(shares.values())]:
        shares[key] += 1
    return shares
