"""The API says what the pages say: the same caveats and limits, read-only, and nothing about the server."""

from __future__ import annotations

import os
from random import Random

import pytest
from lxml import html
from starlette.applications import Starlette

from core.api import api_routes
from core.api.question import SWITCHES
from core.api.routes import BASE
from core.export.sheet import CLOSING
from core.model import Recommendation
from core.store import Shown, Store, StoreUnavailable
from core.ui.server.asgi import ERRORS, MIDDLEWARE, NOT_HERE
from tests import files
from tests.asgi import ask
from tests.nasty import ROOT_PATHS, values
from tests.pages.test_pages import open_page, shown

CODES = {"unknown_parameter", "repeated_parameter", "missing_parameter", "unknown_value", "not_found", "query_too_long"}
SAID = ("significant", "causal", "derived")
CODED = ("comparison", "outcome", "effect_type", "direction", "unit")


class Showing:
    """What the server has to show: a store, an older one while newer data is hindered, or a failure."""

    def __init__(self, store: Store | None = None, error: Exception | None = None, hindrance=None) -> None:
        self.store, self.error, self.hindrance = store, error, hindrance
        self.discarded: list[Store] = []

    def get(self) -> Shown:
        if self.error:
            raise self.error
        return Shown(self.store, self.hindrance)

    def discard(self, store: Store) -> None:
        self.discarded.append(store)


def served(
    showing: Showing, answers_of=lambda store, group, filters: tuple(store.answers(group, filters))
) -> Starlette:
    """The routes behind the app's own frame."""
    return Starlette(routes=api_routes(showing, answers_of), middleware=MIDDLEWARE, exception_handlers=ERRORS)


@pytest.fixture(scope="module")
def app(store: Store) -> Starlette:
    """The routes over the real data."""
    return served(Showing(store))


def said_with(answer: dict) -> list[str]:
    """The statement of every caveat of an answer, also of practice."""
    return [item["statement"] for item in answer["caveats"] + answer["practice"]["caveats"]]


def is_barred(answer: dict) -> bool:
    """True where a source forbids carrying the evidence over to the group."""
    return bool(answer["directness"]) and answer["directness"]["code"] == "barred"


def test_every_caveat_of_every_page_is_in_the_api(app: Starlette, store: Store) -> None:
    for group in ("jobparate", "sygemeldte", "dagpenge-16-mdr", "unge", "aktivitetsparate"):
        document = ask(app, f"{BASE}/answers", f"target_group={group}").json
        told = {item["statement"] for item in document["general_caveats"]}
        for answer in document["answers"]:
            if answer["state"]["code"] not in ("unknown", "practice_only"):  # the page lists those by name alone
                told.update(said_with(answer))
        answers = store.answers(group)
        carried = [*store.caveats.around(answers, group), *(caveat for answer in answers for caveat in answer.caveats)]
        short = {caveat.statement: caveat.short for caveat in carried}
        page = html.fromstring(shown(open_page("find", gruppe=group)))
        on_page = {(item.text or "").strip() for item in page.xpath("//ul[starts-with(@class, 'caveats')]/li")}
        assert {said for said in told if not {said, short.get(said)} & on_page} == set(), group
        assert on_page <= told | set(short.values()), group


def test_what_may_not_be_carried_over_is_left_out(app: Starlette) -> None:
    answers = ask(app, f"{BASE}/answers", "target_group=sygemeldte").json["answers"]
    barred = [answer for answer in answers if is_barred(answer)]
    assert len(barred) > 5
    for answer in barred:
        assert answer["results"] == answer["conclusions"] == answer["steps"] == []
        assert "kan ikke overføres" in answer["message"] and not answer["may_be_recommended"]
        assert answer["level"]["shown"] is None and answer["caveats"]


@pytest.mark.parametrize("query", ["", "&only_danish=true", "&only_randomised=true&after_2010=true"])
def test_every_answer_carries_its_caveats_and_the_general_ones(app: Starlette, store: Store, query: str) -> None:
    for group in ("jobparate", "sygemeldte"):
        document = ask(app, f"{BASE}/answers", f"target_group={group}{query}").json
        for answer in document["answers"]:
            statements = set(said_with(answer))
            general = store.caveats.limiting(("all", ""), ("target_group", group))
            assert {caveat.statement for caveat in general} <= statements
    for answer, told in zip(
        store.answers("sygemeldte"), ask(app, f"{BASE}/answers", "target_group=sygemeldte").json["answers"], strict=True
    ):
        assert {caveat.statement for caveat in answer.caveats} <= set(said_with(told))
        assert told["may_be_recommended"] is isinstance(answer, Recommendation)
        assert told["reasons"] == list(answer.assessment.reasons)


@pytest.mark.parametrize("group", ["dagpenge-16-mdr", "sygemeldte"])
def test_what_limits_the_group_and_whole_documents_is_told_for_all_answers(
    app: Starlette, store: Store, group: str
) -> None:
    document = ask(app, f"{BASE}/answers", f"target_group={group}").json
    told = {item["caveat_id"] for item in document["general_caveats"]}
    of_group = {
        r["caveat_id"] for r in files.rows("caveat_scope") if (r["scope"], r["ref_id"]) == ("target_group", group)
    }
    assert told == {caveat.caveat_id for caveat in store.caveats.around(store.answers(group), group)} >= of_group


def test_one_intervention_keeps_every_caveat_it_has_among_the_others(app: Starlette) -> None:
    everything = ask(app, f"{BASE}/answers", "target_group=jobparate").json["answers"]
    alone = ask(app, f"{BASE}/answers", "target_group=jobparate&intervention=privat-loentilskud").json["answers"]
    assert alone == [a for a in everything if a["intervention"]["intervention_id"] == "privat-loentilskud"]


def test_conversations_for_people_on_sick_leave_are_not_recommended(app: Starlette) -> None:
    [answer] = ask(app, f"{BASE}/answers", "target_group=sygemeldte&intervention=samtaler").json["answers"]
    assert answer["may_be_recommended"] is False
    assert answer["state"]["label"] == "Pas på"
    assert any("kan ikke uden videre overføres til sygemeldte" in statement for statement in said_with(answer))


def test_practice_stands_apart_and_never_decides(app: Starlette, store: Store) -> None:
    document = ask(app, f"{BASE}/answers", "target_group=dagpenge-16-mdr").json
    scopes = [(scope, ref_id or "") for _, scope, ref_id in store.tables()["caveat_scope"]["rows"]]
    practised = {caveat.statement for caveat in store.caveats.limiting(*scopes) if caveat.is_practice}
    apart = [item for answer in document["answers"] for item in answer["practice"]["caveats"]]
    assert apart
    assert {item["statement"] for item in apart} <= practised
    for answer in document["answers"]:
        assert not practised & {item["statement"] for item in answer["caveats"]}
        if answer["state"]["code"] == "practice_only":
            assert not answer["may_be_recommended"] and not answer["results"] and answer["direction"] is None


def test_switches_count_as_on_the_pages_and_say_so(app: Starlette, store: Store) -> None:
    every = ask(app, f"{BASE}/answers", "target_group=ledige").json
    danish = ask(app, f"{BASE}/answers", "target_group=ledige&only_danish=true").json
    assert danish["switches_in_words"].startswith("Kun dansk viden tæller. ") and every["switches_in_words"] == ""
    assert sum(a["trials"] for a in danish["answers"]) < sum(a["trials"] for a in every["answers"])
    review = ask(app, f"{BASE}/answers", "target_group=ledige&without_review=rosholm-svarer-2010").json
    assert "Rosholm" in review["switches_in_words"]
    assert set(every["switches"]) == set(SWITCHES)


def test_study_says_which_publications_share_its_vote_and_carries_the_pages_caveats(app: Starlette) -> None:
    document = ask(app, f"{BASE}/studies/cheung-2017").json
    trial = {row["study_id"] for row in document["related"] if row["relation"] == "trial"}
    assert trial == {"cheung-2019", "cheung-2025"} and document["study"]["unit_kind"] == "trial"
    assert document["findings"] and all(row["reference"]["locator"] for row in document["findings"])
    assert ask(app, f"{BASE}/studies/rosholm-svarer-2010").json["conclusions"]
    for study in ("cheung-2017", "rosholm-svarer-2010", "vive-2019-review"):
        document = ask(app, f"{BASE}/studies/{study}").json
        said = {item["statement"] for item in document["caveats"] + document["practice"]["caveats"]}
        page = html.fromstring(shown(open_page("studier", studie=study)))
        on_page = {" ".join(item.xpath("text()")).strip() for item in page.xpath("//ul[@class='caveats']/li")}
        assert said == on_page


def test_a_study_has_exactly_its_own_rows_as_the_files_have_them(app: Starlette) -> None:
    sizes = ("effect_low", "effect_high")
    for study in files.by_id("study"):
        document = ask(app, f"{BASE}/studies/{study}").json
        told = {row["finding_id"]: row for row in document["findings"]}
        own = [row for row in files.rows("finding") if row["study_id"] == study]
        assert list(told) and set(told) == {row["finding_id"] for row in own} if own else not told, study
        for row in own:
            said = told[row["finding_id"]]
            assert [said[size] for size in sizes] == [files.figure(row[size]) for size in sizes], row
            assert [said[name] for name in SAID] == [files.truth(row[name]) for name in SAID], row
            assert [said[name]["code"] for name in CODED] == [row[name] for name in CODED], row
            assert (said["statement"], said["reference"]["locator"]) == (row["statement"], row["locator"])
            assert said["horizon"] == files.when_of(row)
        concluded = {row["claim_id"] for row in files.rows("claim") if row["review_study_id"] == study}
        assert {row["claim_id"] for row in document["conclusions"]} == concluded, study


def test_older_store_is_said_to_be_older(store: Store) -> None:
    plain, hindered = served(Showing(store)), served(Showing(store, hindrance=StoreUnavailable("2 faults")))
    assert ask(plain, f"{BASE}/version").json["is_current"] is True
    reply = ask(hindered, f"{BASE}/version")
    assert reply.json["is_current"] is False
    assert reply.headers["etag"] != ask(plain, f"{BASE}/version").headers["etag"]


def test_damaged_store_is_given_up(store: Store) -> None:
    def damaged(*given: object) -> tuple:
        raise StoreUnavailable("a block is torn")

    showing = Showing(store)
    assert ask(served(showing, damaged), f"{BASE}/answers", "target_group=ledige").status == 503
    assert showing.discarded == [store]


@pytest.mark.parametrize("path", ["version", "target-groups", "interventions", "answers", "studies/cheung-2017"])
def test_every_answer_says_version_date_and_that_effects_are_averages(app: Starlette, store: Store, path: str) -> None:
    reply = ask(app, f"{BASE}/{path}", "target_group=ledige" if path == "answers" else "")
    assert reply.json["data_version"] == store.version
    assert reply.json["reminder"] == CLOSING
    assert reply.headers["etag"].startswith('W/"') and store.version in reply.headers["etag"]


def test_client_that_has_the_answer_gets_304(app: Starlette) -> None:
    tag = ask(app, f"{BASE}/version").headers["etag"]
    again = ask(app, f"{BASE}/version", if_none_match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask(app, f"{BASE}/version", if_none_match='W/"1.0.0-000000000000-2020-01-01"').status == 200
    assert ask(app, f"{BASE}/answers", "target_group=findes-ikke", if_none_match=tag).status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_but_reading(app: Starlette, method: str) -> None:
    reply = ask(app, f"{BASE}/version", method=method)
    assert (reply.status, reply.headers["allow"], reply.json["code"]) == (405, "GET, HEAD", "method_not_allowed")


def test_head_has_the_headers_of_get(app: Starlette) -> None:
    get, head = ask(app, f"{BASE}/version"), ask(app, f"{BASE}/version", method="HEAD")
    assert (head.status, head.headers) == (get.status, get.headers)


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2/version", f"{BASE}/studies", f"{BASE}/studies/a/b", f"{BASE}/version/"]
)
def test_unknown_address_is_a_problem_document(app: Starlette, path: str) -> None:
    reply = ask(app, path)
    assert (reply.status, reply.json["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("error", "status"), [(StoreUnavailable("/srv/secret/path"), 503), (RuntimeError("/srv/secret 010190-1234"), 500)]
)
def test_failure_says_nothing_about_paths_or_readers(error: Exception, status: int, caplog) -> None:
    reply = ask(served(Showing(error=error)), f"{BASE}/version")
    assert reply.status == reply.json["status"] == status
    for word in ("secret", "Error", "Traceback", "starlette"):
        assert word not in reply.body.decode()
    assert "010190" not in caplog.text
    assert ("the API failed with RuntimeError" in caplog.text) is (status == 500)


def test_fuzzed_requests_are_refused_and_never_repeated(app: Starlette) -> None:
    """``FUZZ=10000`` asks ten thousand times; the ordinary run asks three hundred."""
    random = Random(7)
    names = ["target_group", "intervention", *SWITCHES, "<script>", "cpr"]
    for value in values(int(os.environ.get("FUZZ", 300)), seed=7):
        parts = [
            f"{random.choice(names)}={value}".encode("utf-8", "surrogatepass") for _ in range(random.randint(1, 3))
        ]
        for path, query in (
            (f"{BASE}/answers", b"&".join([b"target_group=ledige", *parts])),
            (f"{BASE}/studies/{value}", b""),
        ):
            reply = ask(app, path, query)
            if reply.status == 200:
                assert value == "true" and reply.json["reminder"] == CLOSING
                continue
            assert reply.status in (400, 404, 414), (path, query)
            assert reply.body.decode() == NOT_HERE or reply.json["code"] in CODES
            text = reply.body.decode()
            assert "<" not in text and not any(root in text for root in ROOT_PATHS)


def test_the_second_layer_carries_its_mark_and_nothing_that_was_kept_for_the_check(app: Starlette) -> None:
    document = ask(app, f"{BASE}/second-layer", "target_group=sygemeldte").json
    assert document["layer"]["code"] == "second" and "tæller ikke med" in document["notice"]
    assert len(document["topics"]) > 15 and document["cautions"] and document["left_out"]
    assert not {"state", "level", "quotation", "figure_printed", "read_file"} & keys(document)
    assert ask(app, f"{BASE}/second-layer", "target_group=jobparate").json["topics"] == []
    assert "second" not in ask(app, f"{BASE}/answers", "target_group=sygemeldte").body.decode()


def keys(node: object) -> set[str]:
    """The name of every field of a document, however deep."""
    if isinstance(node, dict):
        return set(node).union(*map(keys, node.values()))
    return set().union(*map(keys, node)) if isinstance(node, list) else set()
