"""What people type, and what must be among the first three hits; and what is never guessed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from core.store import Store
from core.store.check import SEARCHED, read_data
from core.store.lexicon import ABSENT, Lexicon, is_form, spread, stem, telling
from core.store.reader import DATA
from tests import tiny

# What is typed → kind and id of a hit that must be among the first three.
NAMES = [
    ("løntilskud", "intervention", "loentilskud"),
    ("privat løntilskud", "intervention", "privat-loentilskud"),
    ("samtaler", "intervention", "samtaler"),
    ("SAMTALER", "intervention", "samtaler"),
    ("IPS", "intervention", "ips"),
    ("ips", "study", "ips-rct"),
    ("praktik", "intervention", "virksomhedspraktik"),
    ("sagsstamme", "intervention", "lavere-sagsstamme"),
    ("sagsstam", "intervention", "lavere-sagsstamme"),
    ("løn", "intervention", "loentilskud"),
    ("fællessamtale", "intervention", "faellessamtale"),
    ("mentor", "intervention", "ips"),
    ("creaming", "intervention", "prioritering-af-lette-sager"),
    ("amu", "intervention", "erhvervsrettede-kurser"),
    ("cv", "intervention", "generel-vejledning"),
    ("unge", "group", "unge"),
    ("nyankomne", "group", "nyankomne"),
    ("flygtning", "group", "flygtninge"),
    ("kontanthjælp", "group", "jobparate-kontanthjaelp"),
    ("16 måneder", "group", "dagpenge-16-mdr"),
    ("dagpenge", "group", "dagpenge-16-mdr"),
    ("Cheung 2017", "study", "cheung-2017"),
    ("Rosholm", "study", "rosholm-2014"),
    ("vive", "study", "vive-2019-review"),
]
INFLECTIONS = [
    ("løntilskuddet", "intervention", "loentilskud"),
    ("samtalerne", "intervention", "samtaler"),
    ("uddannelser", "intervention", "uddannelse"),
    ("sanktion", "intervention", "sanktioner"),
    ("sanktionerne", "intervention", "sanktioner"),
    ("kursus", "intervention", "uddannelse"),
    ("praktikken", "intervention", "virksomhedspraktik"),
    ("sagsstammer", "intervention", "lavere-sagsstamme"),
    ("jobpræmien", "intervention", "jobpraemie"),
    ("indvandrer", "group", "nyankomne"),
    ("flygtningene", "group", "flygtninge"),
    ("langtidsledig", "group", "langtidsledige"),
    ("sygemeldt", "group", "sygemeldte"),
    ("enlig forsørger", "group", "enlige-forsoergere"),
]
EVERYDAY = [
    # a caseworker
    ("video", "intervention", "distancesamtaler"),
    ("digitale møder", "intervention", "distancesamtaler"),
    ("digitalt møde", "intervention", "distancesamtaler"),
    ("online", "intervention", "distancesamtaler"),
    ("videosamtale", "intervention", "distancesamtaler"),
    ("videosamtaler", "intervention", "distancesamtaler"),
    ("telefonsamtale", "intervention", "distancesamtaler"),
    ("teams", "intervention", "distancesamtaler"),
    ("flere møder", "intervention", "hyppige-samtaler"),
    ("hvor ofte", "intervention", "hyppige-samtaler"),
    ("møder", "intervention", "samtaler"),
    ("gruppemøde", "intervention", "gruppesamtaler"),
    ("kontrol", "intervention", "kontrolsamtaler"),
    ("tidlig indsats", "intervention", "tidlige-samtaler"),
    ("skizofreni", "group", "psykiske-lidelser"),
    ("psykisk syg", "group", "psykiske-lidelser"),
    ("angst", "caveat", "laengere-ips-alvorlige"),
    ("sygdom", "group", "sygemeldte"),
    ("syg", "group", "sygemeldte"),
    ("sygedagpengemodtager", "group", "sygemeldte"),
    ("misbrug", "group", "laengere-fra"),
    ("arbejdsløs", "group", "ledige"),
    ("enlig mor", "group", "enlige-forsoergere"),
    ("over 50", "group", "seniorer"),
    ("udlændinge", "group", "ikke-vestlige"),
    ("integration", "group", "nyankomne"),
    ("ikke jobparat", "group", "aktivitetsparate"),
    ("akasse", "intervention", "faellessamtale"),
    ("jobtræning", "intervention", "loentilskud"),
    ("praktikplads", "intervention", "virksomhedspraktik"),
    ("få timer", "intervention", "loentimer"),
    ("jobcoach", "intervention", "personlig-jobformidler"),
    ("jobopslag", "intervention", "fokuseret-jobsoegning"),
    ("straf", "intervention", "sanktioner"),
    ("kontanthjælpsloft", "intervention", "ydelsesniveau"),
    ("selvvalgt uddannelse", "intervention", "seks-ugers-jobrettet"),
    ("brancheskift", "intervention", "digital-jobvejledning"),
    ("samme sagsbehandler", "intervention", "kontinuitet"),
    ("håb", "intervention", "tro-paa-borgeren"),
    ("frit valg", "intervention", "borgervalg"),
    # a team leader
    ("syg sagsbehandler", "intervention", "undgaa-aflysninger"),
    ("afbud", "intervention", "undgaa-aflysninger"),
    ("reduceret sagsstamme", "intervention", "lavere-sagsstamme"),
    ("sagstal", "intervention", "lavere-sagsstamme"),
    ("bemanding", "intervention", "lavere-sagsstamme"),
    ("travlhed", "intervention", "tid-og-prioritering"),
    ("kunstig intelligens", "intervention", "profilering"),
    ("dygtig sagsbehandler", "intervention", "relativ-effektivitet"),
    ("rykke frem", "practice", "mploy-fig9-alle-foer-12"),
    ("hvad gør andre kommuner", "practice", "mploy-fig12-mindre-del"),
    ("rentabel", "disagreement", "vive-sagsstamme-betaler-sig"),
    ("omkostninger", "caveat", "vive-bonus-pris"),
    ("business case", "disagreement", "vive-sagsstamme-betaler-sig"),
    ("penge", "intervention", "oekonomi"),
    # an analyst
    ("bivirkning", "caveat", "vive-forskydning-100"),
    ("fortrængning", "caveat", "vive-forskydning-100"),
    ("lock-in", "caveat", "vive-bolhaar-kursus-fastholder"),
    ("krise", "caveat", "taet-samtaler-konjunktur"),
    ("langsigtet", "disagreement", "langsigtet-effekt"),
    ("rct", "caveat", "vive-kun-kendte-forhold"),
    ("vismænd", "study", "doer-2012"),
    ("garanti", "caveat", "samtaler-gennemsnit"),
    # what the sources do not write about, and what is nearest
    ("kræft", "group", "sygemeldte"),
    ("kræften", "group", "sygemeldte"),
    ("demens", "group", "sygemeldte"),
    ("læge", "group", "sygemeldte"),
    ("voksenlærling", "intervention", "uddannelse"),
    ("ordblindhed", "intervention", "almene-kurser"),
    ("seniorjob", "group", "seniorer"),
    ("rehabilitering", "group", "laengere-fra"),
    ("førtidspension", "group", "laengere-fra"),
    ("nytteindsats", "intervention", "virksomhedspraktik"),
    ("sprogpraktik", "intervention", "virksomhedspraktik"),
    ("sprogskole", "group", "nyankomne"),
    ("gæld", "intervention", "ydelsesniveau"),
]
EVERY_KIND = [
    ("obligatorisk", "law", "faellessamtale-2020"),
    ("frivillig", "law", "faellessamtale-2015"),
    ("reform", "law", "reform-2027"),
    ("16-månederssamtale", "law", "faellessamtale-2020"),
    ("deadline", "law", "faellessamtale-2020"),
    ("forskydning", "caveat", "vive-forskydning-100"),
    ("forskydning", "disagreement", "forskydning-faerre-sager"),
    ("konjunktur", "caveat", "taet-samtaler-konjunktur"),
    ("besparelse", "caveat", "laengere-ips-besparelse"),
    ("besparelse", "finding", "hainmueller-2016-oekonomi"),
    ("samtalens længde", "practice", "mploy-int76-under-30"),
    ("hvor lang tid", "practice", "mploy-fig18-30"),
    ("eksterne leverandører", "practice", "mploy-fig23-nej"),
    ("plan", "practice", "mploy-fig20-plan"),
    ("løntilskud unge", "claim", "taet-kraka-privat-unge"),
    ("hurtigt i job", "claim", "samtaler-tidlige"),
    ("samtaler sygemeldte", "caveat", "samtaler-sygemeldte-lidt-viden"),
    ("joblog", "advice", "mploy-se-joblog"),
    ("netværk", "advice", "samtaler-netvaerk"),
]


@pytest.mark.parametrize(("asked", "kind", "ref_id"), [*NAMES, *INFLECTIONS, *EVERYDAY, *EVERY_KIND])
def test_what_is_typed_is_among_the_first_three(store: Store, asked: str, kind: str, ref_id: str) -> None:
    hits, _ = store.search(asked)
    assert (kind, ref_id) in [(hit["kind"], hit["ref_id"]) for hit in hits[:3]]


def test_an_exact_name_comes_first(store: Store) -> None:
    names = {key: row["name"].split(" (")[0] for key, row in store.interventions.items()}
    names |= {key: row["name"] for key, row in store.target_groups.items() if row["is_selectable"]}
    first = {key: store.search(name)[0][0]["ref_id"] for key, name in names.items()}
    assert first == {key: key for key in names}


def test_a_question_of_practice_is_one_hit(store: Store) -> None:
    table = store.tables()["practice_figure"]
    place = [column["name"] for column in table["columns"]].index("question")
    questions = {row[place] for row in table["rows"]}
    hits, _ = store.search("den personlige jobformidler")
    titles = [hit["title"] for hit in hits if hit["kind"] == "practice"]
    assert titles and len(titles) == len(set(titles))
    assert set(titles) <= questions


# Written → what it is read as, told to the reader.
MISSPELT = [
    ("løntilskkud", "løntilskud"),
    ("virksomhedspratik", "virksomhedspraktik"),
    ("sygemelte", "sygemeldte"),
    ("nyankommne", "nyankomne"),
    ("fællsesamtale", "fællessamtale"),
    ("jobformidlr", "jobformidler"),
    ("prktik", "praktik"),
    ("Cheeung", "cheung"),
    ("cheong", "cheung"),
    ("losholm", "rosholm"),
    ("hagglund", "hägglund"),
    ("videosamtale", "video samtale"),
]


@pytest.mark.parametrize(("written", "meant"), MISSPELT)
def test_a_misspelling_is_understood_and_told(store: Store, written: str, meant: str) -> None:
    hits, understood = store.search(written)
    assert hits
    assert understood.read_as == {written.lower(): meant}


# Danish words: some known here, some not, and each near one that is (viden, måden, særlig, lette, privat …).
REAL_WORDS = (
    "video online garanti mentor viden rentabel frivillig teams zoom møder barsel ledelse lytte bakker levere emner "
    "løser vendt tilbød mærket omgang statsborger ærlig sælge kvote serie ferie bolig skole marked uenige synge mødre "
    "daler score kigge funktioner mulighederne konstanten forøgelse medgivende forespørgere studine kruser 2031 1999"
)


@pytest.mark.parametrize("word", REAL_WORDS.split())
def test_a_real_word_is_never_turned_into_another(store: Store, word: str) -> None:
    _, understood = store.search(word)
    assert understood.read_as == {}
    assert word in understood.readings[0].asked


def test_no_word_of_the_evidence_or_the_synonyms_is_turned_into_another(store: Store) -> None:
    known = [row["word"] for row in store.rows("search_words")] + [row["word"] for row in store.rows("synonyms")]
    changed = {word: read_as for word in known if (read_as := store.lexicon.understand(word).read_as)}
    assert changed == {}


def test_a_name_an_unknown_word_may_have_meant_is_offered_and_not_taken(store: Store) -> None:
    hits, understood = store.search("Sælge")
    assert (hits, understood.read_as) == ([], {})
    assert understood.perhaps == ("vælge",)


@pytest.mark.parametrize(
    ("one", "other", "are_forms"),
    [
        ("ledelse", "ledige", False),  # of one stem, "led"
        ("sager", "sagen", True),
        ("løn", "lønnen", True),
        ("ung", "unge", True),
        ("lav", "lavere", True),
        ("job", "jobbene", True),
        ("bil", "billig", False),  # of one stem, "bil"
        ("led", "ledige", False),
    ],
)
def test_short_stems_are_not_enough_to_be_one_word(one: str, other: str, are_forms: bool) -> None:
    assert stem(one) in (stem(other), one)
    assert is_form(one, other) is are_forms


def test_where_nothing_holds_every_word_what_holds_most_is_found_and_said(store: Store) -> None:
    hits, _ = store.search("praktik flygtninge")
    assert {hit["missing"] for hit in hits} == {1}
    assert {"virksomhedspraktik", "flygtninge"} <= {hit["ref_id"] for hit in hits[:3]}


def test_words_that_say_nothing_do_not_count() -> None:
    assert telling("Hvad virker for de unge?") == ["unge"]
    assert telling("hvad virker") == ["hvad", "virker"]


def test_after_two_of_a_kind_come_other_kinds_and_each_document_once() -> None:
    kinds = ["caveat"] * 5 + ["law"]
    rows = [{"document_id": n, "kind": kind, "missing": 0} for n, kind in enumerate(kinds)]
    worse = {"document_id": 9, "kind": "study", "missing": 1}
    assert [row["document_id"] for row in spread([*rows, rows[0], worse])] == [0, 1, 5, 2, 3, 4]


@pytest.mark.parametrize(
    ("asked", "study_id"),
    [
        ("Cheung 2017", "cheung-2017"),
        ("cheong 2017", "cheung-2017"),
        ("losholm", "rosholm-2018"),
        ("hagglund", "hagglund-2006"),
        ("effektive sagsbehandlerstrategier", "rosholm-2018"),  # its title
        ("Rosholm løntilskud", "rosholm-svarer-2011"),  # its author, and what it is about
        ("sverige lodtrækning", "joona-nekby-2012"),  # country and design
        ("sagsstammer", "hainmueller-2016"),  # a stem of the intervention's name
        ("forskydning 100", "cheung-2017"),  # a sentence of one of its results
        ("Møder på distance", "vive-2019-review"),  # the document's printed title
        ("videomøder", "cheung-2017"),  # what its meetings are called elsewhere
    ],
)
def test_study_is_found(store: Store, asked: str, study_id: str) -> None:
    found, _ = store.search_studies(asked)
    assert study_id in found[:12]


def test_study_search_puts_the_named_study_first_and_tells_misspellings(store: Store) -> None:
    found, read_as = store.search_studies("Cheeung 2017")
    assert found[0] == "cheung-2017"
    assert read_as == {"cheeung": "cheung"}


def test_no_words_ask_for_every_study_and_unknown_words_for_none(store: Store) -> None:
    assert store.search_studies("  ") == (None, {})
    assert store.search_studies("zzzzqqq")[0] == []


@pytest.mark.parametrize(
    "asked", ["", "   ", "'; drop table finding; --", "%%%", "\x00", "x" * 5000, "zzzzqqq", "\\b("]
)
def test_search_survives_anything(store: Store, asked: str) -> None:
    hits, _ = store.search(asked)
    assert isinstance(hits, list)


def synonyms() -> list[dict[str, str]]:
    """The rows of ``data/synonym.csv``."""
    with (DATA / "synonym.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_synonym_leads_to_something_and_is_explained(store: Store) -> None:
    told: dict[str, set[str]] = {}
    for row in synonyms():
        told.setdefault(row["word"], set()).add(row["explained"])
    for word, explained in told.items():
        hits, understood = store.search(word)
        used = {one for hit in hits for one in understood.readings[hit["reading"]].synonyms}
        assert explained <= {one.explained for one in used if one.word == word}, word
        assert not hits[0]["missing"], word


def test_what_the_sources_do_not_write_about_is_read_only_as_what_is_nearest(store: Store) -> None:
    """The stemmer takes "kræft" for a form of "kræfterne", and "gæld" is the beginning of "gælder"."""
    absent = [row["word"] for row in synonyms() if row["explained"].startswith(ABSENT)]
    known = {row["word"] for row in store.rows("search_words")}
    assert len(absent) > 50 and known.isdisjoint(absent)
    assert [word for word in absent if store.lexicon.near(word)] == []
    assert store.search("kræfterne")[0][0]["reading"] == 0  # and what they do write is found as it is typed


@pytest.mark.parametrize(("word", "other"), [("bil", "billigt"), ("fod", "fodfæste")])
def test_three_letters_are_no_beginning_of_a_word_that_is_no_name(store: Store, word: str, other: str) -> None:
    words = [row["word"] for row in store.rows("search_words")]
    assert words.index(other) not in store.lexicon.near(word)
    assert words.index("sagsstammen") in store.lexicon.near("sags")  # four are
    assert words.index("sagsbehandler") in store.lexicon.near("sag")  # of a name three are


def test_no_synonym_changes_what_a_name_finds_first(store: Store) -> None:
    """A synonym of a word that is a name itself would put something else before it."""
    roots = {tuple(map(stem, telling(row["word"]))) for row in synonyms()}
    names = {row["name"] for row in store.interventions.values()}
    assert [name for name in names if tuple(map(stem, telling(name.split(" (")[0]))) in roots] == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"word": "robot", "means": "rumraket"}, "no text of the evidence holds all these words"),
        ({"word": "robot", "means": "job rumraket"}, "no text of the evidence holds all these words"),
        ({"word": "jobbet", "means": "job"}, "is the word itself"),
        ({"word": "Robot", "means": "job"}, "words are small letters"),
        ({"word": "robot; møde", "means": "job"}, "words are small letters"),
        ({"word": "robot", "means": "job", "explained": ""}, "must not be empty"),
        ({"word": "robot", "means": "jobbet"}, ""),
    ],
)
def test_a_synonym_to_nothing_is_refused(tmp_path: Path, row: dict[str, str], fault: str) -> None:
    faults = [str(found) for found in read_data(tiny.write(tmp_path, synonym=[row])).faults]
    assert bool(faults) == bool(fault)
    assert all("synonym.csv:2" in line and fault in line for line in faults)


def test_what_the_check_looks_through_is_what_the_search_looks_through(tiny_store) -> None:
    """Every column the check counts as found makes a hit."""
    marks = {f"{table}.{column}": f"mærke{'abcdefghijklmnopqrstuvwxyz'[n]}x" for n, (table, column) in enumerate(
        (table, column) for table, columns in SEARCHED.items() for column in columns)}  # fmt: skip
    tables = {table: [dict(row) for row in (tiny.ROWS.get(table) or [{}])] for table in SEARCHED}
    keys = {
        "legal_rule": "rule_id",
        "practice_figure": "figure_id",
        "claim": "claim_id",
        "disagreement": "disagreement_id",
    }
    for name, mark in marks.items():
        table, column = name.split(".")
        tables[table][0] |= {column: mark} | ({keys[table]: "et"} if table in keys else {})
    store = tiny_store(**tables)
    assert [name for name, mark in marks.items() if not store.search(mark)[0]] == []


def test_a_lexicon_reads_a_phrase_as_typed_and_as_what_it_means() -> None:
    rows = [{"word": word, "stem": stem(word), "is_name": False} for word in ("distance", "samtaler", "unge")]
    meanings = [{"word": "digitale møder", "means": "samtaler på distance", "explained": "Sådan skriver kilden."}]
    readings = Lexicon(rows, meanings).understand("digitalt møde med unge").readings
    assert [reading.asked for reading in readings] == [("digitalt", "møde", "unge"), ("samtaler", "distance", "unge")]
