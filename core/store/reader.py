"""Open the built store read-only and ask it named questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypedDict

import duckdb

from core.evidence.answer import Evidence, compose_answers
from core.evidence.caveats import Carried, CaveatIndex, Scope
from core.evidence.history import Edition, Move, Moves, is_news, latest, move_of
from core.evidence.second import compose_second_layer
from core.model import Answer, Assessment, SecondLayer
from core.rows import (
    CaveatsRow,
    GroupWarningsRow,
    InterventionsRow,
    ReviewsRow,
    Rows,
    SourcesRow,
    StudyFacetsRow,
    TargetGroupsRow,
    UnstatedRow,
)
from core.store.check import Fault
from core.store.judge import judge_cells
from core.store.lexicon import Found, Lexicon, Understood, spread
from core.store.query import name_of, rows_of, sql
from core.store.turns import Turns, turns_of
from core.text import Labels, count

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
LOCKED_DOWN = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}
# Up to here a query is mostly planning, and sharing it among threads costs more than it gains (a seventh at shipped
# size, 24 MB); above it they read in parallel (bench.scale: from 129 MB on).
ONE_THREAD_UP_TO = 100_000_000  # bytes
RANKED = 120  # documents of a search that are looked at before they are spread over the kinds


class Contents(TypedDict):
    """A table: what it is, its columns (name, type, comment), and its rows."""

    comment: str
    columns: list[dict[str, str]]
    rows: list[tuple[Any, ...]]


class StoreUnavailable(Exception):
    """The store can neither be opened nor built; ``faults`` lists broken data rows, if that is why."""

    def __init__(self, message: str, faults: list[Fault] | None = None) -> None:
        super().__init__(message)
        self.faults = faults or []


@dataclass(frozen=True)
class Filters:
    """The robustness switches: which evidence counts. ``without_review`` is a review's study_id, or empty."""

    only_danish: bool = False
    without_high_bias: bool = False
    after_2010: bool = False
    only_randomised: bool = False
    without_review: str = ""

    @property
    def is_on(self) -> bool:
        """True when any switch is on."""
        return self != Filters()

    def sentence(self, review: str, unstated: UnstatedRow) -> str:
        """What the switches leave out, in Danish, and how many studies they know nothing of.

        ``review`` is the citation of the review left out, ``unstated`` is :attr:`Store.unstated`.
        """
        parts = {
            "Kun dansk viden tæller." + _also(unstated["country"], "uden land"): self.only_danish,
            "Studier med høj risiko for skævhed tæller ikke."
            + _though(unstated["risk_of_bias"]): self.without_high_bias,
            "Kun studier og gennemgange fra efter 2010 tæller."
            + _also(unstated["year"], "uden årstal"): self.after_2010,
            "Kun lodtrækningsforsøg tæller; kildernes konklusioner tæller ikke, for de bygger også på andre studier."
            + _also(unstated["design"], "uden oplyst design"): self.only_randomised,
            f"{review} og de studier, den selv tæller, tæller ikke.": bool(self.without_review),
        }
        return " ".join(sentence for sentence, is_on in parts.items() if is_on)


def _also(studies: int, what: str) -> str:
    return f" {count(studies, 'studie', 'studier')} {what} tæller heller ikke." if studies else ""


def _though(studies: int) -> str:
    return f" {count(studies, 'studie', 'studier')}, som ingen har vurderet, tæller stadig." if studies else ""


class Store:
    """One immutable DuckDB file. Safe to share between threads: a cursor per query."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version
        config: dict[str, str | bool | int | float | list[str]] = {**LOCKED_DOWN}
        if path.stat().st_size <= ONE_THREAD_UP_TO:
            config["threads"] = "1"
        self._con = duckdb.connect(name_of(path), read_only=True, config=config)
        self._file, self._reading = path.open("rb"), Lock()

    @property
    def rows(self) -> Rows:
        """Asks a query by its name: ``rows("moves", groups=[...], after=0)``. The name tells what the rows hold."""
        return self.ask

    def ask(self, name: str, **parameters: object) -> list[Any]:
        """The rows of ``queries/<name>.sql`` as dictionaries. Raises ``StoreUnavailable`` for a damaged file."""
        try:
            return rows_of(self._con, sql(name), parameters)
        except duckdb.Error as error:
            if _is_damage(error):
                raise StoreUnavailable(f"{self.path} was damaged while it was open: {error}") from error
            raise

    def columns_of(self, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of a table as it was loaded; table and columns are names of :mod:`core.store.schema`."""
        with self._con.cursor() as cursor:
            return cursor.execute(f"select {', '.join(columns)} from {table}").fetchall()

    def file_bytes(self) -> bytes:
        """The file as it was opened, also when it has been cleared away since."""
        with self._reading:
            self._file.seek(0)
            return self._file.read()

    def file_digest(self) -> str:
        """The SHA-256 of the same bytes, as hex digits."""
        with self._reading:
            self._file.seek(0)
            return hashlib.file_digest(self._file, "sha256").hexdigest()

    @cached_property
    def labels(self) -> Labels:
        """Danish labels of every code."""
        return Labels(self.rows("vocabulary"))

    @cached_property
    def built_at(self) -> datetime:
        """When the store was built (UTC)."""
        [version] = self.rows("store_version")
        return version["built_at"]

    @cached_property
    def unstated(self) -> UnstatedRow:
        """Of how many studies no source says the country, the year, the design, the risk of bias, the transferability."""
        [row] = self.rows("unstated")
        return row

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every word the search knows, and what the words of readers stand for."""
        return Lexicon(self.rows("search_words"), self.rows("synonyms"))

    def assess(
        self, groups: Sequence[str], filters: Filters = Filters(), interventions: Set[str] | None = None
    ) -> list[Assessment]:
        """Every cell of the target groups and interventions (None: all) under the switches, also the empty ones."""
        return judge_cells(self.rows, self.labels, groups, asdict(filters), interventions)

    @cached_property
    def interventions(self) -> dict[str, InterventionsRow]:
        """Every intervention by id, in tree order, with its family."""
        return {row["intervention_id"]: row for row in self.rows("interventions")}

    @cached_property
    def target_groups(self) -> dict[str, TargetGroupsRow]:
        """Every target group by id, in page order."""
        return {row["target_group_id"]: row for row in self.rows("target_groups")}

    @cached_property
    def selectable_groups(self) -> dict[str, TargetGroupsRow]:
        """The target groups a reader can choose, by id, in page order."""
        return {key: row for key, row in self.target_groups.items() if row["is_selectable"]}

    @cached_property
    def group_names(self) -> dict[str, str]:
        """The names of those a reader can choose, by id, in page order."""
        return {key: row["name"] for key, row in self.selectable_groups.items()}

    def warnings_of(self, target_group_id: str) -> list[GroupWarningsRow]:
        """What must be said to whoever chooses a group, before what its answers say."""
        return [row for row in self._warnings if row["target_group_id"] == target_group_id]

    @cached_property
    def _warnings(self) -> list[GroupWarningsRow]:
        return self.rows("group_warnings")

    @cached_property
    def sources(self) -> dict[str, SourcesRow]:
        """The documents by id."""
        return {row["source_id"]: row for row in self.rows("sources")}

    @cached_property
    def reviews(self) -> list[ReviewsRow]:
        """The reviews that can be left out, with what would go with each."""
        return self.rows("reviews")

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions of the data, the newest first."""
        return [
            Edition(row["edition"], row["published_on"], row["cause"], row["note"], row["replaces"] or "", row["moves"])
            for row in self.rows("editions")
        ]

    def moves(self, groups: Sequence[str], after: int = 0) -> list[Move]:
        """The answers of some target groups that moved with an edition later than ``after``, the newest first."""
        return [move_of(row) for row in self.rows("moves", groups=list(groups), after=after)]

    def new_moves(self, group: str, today: date) -> Moves:
        """The newest move of each of a group's answers, where it is news."""
        return latest(move for move in self.moves([group]) if is_news(move.published_on, today))

    @cached_property
    def facets(self) -> list[StudyFacetsRow]:
        """Which values of each filter on studies have at least one."""
        return self.rows("study_facets")

    @cached_property
    def caveats(self) -> CaveatIndex:
        """Every caveat with a source, by what it limits."""

        def fetch(scopes: list[Scope]) -> list[CaveatsRow]:
            kinds, ids = zip(*scopes, strict=True)
            return self.rows("caveats", scopes=list(kinds), ref_ids=list(ids))

        return CaveatIndex(fetch)

    def answers(
        self, target_group_id: str, filters: Filters = Filters(), judged: Sequence[Assessment] | None = None
    ) -> list[Answer]:
        """Everything that must be said for a target group, cell by cell, in the order the page states.

        ``judged`` are its cells where they have been judged already, with those of other groups.
        """
        switches = asdict(filters)
        one = {"groups": [target_group_id]}
        carried = Carried(
            self.caveats,
            near=self.near(target_group_id),
            is_practised=bool(self.rows("practice_reach", **one)),
            months_left=self.target_groups[target_group_id]["months_left"],
        )
        evidence = Evidence(
            interventions=self.interventions,
            findings=self.rows("finding_reach", target=target_group_id, **switches),
            claims=self.rows("claim_reach", **one, **switches),
            labels=self.labels,
            carried=carried,
            steps=self.rows("conversation_items"),
            plain_words=self.rows("plain_words"),
        )
        return compose_answers(self.assess([target_group_id], filters) if judged is None else judged, evidence)

    def turns(self, target_group_id: str, interventions: Set[str] | None = None) -> Turns:
        """For each answer of a target group, the smallest new evidence that would change it."""
        return turns_of(self.rows, self.labels, target_group_id, interventions)

    def second_layer(self, target_group_id: str = "") -> SecondLayer:
        """What research outside the five documents finds for a group; without a group, the whole layer.

        It is false for a group that has none. Nothing of it is in :meth:`answers` or :meth:`assess`.
        """
        if target_group_id not in self._second_layers:
            asked = {"groups": [target_group_id] if target_group_id else []}
            self._second_layers[target_group_id] = compose_second_layer(
                target_group_id,
                self.rows("second_findings", **asked),
                self.rows("second_disagreements", **asked),
                len(self.rows("second_left_out", **asked)),
            )
        return self._second_layers[target_group_id]

    @cached_property
    def _second_layers(self) -> dict[str, SecondLayer]:
        return {}

    @cached_property
    def second_groups(self) -> dict[str, list[str]]:
        """For each group that has a second layer, the groups it is kept for."""
        found: dict[str, list[str]] = {}
        for row in self.rows("second_groups"):
            found.setdefault(row["target_group_id"], []).append(row["layer_group_id"])
        return found

    def is_pickable(self, cell: Assessment) -> bool:
        """True for what may be recommended and can be brought up in the room."""
        return cell.is_recommended and self.interventions[cell.intervention_id]["in_conversation"]

    @cached_property
    def silent_groups(self) -> frozenset[str]:
        """The groups to whom the five documents give nothing to bring up."""
        return frozenset(row["target_group_id"] for row in self.rows("silent_groups"))

    def near(self, target_group_id: str) -> dict[str, str]:
        """Every group that what is said of it is said of this one, with how near it is."""
        rows = self.rows("near_groups", groups=[target_group_id])
        return {row["evidence_group_id"]: row["directness"] for row in rows}

    def tables(self) -> dict[str, Contents]:
        """Every table for export."""
        found: dict[str, Contents] = {}
        for column in self.rows("columns"):
            table = found.setdefault(
                column["table_name"], {"comment": column["table_comment"], "columns": [], "rows": []}
            )
            table["columns"].append({"name": column["name"], "type": column["type"], "comment": column["comment"]})
        for name, table in found.items():
            with self._con.cursor() as cursor:
                table["rows"] = cursor.table(name).fetchall()
        return found

    def search(self, text: str, top: int = 30) -> tuple[list[Found], Understood]:
        """Documents that hold what is typed, and how it was understood.

        Returns the rows of ``search.sql`` with those of ``search_documents.sql``. Where no document holds every word
        (``missing`` is not 0), those that hold the most.
        """
        understood = self.lexicon.understand(text)
        asked = self._asked(understood)
        if not asked["word_ids"]:
            return [], understood
        ranked = self.rows("search", **asked, top=RANKED)
        documents = list({row["document_id"] for row in ranked})
        known = {row["document_id"]: row for row in self.rows("search_documents", documents=documents)}
        found: Iterator[Found] = ({**known[row["document_id"]], **row} for row in ranked)
        return spread(found)[:top], understood

    def search_studies(self, text: str) -> tuple[list[str] | None, dict[str, str]]:
        """Ids of the studies that hold all that is typed, best first (None when nothing is), and how it was read.

        A study holds a word when it stands in its own fields, in a result or a conclusion of it, or
        in the name of an intervention or a group these are about.
        """
        understood = self.lexicon.understand(text)
        if not understood.readings:
            return None, {}
        asked = self._asked(understood)
        if not asked["word_ids"]:
            return [], understood.told
        [found] = self.rows("search_studies", **asked)
        return found["study_ids"], understood.told

    def _asked(self, understood: Understood) -> dict[str, list[int]]:
        """The parameters of the queries: every word of the evidence that stands for a word of a reading."""
        near = {word: self.lexicon.near(word) for word in {w for one in understood.readings for w in one.asked}}
        rows = [
            (known, number, position, nearness)
            for number, reading in enumerate(understood.readings)
            for position, word in enumerate(reading.asked)
            for known, nearness in near[word].items()
        ]
        names = ("word_ids", "readings", "positions", "nearness")
        needed = [len(reading.asked) for reading in understood.readings]
        return {name: [row[place] for row in rows] for place, name in enumerate(names)} | {"needed": needed}


def _is_damage(error: duckdb.Error) -> bool:
    """True for what DuckDB raises when the bytes of the file are not what it wrote."""
    # A block whose checksum does not fit is reported by the bare base class.
    return type(error) is duckdb.Error or isinstance(
        error, (duckdb.IOException, duckdb.FatalException, duckdb.InternalException)
    )
