"""What is gone when its files are gone, and comes back with them."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from authoring.history.unchanged import is_as_loaded
from authoring.history.versions import How
from authoring.load.withdrawing import is_too_many
from authoring.models import FileVersion
from calculator.models import CostScenario
from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Team
from quizzes.models import Attempt, Quiz
from terms.models import ChecklistTick, Term
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def load(content: Path, *flags: str) -> str:
    out = StringIO()
    call_command("load_content", str(content), *flags, stdout=out, stderr=StringIO())
    return out.getvalue()


def complaints(content: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    return err.getvalue()


def published() -> set[str]:
    return set(Term.objects.published().values_list("slug", flat=True))


@pytest.fixture
def other(content: Path, tmp_path: Path) -> Path:
    """A folder with two other terms, which bear the aliases of the first two."""
    root = tmp_path / "other" / "content"
    shutil.copytree(content, root)
    for old, new in (("first", "third"), ("second", "fourth")):
        (root / "terms" / old).rename(root / "terms" / new)
    for path in (*root.glob("terms/*/term.md"), *root.glob("maturity/*.yaml")):
        text = path.read_text().replace("term: first", "term: third")
        text = text.replace("The first", "The third").replace("The second", "The fourth")
        path.write_text(text.replace(":second", ":fourth").replace(": second", ": fourth"))
    text = (root / "terms/fourth/term.md").read_text()
    (root / "terms/fourth/term.md").write_text(text.replace(":first", ":third"))
    return root


@pytest.mark.parametrize(
    ("withdrawn", "of", "too_many"),
    [
        *((0, 0, False), (0, 9, False)),
        *((1, 1, True), (1, 2, False), (1, 3, False), (2, 2, True), (2, 9, True)),
        *((2, 10, False), (3, 10, True), (20, 100, False), (21, 100, True)),
    ],
)
def test_more_than_a_fifth_is_too_many_but_one_may_go(
    withdrawn: int, of: int, too_many: bool
) -> None:
    assert is_too_many(withdrawn, of) == too_many


def test_a_load_that_would_empty_the_site_changes_nothing(content: Path, other: Path) -> None:
    load(content)
    said = complaints(other)
    assert said.startswith("content/terms:1: 2 of 2 published terms have no folder here")
    assert "(first, second)" in said
    assert "--withdraw" in said
    assert published() == {"first", "second"}
    assert MaturityModel.objects.current().get().term.slug == "first"


def test_terms_come_back_with_their_files(content: Path, other: Path, client: Client) -> None:
    load(content)
    learner = Learner.objects.create()
    first = Term.objects.get(slug="first")
    tick = ChecklistTick.objects.create(learner=learner, item=first.checklist_items.get())
    attempt = Attempt.objects.create(learner=learner, quiz=first.quizzes.get())
    assert "terms: 2 created, 2 withdrawn" in load(other, "--withdraw")
    assert published() == {"third", "fourth"}
    assert client.get("/terms/first/").status_code == 404
    load(content, "--withdraw")
    assert published() == {"first", "second"}
    assert client.get("/terms/first/").status_code == 200
    assert client.get("/calculator/?preset=first").status_code == 200
    assert list(first.aliases.values_list("name", flat=True)) == ["first alias"]
    assert ChecklistTick.objects.get() == tick
    assert Quiz.objects.current().get(term=first) == Attempt.objects.get(pk=attempt.pk).quiz
    assert is_as_loaded(content)
    assert "terms: 2 unchanged" in load(content)


def test_a_term_that_an_earlier_release_withdrew_comes_back(content: Path) -> None:
    load(content)
    Term.objects.filter(slug="first").update(status=Term.Status.DRAFT)
    FileVersion.objects.current().filter(path="terms/first/term.md").update(digest="", packed=b"")
    load(content)
    assert published() == {"first", "second"}


@pytest.mark.parametrize("when", ["before", "between"])
def test_an_edit_outlives_the_absence_of_its_folder(content: Path, other: Path, when: str) -> None:
    load(content)

    def edit() -> None:
        first = Term.objects.get(slug="first")
        first.tldr, first.edited_at = "Edited.", timezone.now()
        first.save()

    if when == "before":
        edit()
    load(other, "--withdraw")
    if when == "between":
        edit()
    number = FileVersion.objects.count()
    load(other)
    load(other)
    assert FileVersion.objects.count() <= number + 1
    load(content, "--withdraw")
    first = Term.objects.get(slug="first")
    assert (first.status, first.tldr) == ("published", "Edited.")
    latest = FileVersion.objects.current().get(path="terms/first/term.md")
    assert latest.how == How.KEPT
    assert "tldr: Edited." in latest.text
    assert "status:" not in latest.text
    assert "terms: 2 unchanged" in load(content)


def test_an_edit_meets_a_file_that_comes_back_changed(
    content: Path, other: Path, spoil: Spoil
) -> None:
    load(content)
    load(other, "--withdraw")
    first = Term.objects.get(slug="first")
    first.tldr, first.edited_at = "Edited.", timezone.now()
    first.save()
    spoil("terms/first/term.md", "It does.", "It really does.")
    assert "edited in the admin" in complaints(content)
    load(content, "--withdraw", "--ours")
    first.refresh_from_db()
    assert (first.status, first.tldr, first.why_it_matters) == ("published", "Edited.", "It does.")


def test_a_cost_file_that_goes_comes_back(content: Path) -> None:
    load(content)
    cost = content / "terms/first/cost.yaml"
    text = cost.read_text()
    cost.unlink()
    load(content)
    assert not CostScenario.objects.exists()
    cost.write_text(text)
    load(content)
    assert CostScenario.objects.get().tiers.count() == 2
    assert is_as_loaded(content)


def test_ticks_come_back_with_their_item(content: Path, spoil: Spoil) -> None:
    load(content)
    learner, item = Learner.objects.create(), Term.objects.get(slug="first").checklist_items.get()
    tick = ChecklistTick.objects.create(learner=learner, item=item)
    spoil("terms/first/term.md", "key: begun", "key: half-done")
    load(content)
    assert ChecklistTick.objects.items_of(learner.pk, item.term_id) == frozenset()
    other = Term.objects.get(slug="first").checklist_items.get()
    ChecklistTick.objects.create(learner=learner, item=other)
    spoil("terms/first/term.md", "key: half-done", "key: begun")
    load(content)
    back = Term.objects.get(slug="first").checklist_items.get()
    assert ChecklistTick.objects.get(pk=tick.pk).item == back
    assert ChecklistTick.objects.items_of(learner.pk, item.term_id) == {back.pk}
    assert ChecklistTick.objects.get(item=None).key == "half-done"


@pytest.mark.parametrize("is_answered", [False, True])
def test_an_assessment_goes_and_comes_back_with_its_file(
    content: Path, client: Client, *, is_answered: bool
) -> None:
    load(content)
    model = MaturityModel.objects.get()
    if is_answered:
        Assessment.objects.create(learner=Learner.objects.create(), model=model)
    file = content / "maturity/model.yaml"
    text = file.read_text()
    file.unlink()
    assert "assessments: 1 withdrawn" in load(content)
    assert client.get("/maturity/model/").status_code == 404
    file.write_text(text)
    assert "assessments: 1 updated" in load(content)
    assert MaturityModel.objects.current().get() == model
    assert client.get("/maturity/model/").status_code == 200


def test_an_assessment_of_the_admin_has_no_file_to_go(content: Path) -> None:
    load(content)
    MaturityModel.objects.update(slug="own", content_digest="")
    assert "assessments: 1 created" in load(content)
    assert "withdrawn" not in load(content)
    assert MaturityModel.objects.current().count() == 2


def test_an_assessment_with_a_team_that_has_not_begun_can_change(
    content: Path, spoil: Spoil
) -> None:
    load(content)
    team = Team.objects.create(
        owner=Learner.objects.create(), model=MaturityModel.objects.get(), name="Us"
    )
    spoil("maturity/model.yaml", "text: It ships.", "text: It ships daily.")
    load(content)
    assert Team.objects.get() == team
    assert MaturityModel.objects.current().get().version == 2


def test_a_quiz_that_changes_back_is_a_version_that_comes_after_all(
    content: Path, spoil: Spoil
) -> None:
    load(content)
    learner = Learner.objects.create()
    for before, after in (("It is right.", "It is so."), ("It is so.", "It is right.")):
        Attempt.objects.create(learner=learner, quiz=Quiz.objects.current().get(term__slug="first"))
        spoil("terms/first/quiz.yaml", before, after)
        load(content)
    assert Quiz.objects.current().get(term__slug="first").version == 3
