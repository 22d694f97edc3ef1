"""What a page remembers is computed once, for everybody, and never half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from core.ui.frame.session import Memory


def test_one_computes_and_the_others_wait_for_it() -> None:
    memory, together, computed, done = Memory(10), Barrier(8), [], Event()

    def compute() -> int:
        computed.append(1)
        done.wait(0.2)  # long enough that all others ask meanwhile
        return 42

    def ask(_: int) -> int:
        together.wait()
        return memory.get(compute, "a")

    with ThreadPoolExecutor(8) as visitors:
        assert list(visitors.map(ask, range(8))) == [42] * 8
    assert len(computed) == 1


def test_what_failed_is_asked_again() -> None:
    memory = Memory(10)
    with pytest.raises(ZeroDivisionError):
        memory.get(lambda: 1 // 0, "a")
    assert memory.get(lambda: None, "a") is None
    assert memory.get(lambda: 1, "a") is None, "nothing is a result too"


def test_the_longest_unused_goes() -> None:
    memory = Memory(2)
    for key in ("a", "b", "a", "c"):
        memory.get(lambda key=key: key, key)
    assert memory.get(lambda: "new", "a") == "a"
    assert memory.get(lambda: "new", "b") == "new"


def test_forgetting() -> None:
    memory = Memory(2)
    memory.get(lambda: 1, "a")
    memory.forget()
    assert memory.get(lambda: 2, "a") == 2
