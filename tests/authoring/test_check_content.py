"""Checking the content without loading it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from terms.models import Alias, Linking, Term
from tests.world import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def check(content: Path, *options: str) -> str:
    out = StringIO()
    call_command("check_content", str(content), *options, stdout=out, stderr=out)
    return out.getvalue()


def name_the_other(content: Path, words: str) -> None:
    """Let the first term write these words."""
    file = content / "terms" / "first" / "term.md"
    file.write_text(file.read_text().replace("Everywhere.", words))


def test_right_content_has_nothing_to_say(content: Path) -> None:
    assert check(content) == ""


def test_every_link_and_near_miss_is_listed_and_nothing_is_loaded(content: Path) -> None:
    name_the_other(content, "The Second and the second.")
    before = Term.objects.count()
    listed = check(content, "--links")
    assert (
        "first#where-used where_used: link: 'The Second' -> second: The Second and the second."
        in listed
    )
    assert "near-miss: 0, ambiguous: 0" in listed
    assert Term.objects.count() == before


def test_an_ambiguous_name_is_listed(content: Path) -> None:
    make_term(slug="release", title="Second alias (release)", abbreviation="")
    name_the_other(content, "A second alias.")
    assert "ambiguous: 'second alias' -> release or second: A second alias." in check(
        content, "--links"
    )


def test_it_speaks_json(content: Path) -> None:
    name_the_other(content, "In second-alias-wise words.")
    answer = json.loads(check(content, "--links", "--json"))
    assert answer["problems"] == []
    (near,) = [link for link in answer["links"] if link["kind"] == "near-miss"]
    assert near == {
        "term": "first",
        "section": "where-used",
        "field": "where_used",
        "kind": "near-miss",
        "text": "second-alias",
        "targets": ["second"],
        "why": "part of a compound",
        "context": "In second-alias-wise words.",
    }


def test_wrong_content_is_refused_with_its_place(content: Path) -> None:
    (content / "categories.yaml").write_text("categories: nothing\n")
    with pytest.raises(CommandError, match="1 error"):
        check(content)


def test_a_warning_is_told_and_refuses_nothing(content: Path) -> None:
    told = check(content, "--today", "2028-01-01")
    assert (
        "content/terms/first/term.md:13: warning stale-figure: figures.0.as_of: "
        "the figure 'F1' is of 2026, 366 days ago"
    ) in told


def test_an_error_is_told_as_json_and_refused(content: Path) -> None:
    file = content / "terms" / "first" / "term.md"
    file.write_text(file.read_text().replace("[70%](figure:F1)", "[71%](figure:F1)"))
    out = StringIO()
    with pytest.raises(CommandError, match="1 error"):
        call_command("check_content", str(content), "--json", stdout=out)
    (problem,) = json.loads(out.getvalue())["problems"]
    assert problem == {
        "file": "content/terms/first/term.md",
        "line": 6,
        "field": "tldr",
        "message": "the link says '71%', and 'F1' is '70%': it has no 0.71",
        "code": "two-values",
        "severity": "error",
    }


def test_a_day_that_is_none_is_named(content: Path) -> None:
    with pytest.raises(CommandError, match="'soon' is not a day such as 2026-11-23"):
        check(content, "--today", "soon")


def test_an_alias_may_say_how_it_is_linked(content: Path) -> None:
    file = content / "terms" / "second" / "term.md"
    head = file.read_text()
    file.write_text(head.replace("[second alias]", "[{name: Ray, linking: exact}]"))
    call_command("load_content", str(content), stdout=StringIO())
    assert Alias.objects.get(name="Ray").linking == Linking.EXACT
    name_the_other(content, "A ray.")
    assert "near-miss: 'ray' -> second (written in another case)" in check(content, "--links")


def test_relinking_everything_says_how_many(content: Path) -> None:
    call_command("load_content", str(content), stdout=StringIO())
    out = StringIO()
    call_command("relink_terms", stdout=out)
    assert out.getvalue() == "2 terms linked\n"


def test_the_address_of_a_page_is_no_name_for_a_term(content: Path) -> None:
    (content / "terms" / "first").rename(content / "terms" / "graph")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_content", str(content), stderr=out)
    assert "'graph' is the address of another page" in out.getvalue()
