"""The map as files to take along: pictures, one a family where it is long, and a workbook with every caveat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.charts import evidence_map as chart
from core.charts import picture
from core.charts.theme import Chart
from core.export.tables import write_xlsx
from core.model import Answer, Assessment
from core.store import Store
from core.text import long_date, today
from core.ui.evidenskort.grid import Key, MapRow, picture_rows, row_sections
from core.ui.evidenskort.tables import map_about, map_tables

NOTE = "Forbeholdene står på siden og i XLSX-filen. Effekter er gennemsnit for grupper."
WRITERS = {"png": (picture.png, "image/png"), "svg": (picture.svg, "image/svg+xml")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class MapFiles:
    """What the files show: the rows and groups of the map with their cells, the choices in words, and where it can be opened."""

    store: Store
    rows: Sequence[MapRow]
    groups: Sequence[str]
    cells: Mapping[Key, Assessment]
    is_measured_only: bool
    said: str
    address: str

    @property
    def stem(self) -> str:
        """The name of the files, without what comes after the full stop."""
        return f"evidenskort-{today()}-{self.store.version}"

    @property
    def parts(self) -> list[tuple[str, list[MapRow]]]:
        """The rows of each picture."""
        return chart.parts(row_sections(self.rows))

    def named(self, kind: str) -> tuple[str, str, str]:
        """What the button of the pictures says, and the name and type of the file."""
        several = len(self.parts)
        if several > 1:
            return f"{kind.upper()} ({several} billeder)", f"{self.stem}-{kind}.zip", "application/zip"
        return kind.upper(), f"{self.stem}.{kind}", WRITERS[kind][1]

    def pictures(self, kind: str) -> bytes:
        """The map as one picture, or a zip of several."""
        write, _ = WRITERS[kind]
        files = {
            f"{n} {title}.{kind}": write(self._drawn(title, rows)) for n, (title, rows) in enumerate(self.parts, 1)
        }
        return picture.bundle(files) if len(files) > 1 else next(iter(files.values()))

    def _drawn(self, title: str, rows: Sequence[MapRow]) -> Chart:
        dated = f"Data {self.store.version}, {long_date(today())}. {NOTE} {self.address}".strip()
        drawn = picture_rows(self.store, rows, self.groups, self.cells, self.is_measured_only)
        return chart.draw(drawn, title, [self.said, dated])

    def workbook(self, answers: Sequence[Answer]) -> bytes:
        """The answers behind the cells, and their caveats."""
        return write_xlsx(map_tables(self.store, answers), map_about(self.said, self.store.version, self.address))
