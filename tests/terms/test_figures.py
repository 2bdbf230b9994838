"""The figures of an entry by their sources, their notes, and what is said of all of them."""

import re

import pytest
from django.test import Client

from terms.models import Glossary
from tests.html import squeezed
from tests.world import make_checklist_item, make_figure, make_glossary, make_source, make_term

pytestmark = pytest.mark.django_db
PAGE = "/terms/mlops/figures/"


def test_each_source_stands_once_above_its_figures_and_our_sums_come_last(client: Client) -> None:
    make_glossary(title="Drift")
    term = make_term()
    survey, study = make_source(key="s", title="The survey"), make_source(key="t", title="Study")
    make_figure(term, key="F1", value="54%", source=survey, position=0)
    make_figure(
        term, key="F2", value="30%", kind="calculation", source=None, working="0.3", position=1
    )
    make_figure(term, key="F3", value="91%", source=study, of="of 128 pairs", position=2)
    make_figure(term, key="F4", value="12%", source=survey, position=3)
    html = squeezed(client.get(PAGE).text).split("<main")[1]
    assert html.count("The survey") == 1
    order = [
        "The survey",
        'id="F1"',
        'id="F4"',
        "Study",
        'id="F3"',
        "Drift, calculation",
        'id="F2"',
    ]
    places = [html.index(part) for part in order]
    assert places == sorted(places)
    assert "of 128 pairs" in html


def test_the_notes_of_a_page_are_numbered_by_source(client: Client) -> None:
    term = make_term(explanation="[54%](figure:F1), [91%](figure:F2) and [12%](figure:F3).")
    survey, study = make_source(key="s", title="The survey"), make_source(key="t", title="Study")
    for number, source in enumerate((survey, study, survey), start=1):
        make_figure(term, key=f"F{number}", source=source, position=number)
    html = client.get("/terms/mlops/").text
    assert re.findall(r'id="figure-(F\d)" popover>', html) == ["F1", "F3", "F2"]
    numbers = dict(re.findall(r'popovertarget="figure-(F\d)" data-note="(\d)"', html))
    assert numbers == {"F1": "1", "F3": "2", "F2": "3"}
    assert html.count("The survey") == 1, "where it comes first"


def test_a_figure_in_a_label_is_a_link_to_the_list(client: Client) -> None:
    term = make_term()
    make_figure(term, key="F1", value="50%")
    make_checklist_item(term, text="At least [half](figure:F1) is there.")
    html = client.get("/terms/mlops/").text
    label = html.split('<label class="choice">')[1].split("</label>")[0]
    assert 'href="figures/#F1"' in label
    assert "<button" not in label


def test_an_entry_without_figures_has_no_such_page(client: Client) -> None:
    term = make_term()
    term.citations.create(source=make_source(title="The guide"), position=0)
    assert client.get(PAGE).status_code == 404
    assert client.get("/terms/nothing/figures/").status_code == 404
    html = client.get("/terms/mlops/").text
    assert "The guide" in html
    assert PAGE not in html, "nor a link to it"


def test_what_is_said_of_all_figures_is_the_glossarys_own(client: Client) -> None:
    assert client.get("/about/figures/").status_code == 200
    Glossary.objects.all().delete()
    make_glossary(about_figures="### Trust\n\nThem **little**.")
    html = client.get("/about/figures/").text
    assert "<strong>little</strong>" in html
    for kind in ("measured", "survey", "estimate", "calculation"):
        assert f"badge--{kind}" in html
