"""What terms say of each other in their files: loaded, checked, dumped byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from terms.models import Term
from terms.search.finding import Filters, find_terms

pytestmark = pytest.mark.django_db
Write = Callable[..., None]
BRIEF = """\
---
title: {title}
category: foundations
kind: brief
updated: 2026-11-22
tldr: {tldr}
{more}---
"""


@pytest.fixture
def write(content: Path) -> Write:
    """Writes brief entries, each `slug="lines of its front matter"`, and loads them."""

    def write(*, loads: bool = True, **entries: str) -> None:
        for name, more in entries.items():
            slug = name.replace("_", "-")
            folder = content / "terms" / slug
            folder.mkdir(exist_ok=True)
            title = slug.replace("-", " ").capitalize()
            said = {"title": title, "tldr": f"It is about {slug}.", "more": more}
            (folder / "term.md").write_text(BRIEF.format(**said))
        if loads:
            call_command("load_content", str(content), stdout=StringIO(), stderr=StringIO())

    return write


def complaints(content: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    return err.getvalue()


def doubts(content: Path) -> str:
    err = StringIO()
    call_command("check_content", str(content), stdout=StringIO(), stderr=err)
    return err.getvalue()


def page(client: Client, slug: str) -> str:
    return client.get(f"/terms/{slug}/").text


RICH = """\
tags: [Data quality, ML]
deprecated_names: [Covariate slippage]
homonyms:
  - name: CD
    meaning: How the inputs of a model move away from those that it was trained on.
broader: model-drift
contrasts:
  - term: concept-drift
    difference: The one is about inputs, the other about what they mean.
prerequisites: [model-drift, concept-drift]
"""


def test_what_is_said_is_loaded_and_dumped_byte_for_byte(content: Path, write: Write) -> None:
    write(model_drift="", concept_drift="homonyms: [CD]\n", data_drift=RICH)
    term = Term.objects.get(slug="data-drift")
    assert [one.target.slug for one in term.broader_terms.all()] == ["model-drift"]
    assert [one.target.slug for one in term.contrasts.all()] == ["concept-drift"]
    before = [one.target.slug for one in term.prerequisites.all()]
    assert before == ["model-drift", "concept-drift"]
    assert [one.key for one in term.tags.all()] == ["data quality", "ml"]
    assert [one.slug for one in term.homonyms.all()] == ["cd"]
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    out = StringIO()
    call_command("dump_content", str(content), stdout=out, stderr=StringIO())
    assert {path: path.read_bytes() for path in content.rglob("*.md")} == before
    assert "written" not in out.getvalue()


def test_the_path_stands_above_and_the_tree_below(client: Client, write: Write) -> None:
    write(drift="", model_drift="broader: drift\n", data_drift="broader: [model-drift]\n")
    lowest = page(client, "data-drift")
    path = lowest[lowest.index("breadcrumb") : lowest.index("<h1")]
    assert path.index("/terms/drift/") < path.index("/terms/model-drift/")
    assert lowest.count('class="term-tree"') == 1
    assert "/terms/data-drift/" in page(client, "model-drift").partition('class="term-tree"')[2]
    assert 'class="term-tree"' in page(client, "drift")


def test_a_contrast_holds_both_ways(client: Client, write: Write) -> None:
    difference = "contrasts:\n  - term: one\n    difference: The one is not the other.\n"
    write(one="", other=difference)
    assert "The one is not the other." in page(client, "one")
    assert "The one is not the other." in page(client, "other")


def test_what_to_read_first_and_next(client: Client, write: Write) -> None:
    write(
        zero="",
        hidden="status: draft\n",
        one="prerequisites: [zero, hidden]\n",
        last="prerequisites: one\n",
        after="prerequisites: [one, last]\n",
    )
    shown = page(client, "one")
    first = shown.partition('data-testid="read-first"')[2].partition("</li>")[0]
    assert "/terms/zero/" in first
    assert "/terms/hidden/" not in first
    after = shown.partition('data-testid="read-next"')[2].partition("</p>")[0]
    assert after.index("/terms/last/") < after.index("/terms/after/")
    assert '"competencyRequired":[{"@id":"http://testserver/terms/zero/#term"}]' in shown


def test_what_is_to_be_read_first_should_be_seen(content: Path, write: Write) -> None:
    write(draft="status: draft\n", one="prerequisites: draft\n", loads=False)
    assert "'draft' is draft: readers cannot read it first" in doubts(content)


def test_a_term_that_says_none_of_it_shows_none_of_it(client: Client, write: Write) -> None:
    write(plain="")
    shown = page(client, "plain")
    for sign in ("term-tree", "differences", "cluster tags", "notice"):
        assert f'"{sign}' not in shown
    assert "Formerly:" not in shown


def test_an_old_entry_names_the_new_one_and_stands_behind_it(client: Client, write: Write) -> None:
    write(ml_pipeline="", training_script="replaced_by: ml-pipeline\n")
    shown = client.get("/terms/training-script/")
    assert shown.status_code == 200
    notice = shown.text.partition('data-testid="replaced"')[2].partition("</p>")[0]
    assert "/terms/ml-pipeline/" in notice
    hits = find_terms("training script", Filters(), limit=5).hits
    assert [hit.term.slug for hit in hits] == ["ml-pipeline", "training-script"]
    assert hits[0].reason == "replaces Training script"


def test_tags_narrow_the_list(client: Client, write: Write) -> None:
    write(one="tags: [Cost control]\n", other="tags: [cost-control, ML]\n", third="tags: []\n")
    shown = client.get("/terms/?tag=cost+control")
    assert [term.slug for term in shown.context["browse"].terms] == ["one", "other"]
    assert "tag=cost+control" in shown.context["canonical_url"]
    assert client.get("/terms/?tag=Cost-Control").context["browse"].pages.total == 2
    assert client.get("/terms/?tag=nothing").status_code == 404
    hits = client.get("/terms/?q=about&tag=ml").context["browse"].results.hits
    assert [hit.term.slug for hit in hits] == ["other"]
    assert 'href="/terms/?tag=ml"' in page(client, "other")


def test_a_former_name_is_found_and_told_and_never_linked(
    client: Client, content: Path, write: Write
) -> None:
    write(new="deprecated_names: [Old way]\n", user="")
    path = content / "terms" / "user" / "term.md"
    path.write_text(path.read_text() + "\n## Explanation\n\nThey went the old way.\n")
    write()
    hit = find_terms("old way", Filters(), limit=1).hits[0]
    assert (hit.term.slug, hit.reason) == ("new", "former name of New")
    assert "Formerly:" in page(client, "new")
    assert 'href="/terms/new/"' not in page(client, "user")
    assert "'old way' is a former name of 'new': write 'New'" in doubts(content)


def test_a_shared_name_has_a_page_and_no_links(client: Client, content: Path, write: Write) -> None:
    meaning = "homonyms:\n  - name: CD\n    meaning: Every change is released.\n"
    write(delivery=f"abbreviation: CD\n{meaning}", drift="homonyms: [CD]\n", user="")
    path = content / "terms" / "user" / "term.md"
    path.write_text(path.read_text() + "\n## Explanation\n\nCD is watched.\n")
    write()
    shown = client.get("/terms/cd/")
    assert shown.status_code == 200
    assert "Every change is released." in shown.text
    assert "It is about drift." in shown.text
    assert "term-link" not in page(client, "user")
    results = client.get("/terms/?q=cd").text.partition('class="term-hits"')[2]
    assert results.index("/terms/cd/") < results.index("/terms/delivery/")
    assert 'href="/terms/cd/"' in page(client, "drift")
    assert "/terms/cd/" in client.get("/sitemap-names.xml").text


def test_what_one_published_term_is_called_leads_to_it(client: Client, write: Write) -> None:
    write(delivery="homonyms: [CD]\n", drift="homonyms: [CD]\nstatus: draft\n")
    assert client.get("/terms/cd/").headers["Location"] == "/terms/delivery/"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"a": "broader: b\n", "b": "broader: a\n"}, "goes round in a circle: a > b > a"),
        (
            {"a": "prerequisites: b\n", "b": "prerequisites: [c]\n", "c": "prerequisites: a\n"},
            "goes round in a circle: a > b > c > a",
        ),
        ({"a": "prerequisites: a\n"}, "not read before itself"),
        ({"a": "prerequisites: [z]\n"}, "prerequisites.0.term: 'z' does not exist"),
        ({"a": "broader: a\n"}, "not broader than itself"),
        ({"a": "broader: z\n"}, "broader.0.term: 'z' does not exist"),
        ({"a": "replaced_by: b\n", "b": "replaced_by: a\n"}, "goes round in a circle"),
        ({"a": "contrasts: [{term: a, difference: No.}]\n"}, "not confused with itself"),
        ({"a": "tags: [Cost control, cost-control]\n"}, "is the same tag as"),
        ({"a": "tags: ['++']\n"}, "has no letter and no digit"),
        ({"a": "aliases: [CD]\n", "b": "homonyms: [CD]\n"}, "has to list it under 'homonyms'"),
        ({"a": "aliases: [CD]\nhomonyms: [CD]\n"}, "a shared name stands here alone"),
        ({"a": "aliases: [CD]\n", "b": "aliases: [CD]\n"}, "each lists it under 'homonyms'"),
        ({"c-d": "", "b": "homonyms: [C/D]\n"}, "/terms/c-d/ is the address of another page"),
        ({"graph": "", "b": "homonyms: [Graph]\n"}, "the address of another page"),
        ({"a": "deprecated_names: [B]\n", "b": ""}, "is already a name of"),
        ({"a": "was: z\n", "b": "broader: z\n"}, "'z' does not exist: it is 'a' now"),
    ],
)
def test_a_mistake_is_named(
    content: Path, write: Write, entries: dict[str, str], message: str
) -> None:
    write(loads=False, **entries)
    assert message in complaints(content)
