"""How judgements are said in few words: literal cases."""

from __future__ import annotations

import pytest

from core.evidence.words import parted


@pytest.mark.parametrize(
    ("short", "group", "said"),
    [
        ("Tid: virker senere", "Jobparate", ("Tid:", "virker senere")),
        ("Jobparate: virker senere", "Jobparate", ("", "Virker senere")),
        ("Jobparate: virker senere", "", ("Jobparate:", "virker senere")),
        ("Virker senere", "Jobparate", ("", "Virker senere")),
        ("Tid: virker kun: senere", "Jobparate", ("Tid:", "virker kun: senere")),
    ],
)
def test_a_caveat_in_few_words_does_not_name_the_group_again(short: str, group: str, said: tuple[str, str]) -> None:
    assert parted(short, group) == said
