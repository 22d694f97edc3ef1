"""The evidence store: rows in ``data/`` → checked → one DuckDB file, opened read-only.

``open_store()`` is the door for everybody who wants the data as it lies, ``Newest`` for
a server that runs while the data changes; ``python -m core.store`` is the door for the
analyst who keeps the data.
"""

from core.store.check import Fault, read_data
from core.store.newest import Newest, Shown
from core.store.reader import Filters, Store, StoreUnavailable
from core.store.selection import Selection
from core.store.shelf import open_store

__all__ = ["Fault", "Filters", "Newest", "Selection", "Shown", "Store", "StoreUnavailable", "open_store", "read_data"]
