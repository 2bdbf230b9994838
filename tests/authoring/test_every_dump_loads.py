"""What the admin lets through is what the loader takes: every dump loads, and nothing is lost."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from advisory.models import Advisor
from authoring.editing.forms.form_sections import form_sections
from authoring.models import FileVersion
from calculator.models import CostScenario
from maturity.models import MaturityModel
from quizzes.models import Quiz
from terms.models import Category, Glossary, Source, Term
from tests.authoring.conftest import QUESTION
from tests.authoring.test_dump_content import bytes_of, dump, load
from tests.authoring.test_editing import form_of, sections_of, sent_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

INLINES = (
    *("aliases", "figures", "key_metrics", "takeaways", "roles", "steps", "checklist_items"),
    *("level_descriptions", "comparisons", "mistakes", "practices", "benchmarks", "faqs"),
    *("broader_terms", "contrasts", "prerequisites", "former_names", "homonyms", "tags"),
    *("related_terms", "worked_examples", "worked_inputs", "worked_steps"),
    *("pictures", "picture_parts", "citations"),
)
FIGURE = {
    "key": "F1", "value": "70%", "states": "Seven in ten.", "kind": "estimate", "as_of": "2026",
}  # fmt: skip
QUIZ = "questions:\n" + "".join(QUESTION.format(number=number) for number in range(1, 7))
PARTS: dict[str, dict[str, Any]] = {
    "nothing but a title": {},
    "a summary": {"tldr": "It is new: [70%](figure:F1) of it."},
    "one section of prose": {"explanation": "New.\r\n\r\n- *odd*: \"text\" #1\r\n- 1:30"},
    "the last section of prose": {"benchmarks_note": "Read them with care."},
    "a dead link": {"where_used": "See [it](term:not-written-yet)."},
    "names": {"aliases": [{"name": "Other: name", "linking": "never"}], "abbreviation": "ON"},
    "figures": {"figures": [FIGURE], "checklist_items": [
        {"key": "begun", "text": "It has begun.", "based_on": "step-7 explanation"}]},
    "steps out of order": {"steps": [
        {"name": "Then", "text": "Go on.", "position": "7"}, {"name": "1e3", "text": "Start.", "position": "7"}]},
    "two levels": {"level_descriptions": [{"level": "2", "text": "Two."}, {"level": "5", "text": "Five."}]},
    "a relation": {"related_terms": [{"target": "second", "why": "It is near."}], "status": "review"},
    "half a quiz": {"quiz": "questions:\n" + QUESTION.format(number=1)},
    "a whole quiz": {"quiz": f"# six\r\n{QUIZ}"},
    "a picture": {
        "pictures": [{"kind": "comparison", "title": "Old: and new."}],
        "picture_parts": [
            {"label": "Old", "points": "slow\r\n\r\n1: dear"}, {"label": "New", "points": "fast\r\n# cheap\r\n"}]},
    "quirks": {"faqs": [{"question": "No", "answer": "yes\r\nno: 'maybe' \\ \u00e9\u200b"}], "tldr": "0x1F"},
}  # fmt: skip


@pytest.fixture
def admin(admin_user: User) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def fields(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """A form's fields, of which those in lists are an inline's."""
    for prefix in INLINES:
        rows = values.get(prefix, [])
        yield f"{prefix}-TOTAL_FORMS", len(rows)
        yield f"{prefix}-INITIAL_FORMS", 0
        for number, row in enumerate(rows):
            for name, value in ({"position": number, "linking": "auto"} | row).items():
                yield f"{prefix}-{number}-{name}", value
    yield from ((name, value) for name, value in values.items() if name not in INLINES)


def make(admin: Client, slug: str, **values: Any) -> Any:
    """Send the form of a new term."""
    for row in values.get("figures", ()):
        row["source"] = Source.objects.first().key  # type: ignore[union-attr]
    own = {
        "title": slug.capitalize(), "slug": slug, "category": Category.objects.all()[0].pk,
        "status": "draft", "updated_on": "2026-11-28", "linking": "auto", "kind": "full",
        "sections": [section.key for section in form_sections(is_new=True)],
    }  # fmt: skip
    return admin.post("/admin/terms/term/add/", dict(fields(own | values)))


def forget_everything() -> None:
    """As a database is before its first load."""
    MaturityModel.objects.all().delete()
    for model in (Term, Advisor, Glossary, Source, Category, FileVersion):
        model._default_manager.all().delete()


def loads_and_comes_back(tmp_path: Path) -> dict[str, bytes]:
    """Dump, load into this database and into an empty one; each dumps the same bytes."""
    first, second, third = (tmp_path / name / "content" for name in ("first", "second", "third"))
    dump(first)
    load(first)
    dump(second)
    forget_everything()
    load(first)
    dump(third)
    assert bytes_of(first) == bytes_of(second) == bytes_of(third)
    assert "created" not in load(third)
    assert "updated" not in load(third)
    return bytes_of(first)


def test_drafts_that_lack_anything_come_back(content: Path, tmp_path: Path, admin: Client) -> None:
    load(content)
    for number, (what, values) in enumerate(PARTS.items()):
        response = make(admin, f"draft-{number}", title=what.title(), **values)
        assert response.status_code == 302, (what, response.context["errors"])
    before = {term.slug: term.tldr for term in Term.objects.all()}
    found = loads_and_comes_back(tmp_path)
    assert {term.slug: term.tldr for term in Term.objects.all()} == before
    assert set(bytes_of(content).items()) <= set(found.items())
    steps = list(Term.objects.get(title="Steps Out Of Order").steps.values_list("name", flat=True))
    assert steps == ["Then", "1e3"]
    levels = Term.objects.get(title="Two Levels").level_descriptions.values_list("level", flat=True)
    assert list(levels) == [2, 5]
    assert Quiz.objects.get(term__title="Half A Quiz").questions.count() == 1
    assert Quiz.objects.get(term__title="A Whole Quiz").questions.count() == 6
    assert Client().get("/quizzes/draft-11/").status_code == 404


def test_a_term_is_written_and_published_in_the_admin_alone(
    content: Path, tmp_path: Path, admin: Client
) -> None:
    load(content)
    whole: dict[str, Any] = {
        "tldr": "It is new.", "explanation": "New.", "where_used": "Here.", "why_it_matters": "So.",
        "figures": [FIGURE], "roles": [{"role": "All", "use": "To read."}],
        "steps": [{"name": "Begin", "text": "Start."}],
        "checklist_items": [{"key": "begun", "text": "It has begun.", "based_on": "step-1"}],
        "level_descriptions": [{"level": n, "text": f"Level {n}."} for n in range(1, 8)],
        "comparisons": [{"against": "Nothing", "strength": "It is.", "other_strength": "Cheap."}],
        "mistakes": [{"mistake": "Waiting.", "consequence": "Nothing.", "fix": "Begin."}],
        "practices": [{"practice": "Early.", "detail": "Today.", "impact": "Time."}],
        "faqs": [{"question": "Why?", "answer": "Because."}],
        "related_terms": [{"target": "second", "why": "It is near."}], "quiz": QUIZ,
    }  # fmt: skip
    assert make(admin, "third", **whole).status_code == 302
    term = Term.objects.get(slug="third")
    figure = term.figures.get().pk
    lacking = dict(fields({
        "sections": list(sections_of(["status", "quiz", "explanation"])),
        "title": "Third", "slug": "third", "category": term.category_id, "status": "published",
        "updated_on": "2026-11-28", "linking": "auto", "kind": "full", "quiz": QUIZ,
    }))  # fmt: skip
    address = f"/admin/terms/term/{term.pk}/change/"
    refused = admin.post(address, lacking).text
    for part in ("TL;DR", "Explanation"):
        assert f"{part}</a>: is missing" in refused
    metric = {"figure": figure, "label": "Share", "measures": "How much.", "position": 0}
    benchmark = {
        "industry": "All", "metric": "Share", "unit": "percent", "figure": figure, "position": 0,
        "lagging_high": "30", "typical_low": "50", "typical_high": "70.5", "leading_low": "85",
    }  # fmt: skip
    opened = {"key_metrics-0-figure": "", "benchmarks-0-figure": ""}
    more = form_of(admin, term, **opened) | {"status": "published"}
    for prefix, row in (("key_metrics", metric), ("benchmarks", benchmark)):
        more[f"{prefix}-TOTAL_FORMS"] = 1
        more |= {f"{prefix}-0-{name}": value for name, value in row.items()}
    response = admin.post(address, more)
    assert response.status_code == 302, response.context["errors"]
    assert Client().get("/quizzes/third/").status_code == 200
    assert "status" not in loads_and_comes_back(tmp_path)["terms/third/term.md"].decode()
    assert Client().get("/quizzes/third/").status_code == 200


PIECES = {
    "terms/first/term.md": ("tldr",),
    "terms/first/quiz.yaml": ("questions",),
    "terms/first/maturity.yaml": ("levels",),
}


@pytest.mark.parametrize(("name", "field"), [(n, f) for n, fs in PIECES.items() for f in fs])
@pytest.mark.parametrize("how", ["gone", "empty"])
def test_a_file_may_leave_out_of_a_draft_what_others_need(
    content: Path, tmp_path: Path, name: str, field: str, how: str
) -> None:
    path, front = content / name, content / "terms/first/term.md"
    path.write_text(without(path.read_text(), field, keep=how == "empty"))
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content))
    front.write_text(front.read_text().replace("category:", "status: draft\ncategory:", 1))
    load(content)
    assert loads_and_comes_back(tmp_path) == bytes_of(content)
    said = StringIO()
    call_command("check_content", str(content), stdout=said, stderr=said)
    assert f"content/{name}:" in said.getvalue()
    assert re.search(rf"warning missing: ({field}|is missing)", said.getvalue())


def without(text: str, field: str, *, keep: bool) -> str:
    """A YAML text without a field of its first level, or without what it says."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = line.startswith(f"{field}:") or (inside and line.startswith((" ", "-  ")))
        if not inside:
            kept.append(line)
        elif keep and line.startswith(field):
            kept.append(f"{field}:\n")
    return "".join(kept) or "# nothing yet\n"


def test_files_of_a_draft_may_be_missing_and_go(content: Path, tmp_path: Path) -> None:
    load(content)
    front = content / "terms/first/term.md"
    front.write_text(front.read_text().replace("category:", "status: review\ncategory:", 1))
    for name in ("quiz", "maturity", "cost"):
        (content / f"terms/first/{name}.yaml").unlink()
    assert "quizzes: 1 withdrawn" in load(content)
    first = Term.objects.get(slug="first")
    assert not first.quizzes.filter(is_current=True).exists()
    assert not first.level_descriptions.exists()
    assert loads_and_comes_back(tmp_path) == bytes_of(content)


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"slug": "Not_A-Slug"}, "is not a slug"),
    ({"slug": "practice"}, "is the address of another page"),
    ({"title": "the FIRST"}, "is already a name of 'first'"),
    ({"aliases": [{"name": "The second"}]}, "is already a name of 'second'"),
    ({"publish_on": "2999-01-01"}, "'publish_on' belongs to a scheduled term"),
    ({"status": "published", "publish_on": "2999-01-01"}, "belongs to a scheduled term"),
    ({"status": "published"}, "TL;DR</a>: is missing. Write it"),
    ({"explanation": "One.\n\n## Why it matters\n\nTwo."}, "has a heading of level 2; inside a section"),
    ({"explanation": "One.\n\n# More\n\nTwo."}, "headings are written ### or ####"),
    ({"figures": [FIGURE | {"kind": "calculation"}]}, "every calculation needs it"),
    ({"figures": [FIGURE | {"as_of": "soon"}]}, "a year, a month or a day"),
    ({"checklist_items": [{"key": "A_B", "text": "x", "based_on": "explanation"}]}, "Checklist, entry 1, Key</a>: use lower-case letters"),
    ({"checklist_items": [{"key": "a-b", "text": "x", "based_on": "somewhere"}]}, "based_on"),
    ({"pictures": [{"kind": "flow", "title": "So."}]}, "Picture part</a>: is missing"),
    ({"picture_parts": [{"label": "One"}]}, "Picture, entry 1, Kind</a>: is missing"),
    ({"quiz": "questions: 6"}, "questions: Input should be a valid list"),
    ({"quiz": "questions:\n  - key: one\n"}, "line 2, questions.0.stem: is missing"),
    ({"quiz": "a: &a [1]\nb: *a"}, "aliases"),
    ({"quiz": QUIZ.replace("question-2", "question-1")}, "stands more than once"),
)  # fmt: skip


def test_what_no_file_could_say_is_refused(content: Path, admin: Client) -> None:
    load(content)
    versions = FileVersion.objects.count()
    for values, reason in REFUSED:
        response = make(admin, **{"slug": "third"} | values)
        assert response.status_code == 200, values
        assert reason.replace("'", "&#x27;") in response.text, values
        assert (Term.objects.count(), FileVersion.objects.count()) == (2, versions)


def test_what_stands_beside_the_terms_is_held_to_its_file_too(content: Path, admin: Client) -> None:
    load(content)
    whole = {
        "source": {
            "key": "new", "title": "New", "authors": "A", "published": "2026", "url": "",
            "checked_on": "2026-11-28", "read_as": "primary", "read_at": "", "note": "",
        },
        "category": {"position": 0},
    }  # fmt: skip
    for kind, values, reason in (
        ("category", {"slug": "Not_A", "title": "New", "description": "New."}, "slug"),
        ("source", {"key": "a key!"}, "key"),
        ("source", {"published": "March"}, "a year, a month or a day"),
        ("source", {"url": "ftp://example.org/"}, "url"),
    ):
        response = admin.post(f"/admin/terms/{kind}/add/", whole[kind] | values)
        assert response.status_code == 200, values
        assert reason in str(response.context["errors"]), values
        assert (Source.objects.count(), Category.objects.count()) == (1, 1)


def test_the_hints_of_a_new_term_outlive_an_edit(content: Path, admin: Client) -> None:
    call_command("new_term", "drift", folder=content, stdout=StringIO())
    load(content)
    term = Term.objects.get(slug="drift")
    before = (content / "terms/drift/term.md").read_text()
    address = f"/admin/terms/term/{term.pk}/change/"
    sent = form_of(admin, term, tldr="It moves.", abbreviation="Drift")
    assert admin.post(address, sent).status_code == 302
    text = FileVersion.objects.current().get(path="terms/drift/term.md").text
    expected = before.replace("tldr:\n", "tldr: It moves.\n")
    assert text == expected.replace("abbreviation:\n", "abbreviation: Drift\n")
    sent = form_of(admin, term, explanation="Data move.")
    assert admin.post(address, sent).status_code == 302
    after = FileVersion.objects.current().get(path="terms/drift/term.md").text
    assert after.startswith(text[: text.index("\n---\n")])
    assert after.endswith("---\n## Explanation\n\nData move.\n")


def test_a_slug_that_another_one_had_before_stays_its_own(content: Path, admin: Client) -> None:
    front = content / "terms/first/term.md"
    front.write_text(front.read_text().replace("category:", "was: before\ncategory:", 1))
    shelves = content / "categories.yaml"
    shelves.write_text(shelves.read_text() + "    was: [basics]\n")
    load(content)
    assert "&#x27;first&#x27; was &#x27;before&#x27; before" in make(admin, "before").text
    shelf = {"slug": "basics", "title": "Basics", "description": "New.", "position": 1}
    assert "is there still" in admin.post("/admin/terms/category/add/", shelf).text
    assert make(admin, "after").status_code == 302
    assert (Term.objects.count(), Category.objects.count()) == (3, 1)


def test_a_site_begun_in_the_admin_comes_back(tmp_path: Path, admin: Client) -> None:
    site = {"title": "Words", "tagline": "All", "description": "All: words."}
    assert admin.post("/admin/terms/glossary/add/", site).status_code == 302
    for place, slug in ((7, "last"), (3, "first-of-all")):
        shelf = {"slug": slug, "title": slug, "description": "#1", "position": place}
        assert admin.post("/admin/terms/category/add/", shelf).status_code == 302
    assert make(admin, "third", quiz=QUIZ).status_code == 302
    found = loads_and_comes_back(tmp_path)
    assert found["sources.yaml"] == b"sources: []\n"
    assert [shelf.slug for shelf in Category.objects.all()] == ["first-of-all", "last"]


def test_a_term_that_others_name_is_not_deleted(
    content: Path, tmp_path: Path, admin: Client
) -> None:
    load(content)
    make(admin, "third", quiz=QUIZ)
    third = Term.objects.get(slug="third")
    make(admin, "fourth", related_terms=[{"target": third.slug, "why": "It is near."}])
    for address, data in (
        (f"/admin/terms/term/{third.pk}/delete/", {"post": "yes"}),
        ("/admin/terms/term/", {
            "action": "delete_selected", "_selected_action": third.pk, "post": "yes"}),
    ):  # fmt: skip
        said = admin.post(address, data, follow=True)
        assert "&#x27;third&#x27; does not exist" in said.text
        assert Term.objects.filter(slug="third").exists()
    fourth = Term.objects.get(slug="fourth")
    admin.post(f"/admin/terms/term/{fourth.pk}/delete/", {"post": "yes"})
    admin.post(f"/admin/terms/term/{third.pk}/delete/", {"post": "yes"})
    assert sorted(Term.objects.values_list("slug", flat=True)) == ["first", "second"]
    assert loads_and_comes_back(tmp_path) == bytes_of(content)


def test_levels_and_costs_of_what_readers_see_stay_whole(
    content: Path, tmp_path: Path, admin: Client
) -> None:
    load(content)
    first = Term.objects.get(slug="first")
    level = first.level_descriptions.get(level=3)
    address = f"/admin/maturity/leveldescription/{level.pk}/delete/"
    assert "there is no 3" in admin.post(address, {"post": "yes"}, follow=True).text
    assert first.level_descriptions.count() == 7
    scenario = CostScenario.objects.get()
    admin.post(f"/admin/calculator/costscenario/{scenario.pk}/delete/", {"post": "yes"})
    assert not CostScenario.objects.exists()
    assert "terms/first/cost.yaml" not in loads_and_comes_back(tmp_path)


def test_a_quiz_that_is_edited_becomes_the_next_version(content: Path, admin: Client) -> None:
    load(content)
    first = Term.objects.get(slug="first")
    address = f"/admin/terms/term/{first.pk}/change/"
    text = str(sent_of(admin.get(address, {"open": "quiz"}))["quiz"])
    assert text == (content / "terms/first/quiz.yaml").read_text()
    changed = text.replace("It is right.", "So.").replace("\n", "\r\n")
    sent = form_of(admin, first, quiz=changed)
    response = admin.post(address, sent)
    assert response.status_code == 302, response.context["errors"]
    question = Quiz.objects.get(term=first, is_current=True).questions.all()[0]
    assert question.options.all()[0].reason == "So."
    version = FileVersion.objects.current().get(path="terms/first/quiz.yaml")
    assert (version.how, version.number) == ("edited", 2)
    assert version.text == text.replace("It is right.", "So.")
    before = FileVersion.objects.count()
    assert admin.post(address, form_of(admin, first)).status_code == 302
    assert FileVersion.objects.count() == before
    assert "terms: 2 unchanged" in load(content)


def test_what_was_let_through_once_is_named_by_the_dump(content: Path, tmp_path: Path) -> None:
    load(content)
    Quiz.objects.update(content_digest="")
    path = "terms/first/maturity.yaml"
    FileVersion.objects.filter(path=path).delete()
    with pytest.raises(CommandError, match="load_content would not take it"):
        call_command("dump_content", str(tmp_path / "content"))
    assert (tmp_path / "content/terms/first/term.md").exists()
