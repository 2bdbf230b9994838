"""Names, slugs and keys that go from one thing to another in one load, and what was called so."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from authoring.history.unchanged import is_as_loaded
from authoring.models import FileVersion, FormerSlug
from calculator.handover import of_calculation
from learners.models import Learner
from maturity.models import Assessment, MaturityModel
from quizzes.models import Attempt, Quiz
from terms.changes import content_edited
from terms.models import Alias, Category, ChecklistTick, Figure, ReadCount, Term
from terms.pages.handover import of_term
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MONTH = datetime.date(2026, 11, 1)


def load(content: Path, *flags: str) -> str:
    out = StringIO()
    call_command("load_content", str(content), *flags, stdout=out, stderr=StringIO())
    return out.getvalue()


def complaints(content: Path) -> list[str]:
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    return err.getvalue().splitlines()


def rename(content: Path, names: Mapping[str, str], *, says: bool = True) -> None:
    """Rename folders of terms and mend all that refers to them; `was` says so where it `says`."""

    def new_name(found: re.Match[str]) -> str:
        return f"{found[1]}{names.get(found[2], found[2])}"

    for path in [*content.glob("terms/*/term.md"), *content.glob("maturity/*.yaml")]:
        text = re.sub(r"(term: ?|replaced_by: )([a-z-]+)", new_name, path.read_text())
        path.write_text(text)
    for old in names:
        (content / "terms" / old).rename(content / "terms" / f"-{old}")
    for old, new in names.items():
        (content / "terms" / f"-{old}").rename(content / "terms" / new)
        if says:
            path = content / "terms" / new / "term.md"
            text = re.sub(r"(?m)^was: .*\n", "", path.read_text())
            path.write_text(text.replace("category:", f"was: {old}\ncategory:", 1))


class Reader:
    """Somebody who has done all that one can do with the term `slug`."""

    def __init__(self, slug: str) -> None:
        term = Term.objects.get(slug=slug)
        self.learner = Learner.objects.create()
        item = term.checklist_items.get()
        self.tick = ChecklistTick.objects.create(learner=self.learner, item=item)
        quiz = Quiz.objects.current().get(term=term)
        self.attempt = Attempt.objects.create(learner=self.learner, quiz=quiz)
        ReadCount.objects.create(term=term, month=MONTH, count=7)

    def finds_it_at(self, slug: str) -> bool:
        """Whether all of it is kept with the term `slug`."""
        tick = ChecklistTick.objects.get(pk=self.tick.pk)
        attempt = Attempt.objects.get(pk=self.attempt.pk)
        assert attempt.quiz is not None
        return {tick.item.term.slug, attempt.quiz.term.slug} == {slug}


@pytest.mark.parametrize("says", [True, False])
def test_a_renamed_folder_takes_its_aliases_along(content: Path, *, says: bool) -> None:
    load(content)
    rename(content, {"first": "primary"}, says=says)
    load(content)
    assert Alias.objects.get(name="first alias").term.slug == "primary"
    assert set(Term.objects.published().values_list("slug", flat=True)) == {"primary", "second"}
    assert is_as_loaded(content)


def test_readers_state_and_versions_follow_a_rename(content: Path) -> None:
    load(content)
    reader = Reader("first")
    rename(content, {"first": "primary"})
    assert "withdrawn" not in load(content)
    assert reader.finds_it_at("primary")
    assert ReadCount.objects.get().term.slug == "primary"
    versions = FileVersion.objects.filter(path="terms/primary/term.md").order_by("number")
    assert ["was:" in version.text for version in versions] == [False, True]
    assert not FileVersion.objects.current().get(path="terms/first/term.md").text
    assert load(content) == load(content)


MOVED = (
    ("/terms/first/", "/terms/primary/"),
    ("/terms/first/card/", "/terms/primary/card/"),
    ("/terms/first/benchmarks/?row-0=12", "/terms/primary/benchmarks/?row-0=12"),
    ("/terms/first/picture.png?v=12345678", "/terms/primary/picture.png?v=12345678"),
    ("/quizzes/first/", "/quizzes/primary/"),
    ("/quizzes/first/?question=2", "/quizzes/primary/?question=2"),
    ("/calculator/?preset=first", "/calculator/?preset=primary"),
    ("/calculator/?users=5&preset=first", "/calculator/?users=5&preset=primary"),
    (
        "/calculator/embed/?preset=first&theme=dark",
        "/calculator/embed/?preset=primary&theme=dark",
    ),
    ("/calculator/result.json?preset=first", "/calculator/result.json?preset=primary"),
    ("/calculator/result.csv?preset=first", "/calculator/result.csv?preset=primary"),
    ("/terms/?category=foundations", "/terms/?category=basics"),
    ("/terms/?letter=t&category=foundations", "/terms/?letter=t&category=basics"),
    ("/maturity/model/", "/maturity/check/"),
    ("/maturity/model/?dimension=delivery", "/maturity/check/?dimension=delivery"),
    ("/maturity/model/history/", "/maturity/check/history/"),
)
"""Addresses and where they lead once all that they name has another name."""


@pytest.mark.parametrize("is_fresh", [True, False])
def test_old_addresses_lead_to_the_new_ones(
    content: Path, spoil: Spoil, client: Client, *, is_fresh: bool
) -> None:
    if not is_fresh:
        load(content)
    rename(content, {"first": "primary"})
    for name in ("first", "second"):
        slug = {"first": "primary"}.get(name, name)
        spoil(f"terms/{slug}/term.md", "category: foundations", "category: basics")
    spoil("categories.yaml", "slug: foundations", "slug: basics\n    was: foundations")
    spoil("maturity/model.yaml", "minutes: 5", "minutes: 5\nwas: [model]")
    (content / "maturity/model.yaml").rename(content / "maturity/check.yaml")
    load(content)
    for old, new in MOVED:
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code in (200, 422), new
    posted = client.post("/quizzes/first/", {"question": "1"}, headers={"HX-Request": "true"})
    assert (posted.status_code, posted["Location"]) == (308, "/quizzes/primary/")


def test_what_was_brought_to_the_advisor_is_found_under_its_new_name(content: Path) -> None:
    load(content)
    rename(content, {"first": "primary"})
    load(content)
    request = RequestFactory().get("/")
    findings = of_term(request, "first")
    assert findings is not None
    assert findings.path == "/terms/primary/"
    assert of_calculation(request, "preset=first") is not None
    assert of_term(request, "never") is None


def test_two_terms_change_places(content: Path, client: Client) -> None:
    load(content)
    reader, other = Reader("first"), Reader("second")
    rename(content, {"first": "second", "second": "first"})
    load(content)
    assert reader.finds_it_at("second")
    assert other.finds_it_at("first")
    assert Term.objects.get(slug="second").title == "The first"
    assert client.get("/terms/first/").status_code == 200
    assert "terms: 2 unchanged" in load(content)
    assert reader.finds_it_at("second")
    texts = FileVersion.objects.filter(path="terms/second/term.md").order_by("number")
    assert all("title: The first" in version.text for version in texts)


def test_what_two_terms_that_changed_places_do_not_have_is_missing(
    content: Path, client: Client
) -> None:
    load(content)
    rename(content, {"first": "second", "second": "first"})
    load(content)
    assert client.get("/quizzes/first/?question=99").status_code == 404
    assert client.get("/calculator/?preset=first").status_code == 404
    Term.objects.update(status=Term.Status.DRAFT)
    assert client.get("/terms/first/").status_code == 404


def test_what_refers_to_a_term_that_gave_its_name_away_means_the_new_one(
    content: Path, spoil: Spoil
) -> None:
    text = (content / "terms/second/term.md").read_text()
    (content / "terms/third").mkdir()
    for name in ("quiz.yaml", "maturity.yaml"):
        (content / "terms/third" / name).write_text((content / "terms/second" / name).read_text())
    (content / "terms/third/term.md").write_text(text.replace("second", "third"))
    load(content)
    kept = (content / "terms/third/term.md").read_text()
    rename(content, {"first": "second", "second": "first"})
    (content / "terms/third/term.md").write_text(kept)
    load(content)
    third = Term.objects.get(slug="third")
    assert third.related_terms.get().target.slug == "first"
    assert third.related_terms.get().target.title == "The second"
    assert {one.target.slug for one in third.mentions.all()} == {"first"}


def test_a_chain_of_renames_is_followed_step_by_step_and_at_once(
    content: Path, client: Client
) -> None:
    load(content)
    reader = Reader("first")
    rename(content, {"first": "primary"})
    load(content)
    rename(content, {"primary": "main"})
    load(content)
    assert reader.finds_it_at("main")
    for old in ("first", "primary"):
        assert client.get(f"/terms/{old}/")["Location"] == "/terms/main/"


def test_a_list_of_former_slugs_finds_the_one_that_there_is(content: Path, client: Client) -> None:
    load(content)
    reader = Reader("first")
    rename(content, {"first": "main"})
    path = content / "terms/main/term.md"
    path.write_text(path.read_text().replace("was: first", "was: [primary, first]"))
    load(content)
    assert reader.finds_it_at("main")
    assert client.get("/terms/primary/")["Location"] == "/terms/main/"


def test_a_rename_that_is_taken_back_is_undone(content: Path, client: Client) -> None:
    load(content)
    reader = Reader("first")
    before = {path: path.read_text() for path in content.rglob("*.*")}
    rename(content, {"first": "primary"})
    load(content)
    for path in (content / "terms/primary").iterdir():
        path.unlink()
    (content / "terms/primary").rmdir()
    for path, text in before.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    load(content)
    assert reader.finds_it_at("first")
    assert client.get("/terms/primary/")["Location"] == "/terms/first/"
    rename(content, {"first": "primary"})
    load(content)
    assert reader.finds_it_at("primary")


def test_a_rename_that_is_said_later_brings_the_state_along(content: Path, spoil: Spoil) -> None:
    load(content)
    reader = Reader("first")
    rename(content, {"first": "primary"}, says=False)
    assert "1 withdrawn" in load(content)
    late = Reader("primary")
    spoil("terms/primary/term.md", "category:", "was: first\ncategory:")
    load(content)
    assert reader.finds_it_at("primary")
    assert late.finds_it_at("primary")
    assert ReadCount.objects.get(term__slug="primary").count == 14
    assert Quiz.objects.current().filter(term__slug="primary").count() == 1


def test_an_edit_of_the_admin_follows_a_rename(content: Path) -> None:
    load(content)
    first = Term.objects.get(slug="first")
    first.tldr, first.edited_at = "Edited.", timezone.now()
    first.save()
    rename(content, {"first": "primary"})
    assert "edited in the admin" in complaints(content)[0]
    assert Term.objects.filter(slug="first", tldr="Edited.").exists()
    load(content, "--ours")
    primary = Term.objects.get(slug="primary")
    assert (primary.pk, primary.tldr) == (first.pk, "Edited.")


def test_an_assessment_keeps_its_results_under_its_new_slug(content: Path, spoil: Spoil) -> None:
    load(content)
    taken = Assessment.objects.create(
        learner=Learner.objects.create(), model=MaturityModel.objects.get()
    )
    spoil("maturity/model.yaml", "minutes: 5", "minutes: 5\nwas: model")
    (content / "maturity/model.yaml").rename(content / "maturity/check.yaml")
    load(content)
    assert Assessment.objects.get(pk=taken.pk).model.slug == "check"
    assert set(MaturityModel.objects.values_list("slug", flat=True)) == {"check"}
    assert FileVersion.objects.filter(path="maturity/check.yaml").count() == 2


def test_a_category_keeps_its_row_under_its_new_slug(content: Path, spoil: Spoil) -> None:
    load(content)
    pk = Category.objects.get().pk
    for name in ("first", "second"):
        spoil(f"terms/{name}/term.md", "category: foundations", "category: basics")
    spoil("categories.yaml", "slug: foundations", "slug: basics\n    was: [foundations]")
    load(content)
    assert Category.objects.get().pk == pk
    assert Category.objects.get().slug == "basics"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("second", "was.0: 'second' is there still: 'was' names what is gone"),
        ("[old, first]", "was.1: 'first' is what it is called now"),
        ("[old, old]", "was.1: 'old' stands more than once"),
        ("graph", "was.0: 'graph' is the address of another page"),
    ],
)
def test_what_cannot_have_been_is_refused(
    content: Path, spoil: Spoil, names: str, said: str
) -> None:
    load(content)
    line = spoil("terms/first/term.md", "category:", f"was: {names}\ncategory:")
    assert complaints(content) == [f"content/terms/first/term.md:{line}: {said}"]


def test_two_cannot_both_have_been_the_same(content: Path, spoil: Spoil) -> None:
    spoil("terms/first/term.md", "category:", "was: old\ncategory:")
    load(content)
    line = spoil("terms/second/term.md", "category:", "was: [older, old]\ncategory:")
    said = "was.1: 'first' says too that it was 'old'"
    assert complaints(content) == [f"content/terms/second/term.md:{line}: {said}"]


def test_a_slug_that_is_claimed_cannot_come_back_beside_it(content: Path) -> None:
    load(content)
    rename(content, {"first": "primary"})
    load(content)
    (content / "terms/first").mkdir()
    for path in (content / "terms/primary").iterdir():
        text = path.read_text().replace("was: first\n", "").replace("The first", "The newest")
        (content / "terms/first" / path.name).write_text(text.replace("first alias", "newest"))
    (complaint,) = complaints(content)
    assert complaint.startswith("content/terms/primary/term.md:")
    assert "'first' is there still" in complaint


def test_categories_and_assessments_are_checked_likewise(content: Path, spoil: Spoil) -> None:
    shelf = spoil("categories.yaml", "slug: foundations", "slug: foundations\n    was: foundations")
    model = spoil("maturity/model.yaml", "minutes: 5", "was: [model]\nminutes: 5")
    of_shelf, of_model = complaints(content)
    said = "was.0: 'foundations' is what it is called now"
    assert of_shelf == f"content/categories.yaml:{shelf + 1}: categories.0.{said}"
    said = "was.0: 'model' is what it is called now"
    assert of_model == f"content/maturity/model.yaml:{model}: {said}"


def test_a_dump_writes_what_was(content: Path, spoil: Spoil) -> None:
    load(content)
    rename(content, {"first": "primary"})
    spoil("categories.yaml", "slug: foundations", "slug: foundations\n    was: [old, older]")
    load(content)
    before = {path: path.read_text() for path in content.rglob("*.*")}
    call_command("dump_content", str(content), stdout=StringIO())
    assert {path: path.read_text() for path in content.rglob("*.*")} == before
    Term.objects.filter(slug="primary").update(tldr="Edited.", edited_at=timezone.now())
    call_command("dump_content", str(content), stdout=StringIO())
    text = (content / "terms/primary/term.md").read_text()
    assert "was: first\n" in text
    assert "tldr: Edited.\n" in text


def test_a_dump_removes_a_folder_that_was_renamed(content: Path, tmp_path: Path) -> None:
    load(content)
    copy = tmp_path / "copy"
    call_command("dump_content", str(copy), stdout=StringIO())
    rename(content, {"first": "primary"})
    load(content)
    call_command("dump_content", str(copy), stdout=StringIO())
    assert not list((copy / "terms/first").glob("*"))
    assert (copy / "terms/primary/cost.yaml").is_file()


def test_names_and_keys_change_places_in_one_load(content: Path, spoil: Spoil) -> None:
    load(content)
    reader = Reader("first")
    first, second = (content / "terms" / slug / "term.md" for slug in ("first", "second"))
    for path, mine, other in ((first, "first", "second"), (second, "second", "first")):
        text = path.read_text().replace(f"The {mine}", f"The {other}")
        path.write_text(text.replace(f"{mine} alias", f"{other} alias"))
    load(content)
    assert Alias.objects.get(name="first alias").term.slug == "second"
    assert Alias.objects.get(name="second alias").term.slug == "first"
    assert reader.finds_it_at("first")


def test_an_alias_goes_to_the_term_that_comes_first(content: Path, spoil: Spoil) -> None:
    load(content)
    spoil("terms/second/term.md", "aliases: [second alias]", "aliases: [another]")
    spoil("terms/first/term.md", "first alias", "SECOND alias")
    load(content)
    assert Alias.objects.get(name="SECOND alias").term.slug == "first"


def test_an_alias_that_a_term_of_the_admin_bears_goes_to_the_file(
    content: Path, spoil: Spoil
) -> None:
    load(content)
    own = Term.objects.get(slug="second")
    own.pk, own.slug, own.title, own.content_digest = None, "own", "Our own", ""
    own.save()
    Alias.objects.create(term=own, name="Contested")
    spoil("terms/first/term.md", "first alias", "contested")
    load(content)
    assert Alias.objects.get(name__iexact="contested").term.slug == "first"
    assert Term.objects.filter(slug="own", status="published").exists()


def test_figure_and_question_keys_change_places(content: Path) -> None:
    term = content / "terms/first/term.md"
    text = term.read_text()
    start, end = text.index("  - key: F1"), text.index("key_metrics:")
    second = text[start:end].replace("F1", "F2").replace("70%", "30%", 1)
    term.write_text(text[:end] + second + text[end:])
    load(content)
    Figure.objects.get(term__slug="first", key="F2")
    swapped = term.read_text().replace("key: F1", "key: F0").replace("key: F2", "key: F1")
    term.write_text(swapped.replace("key: F0", "key: F2"))
    quiz = content / "terms/first/quiz.yaml"
    swapped = (
        quiz.read_text().replace("question-1", "question-0").replace("question-2", "question-1")
    )
    quiz.write_text(swapped.replace("question-0", "question-2"))
    load(content)
    values = dict(Figure.objects.filter(term__slug="first").values_list("key", "value"))
    assert values == {"F1": "30%", "F2": "70%"}
    keys = Quiz.objects.current().get(term__slug="first").questions.values_list("key", flat=True)
    assert list(keys)[:2] == ["question-2", "question-1"]


def test_a_former_slug_of_a_deleted_term_is_forgotten(
    content: Path, client: Client, django_user_model: type[User]
) -> None:
    lonely = content / "terms" / "lonely"
    shutil.copytree(content / "terms/first", lonely)
    front = lonely / "term.md"
    front.write_text(front.read_text().replace("first", "lonely"))
    load(content)
    rename(content, {"lonely": "alone"})
    load(content)
    assert client.get("/terms/lonely/").status_code == 301
    alone, user = Term.objects.get(slug="alone"), django_user_model.objects.create()
    content_edited(alone, user, gone=True)
    assert not FormerSlug.objects.exists()
    assert client.get("/terms/lonely/").status_code == 404
