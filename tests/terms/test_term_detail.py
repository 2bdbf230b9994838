"""A term's page."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from terms.models import (
    Benchmark,
    Comparison,
    Faq,
    Figure,
    KeyMetric,
    Mistake,
    Practice,
    RelatedTerm,
    Role,
    Step,
    Term,
)
from tests.html import squeezed
from tests.world import (
    make_advisor,
    make_checklist_item,
    make_cost_scenario,
    make_figure,
    make_level_descriptions,
    make_quiz,
    make_source,
    make_term,
)

pytestmark = pytest.mark.django_db

IN_ORDER = [
    *("tldr", "at-a-glance", "key-metrics", "explanation", "where-used", "who-uses-it"),
    *("why-it-matters", "how-to-apply", "checklist", "maturity", "comparisons", "how-it-works"),
    *("mistakes", "practices", "benchmarks", "faq", "quiz-section", "related", "expert-help"),
    "sources",
]


def make_full_term() -> Term:
    term = make_term(how_it_works="By tiers.", aliases=("ML operations",))
    make_checklist_item(term)
    make_cost_scenario(term)
    make_level_descriptions(term)
    make_quiz(term)
    make_advisor()
    figure = Figure.objects.get(term=term)
    KeyMetric.objects.create(term=term, figure=figure, label="Share", measures="How much.")
    Benchmark.objects.create(
        term=term, figure=figure, industry="SaaS", metric="COGS", unit="percent",
        lagging_low=40, typical_low=15, typical_high=25, leading_high=10,
    )  # fmt: skip
    Faq.objects.create(term=term, question="Is it new?", answer="No.")
    other = make_term(slug="drift", title="Model drift", abbreviation="")
    RelatedTerm.objects.create(term=term, target=other, why="It decays.")
    Role.objects.create(term=term, role="Engineers", use="To run it.")
    Step.objects.create(term=term, name="Begin", text="Count.")
    Comparison.objects.create(term=term, against="DevOps", strength="Data.", other_strength="Code.")
    Mistake.objects.create(term=term, mistake="Haste.", consequence="Waste.", fix="Care.")
    Practice.objects.create(term=term, practice="Log.", impact="You know.")
    return term


def test_all_sections_stand_in_the_readers_order(client: Client) -> None:
    make_full_term()
    response = client.get("/terms/mlops/")
    places = [response.text.find(f'id="{anchor}"') for anchor in IN_ORDER]
    assert -1 not in places, dict(zip(IN_ORDER, places, strict=True))
    assert places == sorted(places)
    assert not response.cookies


def test_a_quiet_line_counts_what_the_sections_show(client: Client) -> None:
    make_full_term()
    html = squeezed(client.get("/terms/mlops/").text)
    line = html.split('id="at-a-glance"')[1].split("</ul>")[0]
    told = [words for words in re.sub(r"<[^>]+>", "|", line).split("|")[1:] if words.strip()]
    assert told[1:] == ["1 minute", "6 questions", "1-point checklist"]


def test_what_says_nothing_is_not_there(client: Client) -> None:
    make_term(kind="brief", explanation="", where_used="", why_it_matters="")
    html = client.get("/terms/mlops/").text
    article = html.split("<article")[1].split("</article")[0]
    assert "<h2" not in article
    assert "minutes" not in article


def test_bands_come_from_numbers(client: Client) -> None:
    make_full_term()
    html = client.get("/terms/mlops/").text
    assert ["&gt; 40%" in html, "15% – 25%" in html, "&lt; 10%" in html] == [True] * 3


def test_share_links_are_plain_and_encoded(client: Client) -> None:
    make_term(title="A & B? “C”", abbreviation="")
    html = client.get("/terms/mlops/").text
    address = "http%3A%2F%2Ftestserver%2Fterms%2Fmlops%2F"
    assert f"https://www.linkedin.com/sharing/share-offsite/?url={address}" in html
    assert f"https://twitter.com/intent/tweet?url={address}&amp;text=A+%26+B%3F+%E2%80%9CC" in html
    assert "mailto:?subject=A%20%26%20B%3F%20%E2%80%9CC" in html


@pytest.mark.parametrize(
    ("question", "kind", "heading"),
    [
        ("", "full", "What is Guardrails?"),
        ("What are guardrails?", "full", "What are guardrails?"),
        ("What are guardrails?", "brief", "Guardrails"),
    ],
)
def test_a_full_entry_answers_its_question(
    client: Client, question: str, kind: str, heading: str
) -> None:
    term = make_term(title="Guardrails", kind=kind, question=question)
    html = client.get(term.get_absolute_url()).text
    assert squeezed(html.split('term-head__title">')[1].split("</h1>")[0]).strip() == heading


def test_a_bare_term_is_a_page_too(client: Client) -> None:
    make_term()
    assert client.get("/terms/mlops/").status_code == 200


def test_prose_under_a_heading_is_closed_until_everything_is_opened(client: Client) -> None:
    make_term(explanation="Open.\n\n### Why so?\n\nClosed[^1].\n\n[^1]: A note.")
    html = squeezed(client.get("/terms/mlops/").text)
    assert '<details class="deeper__part" id="explanation-1"><summary><h3>Why so?</h3>' in html
    assert html.index("Open.") < html.index("Why so?") < html.index("Closed")
    opened = squeezed(client.get("/terms/mlops/?open=all").text)
    assert '<details class="deeper__part" id="explanation-1" open>' in opened


def test_a_figure_in_the_text_is_a_button_that_opens_its_note(client: Client) -> None:
    term = make_term(explanation="About [half](figure:F1) of [them](figure:F2).")
    make_figure(term, key="F1", value="50%", kind="calculation", source=None, working="1 / 2")
    html = client.get("/terms/mlops/").text
    assert ('<button popovertarget="figure-F1" data-note="1">half</button> of them.') in html
    assert 'id="figure-F1" popover>' in html


def test_a_second_figure_stands_beside_the_first(client: Client) -> None:
    term = make_term()
    first, second = make_figure(term, key="F1"), make_figure(term, key="F2", value="7–9%")
    KeyMetric.objects.create(
        term=term, figure=first, beside=second, label="Share", measures="How much."
    )
    card = client.get("/terms/mlops/").text.split('<li class="metric">')[1].split("</li>")[0]
    assert card.index("figure-F1") < card.index("Practitioner estimate") < card.index("7–9%")


def test_every_figure_shows_kind_date_and_source(client: Client) -> None:
    term = make_term()
    source = make_source(title="The survey", read_as="secondary")
    Figure.objects.create(
        term=term, key="F9", value="54%", states="They shipped.", kind="survey",
        source=source, as_of="2021-12", caveat="A mean.",
    )  # fmt: skip
    html = client.get("/terms/mlops/").text
    for part in (
        'id="figure-F9"',
        "54%",
        "Survey, December 2021",
        "A mean.",
        "The survey",
        "second-hand",
    ):
        assert part in html


def test_authors_html_is_sanitised(client: Client) -> None:
    make_term(tldr="[x](javascript:alert(1)) <script>alert(1)</script><img src=x onerror=alert(1)>")
    html = client.get("/terms/mlops/").text
    assert "alert(1)</script>" not in html
    assert "onerror" not in html
    assert "javascript:alert" not in html


def test_a_link_to_a_term_that_cannot_be_is_text(client: Client) -> None:
    make_term(tldr="See [this](term:model.drift) and [that](term:drift).")
    html = client.get("/terms/mlops/").text
    assert ">this</a> and" in html
    assert "model.drift" not in html
    assert 'href="/terms/drift/"' in html


@pytest.mark.parametrize("slug", ["nothing", "MLOPS", "a" * 300])
def test_an_unknown_term_is_not_found(client: Client, slug: str) -> None:
    make_term()
    response = client.get(f"/terms/{slug}/")
    assert response.status_code == 404
    assert "There is no such page" in response.text


def test_a_draft_is_not_found(client: Client) -> None:
    make_term(status=Term.Status.DRAFT)
    assert client.get("/terms/mlops/").status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    make_term()
    assert client.post("/terms/mlops/").status_code == 405


def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    term = make_full_term()
    for number in range(20):
        make_checklist_item(term, key=f"item-{number}")
        Faq.objects.create(term=term, question=f"Question {number}?", answer="Yes.")
    with django_assert_max_num_queries(56):  # with a query for each way to be related
        client.get("/terms/mlops/")
