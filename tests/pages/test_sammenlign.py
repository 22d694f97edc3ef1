"""Sammenlign: the answer first, every caveat once, links good and bad, costs with where they come from, the calculator's limits."""

from __future__ import annotations

import re
from html import unescape

import pytest

from core.evidence.assess import WIDER
from core.evidence.caveats import decisive_caveats
from core.evidence.conclusion import conclude
from core.evidence.side_by_side import FEWEST, MOST, all_caveats, answer_caveats
from core.model import Comparison
from core.store import Store
from core.ui.sammenlign.comparison import default_choice, read_subjects, side_by_side, sums
from tests import files
from tests.pages.test_pages import kept, open_page, shown

CASELOAD = "lavere-sagsstamme"


def compared(group: str, *chosen: str, **more: str) -> str:
    """The text of the page for a group and interventions."""
    page = open_page("sammenlign", gruppe=group, indsatser=".".join(chosen), **more)
    assert not page.exception
    return unescape(shown(page))


CHOICES = [
    ("dagpenge-16-mdr", ("privat-loentilskud", CASELOAD)),
    ("ledige", (CASELOAD, "samtaler", "jobpraemie", "ips")),
    ("sygemeldte", ("samtaler", "ips")),
    ("jobparate", ("distancesamtaler", "visitering", "profilering")),
]


def every_comparison(store: Store) -> list[tuple[str, tuple[str, ...]]]:
    """What is recommended for each group, four at a time."""
    found = []
    for group, row in store.target_groups.items():
        if row["is_selectable"]:
            names = [a.assessment.intervention_id for a in store.answers(group) if a.assessment.is_recommended]
            found += [(group, tuple(names[n : n + MOST])) for n in range(0, len(names) - 1, MOST)]
    return [(group, chosen) for group, chosen in found if len(chosen) >= FEWEST]


def first_screen(text: str) -> str:
    """What stands before anything that is folded away."""
    return text.split('<details class="fold')[0]


@pytest.mark.parametrize(("group", "chosen"), CHOICES)
def test_each_caveat_of_what_is_compared_stands_exactly_once(store: Store, group: str, chosen: tuple[str, ...]) -> None:
    text = compared(group, *chosen)
    subjects = read_subjects(store, store.answers(group), group, chosen)
    caveats = {caveat for subject in subjects for caveat in all_caveats(subject)}
    assert {c.statement: n for c in caveats if (n := text.count(c.statement)) != 1} == {}
    found = re.findall(r'<details class="decisive">', text) + re.findall(r"<li><strong>[^<]+\.</strong> ", text)
    assert len(found) == len(caveats)  # and no others
    assert f"Forbehold: {len(caveats)} i alt" in text


@pytest.mark.parametrize(("group", "chosen"), CHOICES)
def test_first_screen_has_the_decisive_caveats_and_the_true_counts(
    store: Store, group: str, chosen: tuple[str, ...]
) -> None:
    text = first_screen(compared(group, *chosen))
    for subject in read_subjects(store, store.answers(group), group, chosen):
        for caveat in decisive_caveats(subject.answer):
            assert f"<summary>{caveat.short}</summary>" in text and caveat.statement in text
        if total := len(all_caveats(subject)):
            assert f"Alle {total} forbehold" in text
            if (of_answer := len(answer_caveats(subject))) < total:
                assert re.search(rf'Alle {total} forbehold</a> <span class="where">{of_answer} om svaret<', text)


def test_first_screen_begins_with_what_is_the_same_and_what_differs() -> None:
    text = first_screen(compared("dagpenge-16-mdr", "samtaler", CASELOAD))
    assert text.index("Begge peger mod job for ledige på dagpenge i 16 måneder") < text.index("Forskellen.")
    assert text.index("Forskellen.") < text.index('class="compare"')
    assert "stærk evidens (vores læsning) for jobparate" in text and "teamet kan gøre" in text
    assert "punkter" not in text


def test_agreement_of_results_is_never_said_without_how_many_studies_they_are_from(store: Store) -> None:
    text = first_screen(compared("dagpenge-16-mdr", "samtaler", CASELOAD))
    assert "Alle 4 resultater peger samme vej, men de er fra ét studie." in text
    assert "kun positive resultater, men fra ét studie" in text
    assert "og kilderne er uenige om begge" in text
    said = 0
    for group, chosen in every_comparison(store):
        side, setting = side_by_side(group, chosen)
        points = [p.text for row in side.first for cell in row.cells for p in cell.points]
        alike = [text for text in points if "peger samme vej" in text]
        alike += [words for _, words in conclude(side, setting.labels).differs if "kun " in words]
        assert all(re.search(r"fra (ét|\d+) (studie|publikation)", words) for words in alike), (group, chosen, alike)
        said += len(alike)
    assert said


def test_conclusions_alone_are_not_called_no_studies() -> None:
    text = compared("jobparate", "samtaler", CASELOAD)
    assert "VIVE har fem effektstudier" in text
    for contradiction in ("Ingen målte resultater;", "Ingen enkelte studier<", "Svaret om færre sager"):
        assert contradiction not in text
    assert "Ingen enkelte resultater bag svaret for gruppen, kun kildernes konklusioner." in first_screen(text)
    assert "21 målte resultater fra 5 studier er om andre grupper og tæller ikke med her." in first_screen(text)
    assert "en gennemgang bag dem har 5 studier" in text
    assert "14 trykte størrelser, 11 om andre grupper" in text


def test_level_of_wider_knowledge_is_said_to_be_that(store: Store) -> None:
    cell = compared("jobparate", "samtaler", CASELOAD).split('scope="row">Hvor sikkert</th>')[1].split("</tr>")[0]
    assert WIDER in cell and "Om gruppen selv angiver kilderne: intet niveau." in cell
    groups = [group for group, row in store.target_groups.items() if row["is_selectable"]]
    reasons = {reason for group in groups for a in store.answers(group) for reason in a.assessment.reasons}
    assert [reason for reason in reasons if "bredere viden, der peger samme vej" in reason] == [WIDER]


def test_three_interventions_say_which_the_sources_disagree_about() -> None:
    text = first_screen(compared("dagpenge-16-mdr", "loentilskud", "erhvervsrettede-kurser", "arbejdsgiverkontakt"))
    assert "<b>Kilderne er uenige om korte erhvervsrettede kurser.</b>" in text


def test_a_condition_of_several_is_said_once() -> None:
    text = first_screen(compared("dagpenge-16-mdr", "hyppige-samtaler", CASELOAD, "privat-loentilskud"))
    assert "(hyppige samtaler og privat løntilskud afhængigt af konjunkturen)" in text


def test_decisive_caveat_is_seen_in_every_column_it_concerns(store: Store) -> None:
    group, chosen = "dagpenge-16-mdr", ("loentilskud", "erhvervsrettede-kurser", "arbejdsgiverkontakt")
    side, _ = side_by_side(group, chosen)
    row = first_screen(compared(group, *chosen)).split("Det skal siges samtidig<")[1].split("</tr>")[0]
    shared = side.decisive.caveats & set(side.decisive.shared)
    led = 0
    for subject, cell in zip(side.subjects, row.split("<td")[1:], strict=True):
        seen = re.sub(r"</summary>.*?</details>", "</summary>", cell, flags=re.DOTALL)
        for caveat in side.decisive.caveats - shared:
            assert (caveat.short in seen) == (caveat in all_caveats(subject)), (subject.name, caveat.short)
        for anchor in re.findall(r'<a class="led" href="#([^"]+)"', cell):
            assert row.count(f'id="{anchor}"') == 1
            led += 1
    assert led == 1 and "Dansk studie: tilbud gjorde ledigheden længere" in row


def test_only_differences_that_matter_are_marked() -> None:
    text = compared("dagpenge-16-mdr", "privat-loentilskud", CASELOAD)
    marks = re.findall(r'scope="row">([^<]+)<span class="tell"><span aria-hidden="true">(.)</span>', text)
    assert marks == [
        ("Hvad siger forskningen", "="),
        ("Det skal siges samtidig", "≠"),
        ("Hvor sikkert", "≠"),
        ("Hvem kan gøre det", "≠"),
        ("Hvem er det målt på", "≠"),  # neither on the group, but on others that are not the same
        ("Hvad er målt", "≠"),
    ]


@pytest.mark.parametrize("group", ["ledige", "nyledige", "dagpengemodtagere"])
def test_family_says_what_its_forms_measured(group: str) -> None:
    text = compared(group, "samtaler", CASELOAD)
    cell = first_screen(text).split("Hvad er målt<")[1].split("</td>")[0]
    assert "samtaler: 2–4 procentpoint" in cell and "samtaler: 5,9 dage" in cell
    basis = text.split(">Bygger på<")[1].split("</td>")[0]
    assert "ormerne er målt i" in basis and "Ingen enkelte studier" not in basis


def test_first_visit_shows_the_two_best_supported_and_says_so(store: Store) -> None:
    page = open_page("sammenlign")
    text = unescape(shown(page))
    chosen = default_choice(store, "dagpenge-16-mdr")
    assert len(chosen) == 2 and page.session_state["url_indsatser"] == list(chosen)
    assert "de to bedst underbyggede af hver sin slags, som kommunen selv kan gøre" in text
    assert "indsatser" not in page.query_params


def test_link_to_nothing_known_shows_the_two_best_supported_and_says_so() -> None:
    text = compared("ledige", "findes-ikke", "heller-ikke")
    assert "ikke findes her" in text and "de to bedst underbyggede" in text


def test_names_tell_the_interventions_apart(store: Store) -> None:
    names = [row["name"] for row in store.interventions.values()]
    assert len(set(names)) == len(names)


def test_default_is_never_a_law_or_a_trait(store: Store) -> None:
    for group, row in store.target_groups.items():
        if row["is_selectable"]:
            for key in default_choice(store, group):
                assert store.interventions[key]["lever"] != "legislation"
                assert store.interventions[key]["is_actionable"]


def test_default_is_two_different_families(store: Store) -> None:
    for group, row in store.target_groups.items():
        if row["is_selectable"]:
            families = [store.interventions[key]["family_id"] for key in default_choice(store, group)]
            assert len(families) == len(set(families)) == 2, group


def test_group_without_support_is_told_so() -> None:
    assert "Kilderne støtter ingen indsats for gruppen" in unescape(shown(open_page("sammenlign", gruppe="sygemeldte")))


def test_every_group_opens(store: Store) -> None:
    for group, row in store.target_groups.items():
        if row["is_selectable"]:
            page = open_page("sammenlign", gruppe=group)
            assert not page.exception, group
            assert 'class="compare"' in shown(page), group


@pytest.mark.parametrize(
    ("chosen", "sentence", "left"),
    [
        (
            f"{CASELOAD}.samtaler.ips.jobpraemie.virksomhedspraktik",
            "Linket nævner 5, men der kan højst vises 4 ad gangen",
            4,
        ),
        (CASELOAD, "Der skal mindst to til at sammenligne. Vælg én indsats mere", 1),
        (f"{CASELOAD}.findes-ikke.samtaler", "Linket nævner en indsats, som ikke findes her", 2),
        ("findes-ikke.<script>alert(1)</script>", "Linket nævner en indsats, som ikke findes her", 2),
        (f"{CASELOAD}.{CASELOAD}", "Der skal mindst to til at sammenligne", 1),
    ],
)
def test_wrong_link_gets_a_kind_sentence_and_the_page(chosen: str, sentence: str, left: int) -> None:
    page = open_page("sammenlign", gruppe="ledige", indsatser=chosen)
    assert not page.exception
    text = unescape(shown(page))
    assert sentence in text
    assert "<script>alert" not in text
    assert len(page.session_state["url_indsatser"]) == left


def test_nothing_chosen_asks_for_two() -> None:
    page = open_page("sammenlign", gruppe="ledige", indsatser=f"{CASELOAD}.samtaler")
    page.multiselect[0].set_value([]).run()
    assert not page.exception
    assert "Vælg 2 indsatser mere" in shown(page)


def test_link_keeps_the_order_they_were_chosen_in() -> None:
    text = compared("ledige", "samtaler", CASELOAD)
    assert text.index(">Samtaler</a>") < text.index(">Færre sager pr. sagsbehandler</a>")


def test_costs_are_those_the_sources_give(store: Store) -> None:
    text = compared("ledige", CASELOAD, "jobpraemie", "ips", "tid-og-prioritering")
    for figure in ("90.000 euro om året", "12.474 kr. pr. dagpengemodtager", "72.000 kr. pr. borger"):
        assert figure in text, figure
    assert "kostede meget lidt og kunne derfor betale sig" in text
    assert "forholdsvis enkel og billig" in text  # in words only
    assert "kunne ikke betale sig, fordi der skulle ansættes" in compared("ledige", "jobmatchning", CASELOAD)
    assert "Kilderne nævner ingen udgift eller besparelse." in compared("ledige", "privat-loentilskud", CASELOAD)


def test_cost_carries_group_country_comparator_place_and_caveats(store: Store) -> None:
    text = compared("dagpenge-16-mdr", CASELOAD, "ips")
    assert "Hainmueller et al. (2016), Tyskland, målt på kontanthjælpsmodtagere, sammenlignet med almindelige jobcentre" in text  # fmt: skip
    assert "kilden oplyser hverken periode, prisår eller hvad der er regnet med" in text
    assert "De tyske jobcentre var ikke udvalgt ved lodtrækning" in text


def unmeasured(text: str) -> list[str]:
    """What stands as unmeasured, cell by cell."""
    return text.split("Det har ingen målt<")[1].split("</tr>")[0].split("<td")[1:]


def test_unmeasured_row_says_what_nobody_knows() -> None:
    own, other = unmeasured(compared("ledige", CASELOAD, "individuelle-samtaler"))
    assert "Forskydning: ikke undersøgt" in own
    assert "Så langt frem går ingen målinger" in own and "andre lediges chancer" in own
    assert "Forskydning" not in other and "andre lediges chancer" not in other  # that was measured


def test_displacement_that_was_measured_is_not_called_unmeasured() -> None:
    for cell in unmeasured(compared("ledige", "distancesamtaler", "konkrete-jobforslag")):
        assert "Forskydning" not in cell


def test_relative_answer_is_a_line_and_never_an_answer_of_its_own() -> None:
    text = compared("jobparate", "distancesamtaler", "privat-loentilskud")
    state = first_screen(text).split("Hvad siger forskningen<")[1].split("</tr>")[0]
    assert state.count('class="state ') == 2
    assert "Hvilken form? Ingen påvist forskel." in state
    row = text.split(">Hvilken form?<")[1].split("</tr>")[0]
    assert "Sammenlignet med" in row
    assert "Kilderne sammenligner ikke former." in compared("ledige", "privat-loentilskud", CASELOAD)


def test_barred_evidence_is_not_shown(store: Store) -> None:
    text = compared("sygemeldte", "individuelle-samtaler", "samtaler")
    assert "må ikke overføres til sygemeldte. Den er ikke brugt og ikke vist" in text
    assert "5,9 dage" not in text.split("Kilderne er uenige:")[0]
    assert "100 borgere ×" not in text


def test_calculator_shows_the_sum_the_comparison_and_that_it_is_no_forecast() -> None:
    text = compared("ledige", "individuelle-samtaler", CASELOAD, antal="250")
    assert "250 borgere × 5,9 dage = 1.475 dage" in text
    assert "250 borgere × 2 til 4 procentpoint ÷ 100 = 5 til 10 personer" in text
    assert "Tæller man andre ledige med: 0 til 1.475 dage." in text
    assert "ingen forudsigelse" in text and "antal borgere × procentpoint ÷ 100 = personer" in text
    assert "den sædvanlige indsats med to-tre møder på tre måneder" in text


@pytest.mark.parametrize(("group", "chosen"), CHOICES)
def test_a_sum_is_never_said_without_what_others_may_lose(store: Store, group: str, chosen: tuple[str, ...]) -> None:
    side, _ = side_by_side(group, chosen)
    kinds = {key: row["kind"] for key, row in files.by_id("caveat").items()}
    for found in (each for part in sums(store, side, 100) for each in part.sums):
        row = found.row
        about = [("intervention", row["intervention_id"]), ("finding", row["finding_id"])]
        about += [("study", row["study_id"]), ("trial", row["trial_id"])]
        limits = [r["caveat_id"] for r in files.rows("caveat_scope") if (r["scope"], r["ref_id"]) in about]
        losses = {caveat_id for caveat_id in limits if kinds[caveat_id] == "displacement"}
        assert losses <= {caveat.caveat_id for caveat in found.caveats}, row["finding_id"]


def test_sum_of_a_form_stands_under_its_own_name(store: Store) -> None:
    text = compared("jobparate", "samtaler", CASELOAD).split("Hvad hvis?")[1]
    assert "<h3>Undgå aflyste møder <span" in text
    assert "Svaret for gruppen er »Få studier«. Vi regner kun på det, der kan anbefales." in text
    assert "1.000" not in text and "100 borgere ×" not in text
    counted = compared("dagpenge-16-mdr", "samtaler", CASELOAD).split("Hvad hvis?")[1]
    assert "100 borgere × 55 dage = 5.500 dage" in counted  # what may be recommended still is


def test_only_what_may_be_recommended_is_counted_on_citizens(store: Store) -> None:
    families = sorted({row["family_id"] for row in store.interventions.values()})
    pairs = [tuple(families[n : n + MOST]) for n in range(0, len(families) - 1, MOST)]
    names = {row["name"]: key for key, row in store.interventions.items()}
    seen = 0
    for group in ("jobparate", "dagpenge-16-mdr", "ledige", "nyledige"):
        answers = {(a.assessment.intervention_id, a.assessment.comparison): a for a in store.answers(group)}
        for chosen in [*pairs, (CASELOAD, "undgaa-aflysninger", "relativ-effektivitet", "profilering")]:
            side, _ = side_by_side(group, chosen)
            for part in sums(store, side, 100):
                for each in (each for each in part.sums if each not in part.refused):
                    assert answers[each.row["intervention_id"], each.row["comparison"]].assessment.is_recommended
                    assert names.get(part.name) == each.row["intervention_id"] or " og " in part.name
                    seen += 1
    assert seen


def test_loss_of_others_is_not_counted_as_a_gain() -> None:
    text = compared("nyledige", "individuelle-samtaler", CASELOAD)
    assert "100 procent, Cheung" not in text.split("Hvad hvis?")[1]


def test_calculator_refuses_with_the_reason() -> None:
    text = compared("ledige", CASELOAD, "ips")
    assert "Kilderne trykker ingen størrelse for IPS (Individuelt Planlagt job med Støtte), så der er intet regnestykke" in text  # fmt: skip
    assert "0,39 procentpoint, Hainmueller et al. (2016), kontanthjælpsmodtagere: Tallet: gælder hele området, ikke den enkelte." in text  # fmt: skip
    assert "kontanthjælpsmodtagere: Der er målt på en gruppe, som kilderne ikke forbinder" in compared(
        "dagpenge-16-mdr", CASELOAD, "samtaler"
    )


def test_only_sizes_for_a_place_are_kept_from_citizens_by_a_caveat(store: Store) -> None:
    sizes = [
        row["finding_id"]
        for name in store.interventions
        for row in store.rows("intervention_findings", intervention=name)
    ]
    limited = {size for size in sizes if any(c.kind == "area_rate" for c in store.caveats.limiting(("finding", size)))}
    printed = {"hainmueller-2016-ledighed-pp", "doer-2012-samtaler-lav"}
    assert limited == printed | {"doer-2012-privat-brutto-hoej", "doer-2012-privat-brutto-lav"}  # the latter in words


@pytest.mark.parametrize("written", ["0", "100001", "-5", "2,5", "hundrede", "010190-1234", "٣"])
def test_number_of_citizens_that_cannot_be_used_is_put_back(written: str) -> None:
    page = open_page("sammenlign", gruppe="ledige", indsatser=f"{CASELOAD}.samtaler", antal="250")
    page.text_input[0].set_value(written).run()
    assert not page.exception
    assert "Skriv et helt tal fra 1 til 100.000. Vi regner videre med 250." in page.error[0].value
    assert page.text_input[0].value == page.query_params["antal"] == "250"
    assert "010190" not in str(page.query_params) + kept(page)
    linked = open_page("sammenlign", gruppe="ledige", indsatser=f"{CASELOAD}.samtaler", antal=written)
    assert "Linket nævner et antal borgere, som ikke kan bruges" in shown(linked)
    assert "antal" not in linked.query_params


def test_number_of_citizens_may_have_danish_thousands() -> None:
    page = open_page("sammenlign", gruppe="ledige", indsatser=f"{CASELOAD}.samtaler")
    page.text_input[0].set_value("1.250").run()
    assert page.query_params["antal"] == "1250"


def test_list_by_number_of_studies_holds_every_supported_answer(store: Store) -> None:
    text = compared("dagpenge-16-mdr", CASELOAD, "samtaler").split("efter antal studier")[1]
    wanted = [a for a in store.answers("dagpenge-16-mdr") if a.assessment.is_recommended]
    assert text.count('<th scope="row">') == len(wanted)
    assert all(answer.name in text for answer in wanted)


def test_list_says_in_words_what_rests_on_no_single_study(store: Store) -> None:
    text = compared("jobparate", CASELOAD, "samtaler").split("efter antal studier")[1]
    rows = dict(re.findall(r'target="_self">([^<]+)</a>.*?</th>\s*<td>([^<]+)</td>', text))
    assert rows["Samtaler"] == "Kun kildernes konklusioner: 12; en gennemgang bag dem har 40 studier"
    assert rows["Hyppige samtaler"] == "2 studier og 2 konklusioner"
    assert rows["Tidlige samtaler"] == "Kun en kildes konklusion"
    assert not [words for words in rows.values() if words[0] == "0"]


def test_disagreements_that_change_the_answers_stand_first_and_the_numbers_add_up() -> None:
    text = compared("jobparate", "samtaler", CASELOAD).split("Kilderne er uenige: 41 steder")[1]
    assert "5 om noget, der ændrer svaret, 6 andre om gruppen, 6 kun om andre grupper og 24 om detaljer" in text
    assert re.findall(r"<h3>(Om noget[^<]+|Om gruppen|Kun om[^<]+)</h3>", text) == [
        "Om noget, der ændrer svaret",
        "Om gruppen",
        "Kun om andre grupper",
    ]


def test_no_raw_code_reaches_the_page() -> None:
    text = " ".join(compared(group, *chosen) for group, chosen in CHOICES)
    for code in (
        "not_measured",
        "few_studies",
        "medium_high",
        "not_assessed",
        "elasticity_percent",
        "None",
        "area_rate",
    ):
        assert f">{code}" not in text and f" {code} " not in text


def test_answers_are_those_of_the_front_page(store: Store) -> None:
    text = compared("ledige", CASELOAD, "samtaler")
    for answer in store.answers("ledige"):
        cell = answer.assessment
        if cell.intervention_id in (CASELOAD, "samtaler") and cell.comparison is Comparison.ABSOLUTE:
            assert store.labels("state", cell.state) in text and answer.message in text
