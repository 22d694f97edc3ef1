"""How the words a reader types are understood: stems, everyday words, compounds and misspellings.

A word that stands in the evidence or in ``data/synonym.csv`` is taken as it is. Another may be two names written as
one, or a name misspelt: then it is read so and the reader is told, but only where it can hardly be a word of its own
(one slip, and letters that follow each other nowhere in the evidence, or a long word). Of 58,000 words of
Debian's ``wdanish`` that are unknown here 17 are read as another; 87 of 100 slips in a name are understood.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile

import snowballstemmer
from rapidfuzz.distance import OSA

from core.rows import SearchDocumentsRow, SearchWordsRow, SynonymsRow

Stemmed = tuple[str, str]  # a word and its stem
WORD = re.compile(r"\w+")
SHORTEST, LONGEST = 2, 60  # letters of a word; what is longer is no word, and looking for parts of it takes minutes
MOST_WORDS = 8  # of what is typed; the rest is not looked for
MOST_READINGS, MOST_TRIED = 6, 64  # ways to read what is typed, those with the fewest synonyms
# Words that say nothing about what is looked for on pages that ask "Hvad virker for hvem?".
_SILENT = (
    "af alle at da de den der det din dit du effekt effekten eller en er et evidens for fra får gør ham han har hende hun "
    "hvad hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår jeg kan man med men mig min mine mit må når og også "
    "om op os på sig skal som så til vi viden vil ved være virke virker virkning virkningen var"
)
SILENT = frozenset(_SILENT.split())
# How near a word of the evidence is to a word that is asked for.
SAME, STEM, BEGINNING, END = 6, 5, 2, 1
SHORTEST_BEGINNING = 4  # letters of a word that others may begin with: those of a word still being typed, and compounds
SHORTEST_OF_NAME = 3  # and of one that names may begin with
SHORTEST_PART = 4  # letters of a word that others may end with, and of each half of one put together
LONG_STEM = 5  # letters of a stem that may still have an ending
SHORTEST_STEM = 3  # letters two words must share more of than this to be forms of one word
SHORTEST_REST = 3  # letters before such an end
# What may follow a word of three letters in a form of it, after a second last letter where that is doubled (lønnen): the
# stem of "billig" is "bil", and the one is no form of the other.
ENDING = re.compile(r"(e|en|ene|ens|enes|er|ere|eres|erne|ernes|ers|es|est|este|et|ets|ede|n|ne|r|s|t|te)?")
ABSENT = "Kilderne skriver ikke om "  # how a synonym is explained whose word the evidence does not hold in any form
# Letters of a word and a name from which it may be read as the name: odd spellings, those with another first letter,
# those that are not odd, and those with two slips.
SHORTEST_SLIP, SURE_IF_ODD, SURE, SURE_OF_TWO = 6, 7, 8, 11
MOST_GUESSES = 2
MOST_OF_A_KIND = {"intervention": 3, "group": 3}  # documents before those of other kinds; two of the kinds not named


def words(text: str) -> list[str]:
    """Lower-case words of at least two letters or digits, each cut where no word is that long."""
    return [word[:LONGEST] for word in WORD.findall(text.lower()) if len(word) >= SHORTEST]


def telling(text: str) -> list[str]:
    """The words that say what is looked for; all of them where none does."""
    found = words(text)
    return [word for word in found if word not in SILENT] or found


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("danish")


def stem(word: str) -> str:
    """The Danish stem of a lower-case word, also of such as "digitalt" and "effektivt"."""
    root: str = _stemmer().stemWord(word)
    return root[:-1] if len(root) > LONG_STEM and root.endswith(("lt", "vt")) else root


def stems(asked: Iterable[str]) -> tuple[str, ...]:
    """The stem of each word."""
    return tuple(map(stem, asked))


@dataclass(frozen=True)
class Synonym:
    """A word or phrase readers use, the words the evidence has for it, and a Danish sentence that tells so."""

    word: str
    means: str
    explained: str


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed: the words to look for, and the synonyms it rests on."""

    asked: tuple[str, ...] = ()
    synonyms: tuple[Synonym, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What was typed as readings, that of the typed words first; none when nothing was typed.

    ``read_as`` is ``{written: understood}``; ``perhaps`` is what may have been meant, with a name for an unknown word.
    """

    readings: tuple[Reading, ...]
    read_as: Mapping[str, str]
    perhaps: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, str]:
        """Every word that was also, or only, read as something else: ``{written: what it was read as}``."""
        synonyms = {one.word: one.means for reading in self.readings for one in reading.synonyms}
        return {**self.read_as, **synonyms}


class Lexicon:
    """The words of the evidence and the synonyms: what is known, and what what is typed stands for."""

    def __init__(self, rows: Sequence[SearchWordsRow], synonyms: Iterable[SynonymsRow] = ()) -> None:
        """``rows`` are those of ``search_words.sql``, in its order; ``synonyms`` those of ``synonyms.sql``."""
        self._words = [row["word"] for row in rows]
        self._known = set(self._words)
        self._name_places = {place for place, row in enumerate(rows) if row["is_name"]}
        self._stems: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            self._stems.setdefault(row["stem"], []).append(place)
        self._synonyms: dict[tuple[str, ...], list[Synonym]] = {}
        for synonym in synonyms:
            self._synonyms.setdefault(stems(telling(synonym["word"])), []).append(Synonym(**synonym))
        everyday = {word for meanings in self._synonyms.values() for word in telling(meanings[0].word)}
        self._names = sorted(everyday | {row["word"] for row in rows if row["is_name"]})
        self._roots = set(stems(self._names))
        self._absent = {key[0]: one[0].word for key, one in self._synonyms.items() if len(key) == 1 and _is_absent(one)}
        self._usual = {three for word in {*self._words, *self._names} for three in _threes(word)}

    def is_known(self, word: str) -> bool:
        """True for a word of the evidence or the synonyms, and for the beginning or the end of one."""
        return stem(word) in self._roots or bool(self.near(word))

    def near(self, word: str) -> dict[int, int]:
        """The numbers of the words of the evidence that a word stands for, with how near each is to it.

        None for a word that the evidence is told not to hold: "kræft" is no form of "kræfterne".
        """
        root = stem(word)
        if is_form(word, self._absent.get(root, "")) and word not in self._known:
            return {}
        found = dict.fromkeys(self._ending(root), END) | dict.fromkeys(self._beginning(word), BEGINNING)
        same = (place for place in self._stems.get(root, ()) if is_form(word, self._words[place]))
        found |= dict.fromkeys(same, STEM)
        return {place: SAME if self._words[place] == word else nearness for place, nearness in found.items()}

    def understand(self, text: str) -> Understood:
        """The readings of what was typed."""
        asked: list[str] = []
        read_as: dict[str, str] = {}
        perhaps: list[str] = []
        for word in telling(text)[:MOST_WORDS]:
            is_taken = self.is_known(word) or any(letter.isdigit() for letter in word)
            found = [word] if is_taken else self._meant(word) or self._parts(word)
            if not found:
                perhaps += [re.sub(rf"\b{word}\b", name, text.lower()) for name in self._guesses(word)]
            elif found != [word]:
                read_as[word] = " ".join(found)
            asked += found or [word]
        tried = islice(self._readings(tuple(asked)), MOST_TRIED) if asked else ()
        readings = sorted(tried, key=lambda reading: len(reading.synonyms))[:MOST_READINGS]
        return Understood(tuple(readings), read_as, tuple(perhaps))

    def _beginning(self, word: str) -> Iterator[int]:
        """The words it is the beginning of; a short one begins names alone: "løn" is on the way, "bil" is no "billig"."""
        first = bisect_left(self._words, word) if len(word) >= SHORTEST_OF_NAME else len(self._words)
        for place in range(first, len(self._words)):
            if not self._words[place].startswith(word):
                return
            if len(word) >= SHORTEST_BEGINNING or place in self._name_places:
                yield place

    def _ending(self, root: str) -> Iterator[int]:
        if len(root) >= SHORTEST_PART:
            longer = (known for known in self._stems if len(known) >= len(root) + SHORTEST_REST)
            yield from (place for known in longer if known.endswith(root) for place in self._stems[known])

    def _parts(self, word: str) -> list[str]:
        """The two names it is put together of, with or without an s or e between; empty when it is not."""
        for place in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first, last = word[:place], word[place:]
            for part in (first, first.removesuffix("s"), first.removesuffix("e")):
                if len(part) >= SHORTEST_PART and {stem(part), stem(last)} <= self._roots:
                    return [part, last]
        return []

    def _meant(self, word: str) -> list[str]:
        """The one name it must be a misspelling of, if any."""
        near = self._near_names(word, SHORTEST_SLIP, 2 if len(word) >= SURE_OF_TWO else 1)
        return [name for slips, name in near if self._is_sure(word, name, slips)][:1]

    def _is_sure(self, word: str, name: str, slips: int) -> bool:
        is_odd = not self._usual.issuperset(_threes(word))
        begins_alike = word[0] == name[0]
        if slips > 1:
            return is_odd and begins_alike
        has_other_letter = len(word) == len(name) and sorted(word) != sorted(name)
        return (is_odd and (begins_alike or len(word) >= SURE_IF_ODD)) or (len(word) >= SURE and not has_other_letter)

    def _guesses(self, word: str) -> list[str]:
        """Names that it may have meant, for the reader to choose among."""
        return [name for _, name in self._near_names(word, SHORTEST_PART, 2 if len(word) >= SURE else 1)][:MOST_GUESSES]

    def _near_names(self, word: str, shortest: int, most: int) -> list[tuple[int, str]]:
        """Names of so many letters, at most so many slips away from a word of so many too, the nearest first."""
        long_names = (name for name in self._names if len(name) >= shortest <= len(word) and name.isalpha())
        near = ((OSA.distance(word, name, score_cutoff=most), name) for name in long_names)
        return sorted((slips, name) for slips, name in near if slips <= most)

    def _readings(self, asked: tuple[str, ...]) -> Iterator[Reading]:
        """The typed words first, then with each known phrase in them replaced by what it means."""
        if not asked:
            yield Reading()
            return
        for rest in self._readings(asked[1:]):
            yield Reading((asked[0], *rest.asked), rest.synonyms)
        is_said = asked[0] in self._known and stem(asked[0]) in self._absent  # "kræfterne" means no illness
        for length in range(len(asked), 1 if is_said else 0, -1):
            for one in self._synonyms.get(stems(asked[:length]), ()):
                for rest in self._readings(asked[length:]):
                    yield Reading((*telling(one.means), *rest.asked), (one, *rest.synonyms))


def is_form(one: str, other: str) -> bool:
    """True for two words of one stem that can be forms of one word.

    The stem of short words says little: that of both "ledelse" and "ledige" is "led".
    """
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if alike > SHORTEST_STEM:
        return True
    short, long = sorted((one, other), key=len)
    rest = long[alike:]
    is_ending = ENDING.fullmatch(rest) or (rest[:1] == short[-1:] and ENDING.fullmatch(rest[1:]))
    return alike == len(short) > 0 and bool(is_ending)


def stands_for(word: Stemmed, known: Stemmed) -> bool:
    """True for a word that is asked for and a known one of which it is a form, the beginning or the end."""
    (asked, root), (one, known_root) = word, known
    is_beginning = len(asked) >= SHORTEST_BEGINNING and one.startswith(asked)
    is_end = len(asked) >= SHORTEST_PART and one.endswith(asked)
    return is_beginning or is_end or (root == known_root and is_form(asked, one))


def stemmed(found: Iterable[str]) -> tuple[Stemmed, ...]:
    """Each word once, with its stem."""
    return tuple((word, stem(word)) for word in dict.fromkeys(found))


def _is_absent(synonyms: Iterable[Synonym]) -> bool:
    return any(one.explained.startswith(ABSENT) for one in synonyms)


def _threes(word: str) -> Iterator[str]:
    """Every three letters that follow each other in a word, its beginning and its end among them."""
    marked = f" {word} "
    return (marked[place : place + 3] for place in range(len(marked) - 2))


class Found(SearchDocumentsRow):
    """A document that holds what was typed, by which reading, how much of it and how well."""

    reading: int
    missing: int
    score: float


def spread(rows: Iterable[Found]) -> list[Found]:
    """Documents that hold the most of what was typed, each once; after two or three of a kind come other kinds.

    ``rows`` are those of ``search.sql``, the best first, with the kind of each document.
    """
    once: dict[int, Found] = {}
    for row in rows:
        once.setdefault(row["document_id"], row)
    most = [row for row in once.values() if row["missing"] == next(iter(once.values()))["missing"]]
    seen: Counter[str] = Counter()
    first: list[Found] = []
    rest: list[Found] = []
    for row in most:
        seen[row["kind"]] += 1
        (first if seen[row["kind"]] <= MOST_OF_A_KIND.get(row["kind"], 2) else rest).append(row)
    return first + rest
