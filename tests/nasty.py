"""Values that a careless page would run, show, read a file for or fall over, made from a seed so that a failure can be repeated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

# What no answer may hold: where the code lies and how it failed.
ROOT_PATHS = (str(Path(__file__).parents[1]), "site-packages", "Traceback", "root:x:", 'File "')

FIXED = (
    "", " ", "\x00", "\x00\x00etc", "\r\nSet-Cookie: a=b", "\x1b[31m", "\x7f", "\x85", "\ufeff", "\ufffe", "\U0010ffff",
    "\u202e\u2066skjult\u2069", "\u200b\u200d\u2060", "a\u0301" * 50, "\u2028\u2029", "🧭" * 20, "İıſK", "ﬃ",
    "<script>window.__xss=1</script>", '"><script>window.__xss=1</script>', "<img src=x onerror=window.__xss=1>",
    "<svg/onload=window.__xss=1>", "</style><script>window.__xss=1</script>", "javascript:window.__xss=1",
    "'-window.__xss-'", "<iframe srcdoc='<script>window.__xss=1</script>'>", "<details open ontoggle=window.__xss=1>",
    "[x](javascript:window.__xss=1)", "![x](http://example.invalid/x.png)", "{{7*7}}", "{% include '/etc/passwd' %}",
    "${7*7}", "#{7*7}", "%s%n%x", "{0.__class__}", "#panic(1)", "=1+1", "@SUM(1)", "+cmd|' /C calc'!A0",
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd", "//example.invalid/x",
    "\\\\example.invalid\\x", "....//....//etc/passwd", "/proc/self/environ", "C:\\boot.ini",
    "' or 1=1 --", "'; drop table study; --", '" union select * from study --', "read_text('/etc/passwd')", "$target", "?1",
    "%", "%%", "%0", "%00", "%zz", "%c0%af", "%u003cscript%u003e", "%ED%A0%80", "%F8%88%80%80%80", "%2525", "&", "=", "+", ";",
    "1", "-1", "0", "1e309", "NaN", "true", "None", "null", "[]", "{}", ".", "..", "...", "a.b.c", ".dagpenge-16-mdr.", "x" * 1_000,
    "\ud800", "\udfff\ud800", "æøå".encode().decode("latin-1"), "æøå".encode("utf-16").decode("latin-1"), "ＡＢＣ", "dagpenge-16-mdr ",
    "DAGPENGE-16-MDR", "dagpenge-16-mdr\x00", "constructor", "__proto__", "hasOwnProperty",
)  # fmt: skip
LONG = 100_000
_ALPHABET = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0x80, 0x180))))
    + "\x00\t\r\n\x1b\u200b\u202e\u2066\u2028\ufeff\U0001f9ed"
)


def values(count: int, seed: int) -> Iterator[str]:
    """``count`` values: the fixed ones first, then mixtures of them with random text, now and then a very long one."""
    random = Random(seed)
    for number in range(count):
        if number < len(FIXED):
            yield FIXED[number]
        elif number % 100 == 0:
            yield (random.choice(FIXED) or "x") * (LONG // 8)
        else:
            yield _mixture(random)


def _mixture(random: Random) -> str:
    parts = [random.choice(FIXED) for _ in range(random.randint(1, 3))]
    parts += ["".join(random.choices(_ALPHABET, k=random.randint(1, 30))) for _ in range(random.randint(0, 2))]
    random.shuffle(parts)
    text = random.choice(("", ".", "&", "%00")).join(parts)
    return quote(text, errors="replace") if random.random() < 0.2 else text
