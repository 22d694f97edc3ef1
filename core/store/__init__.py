"""The evidence store: rows in ``data/`` → checked → one DuckDB file, opened read-only.

``open_store()`` is the door for everybody else; ``python -m core.store`` is the
door for the analyst who keeps the data.
"""

from core.store.check import Fault, read_data
from core.store.reader import Filters, Store, StoreUnavailable, open_store
from core.store.selection import Selection

__all__ = ["Fault", "Filters", "Selection", "Store", "StoreUnavailable", "open_store", "read_data"]
