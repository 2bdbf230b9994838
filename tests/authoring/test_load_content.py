"""`manage.py load_content`: everything or nothing, and every error with its place."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from calculator.models import CostScenario
from learners.models import Learner
from maturity.models import Assessment, MaturityModel
from quizzes.models import Attempt, Quiz
from terms.browse.facets import count_facets
from terms.models import Alias, ChecklistItem, ChecklistTick, Source, Term
from terms.search.finding import Filters, find_terms
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]


def load(content: Path, *options: str) -> str:
    out = StringIO()
    call_command("load_content", str(content), *options, stdout=out)
    return out.getvalue()


def errors(content: Path) -> str:
    """The complaints of a load that fails and leaves the database as it was."""
    before = list(Term.objects.values_list("slug", "updated_on"))
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    assert list(Term.objects.values_list("slug", "updated_on")) == before
    return err.getvalue()


def searched(query: str) -> list[str]:
    return [hit.term.slug for hit in find_terms(query, Filters(), limit=9).hits]


def test_search_and_the_counts_follow_the_files(content: Path, spoil: Spoil) -> None:
    load(content)
    assert searched("second alias")[0] == "second"
    assert count_facets().total == 2
    spoil("terms/first/term.md", "first alias", "quaint alias")
    load(content)
    assert searched("quaint alias") == ["first"]


def test_every_section_is_loaded(content: Path) -> None:
    assert "terms: 2 created" in load(content)
    term = Term.objects.get(slug="first")
    assert term.status == Term.Status.PUBLISHED
    assert 'href="#figure-F1"' in term.tldr_html
    assert 'href="/terms/second/"' in term.explanation_html
    assert [alias.name for alias in term.aliases.all()] == ["first alias"]
    benchmark = term.benchmarks.get()
    assert [str(band) for band in benchmark.bands] == ["< 30%", "50% – 70.5%", "> 85%"]
    assert term.related_terms.get().target.slug == "second"
    assert term.level_descriptions.count() == 7
    assert Quiz.objects.get(term=term).questions.count() == 6
    assert sum(tier.share for tier in CostScenario.objects.get().tiers.all()) == Decimal(1)
    assert term.word_count > 30


def test_loading_twice_changes_nothing(content: Path) -> None:
    load(content)
    ids = list(ChecklistItem.objects.values_list("pk", flat=True))
    report = load(content)
    assert "created" not in report
    assert "updated" not in report
    assert "terms: 2 unchanged" in report
    assert list(ChecklistItem.objects.values_list("pk", flat=True)) == ids


@pytest.mark.parametrize(
    ("name", "before", "after", "field", "message"),
    [
        ("terms/first/term.md", "tldr:", "tl_dr: x\ntldr:", "tl_dr", "Extra inputs"),
        ("terms/first/term.md", "tldr:", "status: scheduled\ntldr:", "", "publish_on"),
        ("terms/first/term.md", "tldr:", "status: retired\nreplaced_by: first\ntldr:",
         "replaced_by", "'first'"),
        ("terms/first/term.md", "source: a-source", "source: nowhere", "figures.0.source", "nowhere"),
        ("terms/first/term.md", "term: second", "term: third", "related.0.term", "third"),
        ("terms/first/term.md", "term: second", "term: first", "related.0.term", "itself"),
        ("terms/first/term.md", "- figure: F1", "- figure: F2", "key_metrics.0.figure", "F2"),
        ("terms/first/term.md", "[step-1]", "[step-9]", "checklist.0.based_on.0", "step-9"),
        ("terms/first/term.md", "kind: estimate", "kind: guess", "figures.0.kind", "measured"),
        ("terms/first/term.md", "as_of: 2026", "as_of: soon", "figures.0.as_of", "soon"),
        ("terms/first/term.md", "category: foundations", "category: x", "category", "'x'"),
        ("terms/second/term.md", "[second alias]", "[The FIRST]", "aliases.0", "'The FIRST'"),
        ("terms/second/term.md", "[second alias]", '["the\\u3000FI\\u00adRST"]', "aliases.0", "'first'"),
        ("terms/second/term.md", "[second alias]", "[Thé First¹]", "aliases.0", "'first'"),
        ("terms/first/term.md", "(term:second)", "(term:third)", "explanation", "third"),
        ("terms/first/term.md", "## Why it matters", "## Because", "Because", "known heading"),
        ("terms/first/term.md", "title: The first", "title: [", "", "not YAML"),
        ("terms/first/term.md", "title: The first", "title: A\ntitle: B", "title", "second time"),
        ("terms/first/term.md", "low: 50, high: 70.5", "low: 70.5, high: 50", "typical", "below"),
        ("terms/first/quiz.yaml", "  - key: question-6", "  - kye: question-6", "kye", "Extra"),
        ("terms/first/quiz.yaml", "reason: It is wrong.", "reason: No.\n        right: true",
         "questions.0", "2 options are marked right"),
        ("terms/first/cost.yaml", "share: 30%", "share: 31%", "", "1.01"),
        ("terms/first/cost.yaml", "share: 30%", "share: thirty", "tiers.1.share", "70%"),
        ("terms/first/cost.yaml", "price_usd: 0.01", "price_usd: -1", "tiers.0.price_usd", "0"),
        ("terms/first/maturity.yaml", "level: 2", "level: 3", "", "in order"),
        ("maturity/model.yaml", "level: 2", "level: 1", "statements.0.level", "2"),
        ("maturity/model.yaml", "term: second", "term: third", "helps.0.term", "third"),
        ("maturity/model.yaml", "source: a-source", "source: nowhere", "statements.0.source", "nowhere"),
        ("sources.yaml", "checked_on: 2026-11-22", "checked_on: 2026-13-45", "checked_on", "2026-13"),
        ("sources.yaml", "url: https", "url: javascript", "url", "pattern"),
        ("site.yaml", "source: a-source", "source: nowhere", "advisor.source", "nowhere"),
        ("site.yaml", "description: What", "first_term: third\n  description: What",
         "glossary.first_term", "third"),
        ("site.yaml", "description: What", "start_with: [first, third]\n  description: What",
         "glossary.start_with.1", "third"),
        ("site.yaml", "description: What", "start_with: [first, first]\n  description: What",
         "glossary.start_with.1", "twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_and_field(
    content: Path, spoil: Spoil, name: str, before: str, after: str, field: str, message: str
) -> None:
    spoil(name, before, after)
    complaints = errors(content)
    assert any(
        line.startswith(f"content/{name}:") and field in line and message in line
        for line in complaints.splitlines()
    ), complaints


def test_a_term_may_have_a_name_with_accents_and_without(content: Path, spoil: Spoil) -> None:
    spoil("terms/second/term.md", "[second alias]", "[Naïve Bayes, Naive Bayes]")
    load(content)
    names = Alias.objects.filter(term__slug="second").values_list("name", flat=True)
    assert list(names) == ["Naïve Bayes", "Naive Bayes"]
    assert searched("naive bayes") == ["second"]


def test_the_line_is_that_of_the_value(content: Path, spoil: Spoil) -> None:
    figure = spoil("terms/first/term.md", "kind: estimate", "kind: guess")
    prose = spoil("terms/second/term.md", "(term:first)", "(figure:F9)")
    complaints = errors(content)
    assert f"content/terms/first/term.md:{figure}: figures.0.kind" in complaints
    assert f"content/terms/second/term.md:{prose}: explanation: links to" in complaints


def test_all_mistakes_are_reported_at_once(content: Path, spoil: Spoil) -> None:
    load(content)
    spoil("terms/first/term.md", "kind: estimate", "kind: guess")
    spoil("terms/second/quiz.yaml", "key: question-6", "key: question-5")
    spoil("terms/first/cost.yaml", "share: 70%", "share: 60%")
    complaints = errors(content).splitlines()
    assert len(complaints) == 3


def test_a_quiz_without_six_questions_is_refused(content: Path) -> None:
    path = content / "terms/first/quiz.yaml"
    path.write_text(path.read_text().split("  - key: question-6")[0])
    assert "quiz.yaml:1: questions: 5 of the 6 questions are there" in errors(content)


@pytest.mark.parametrize("name", ["sources", "categories"])
def test_a_missing_file_makes_nothing_else_wrong(content: Path, name: str) -> None:
    (content / f"{name}.yaml").unlink()
    assert errors(content) == f"content/{name}.yaml:1: is missing\n"


def test_an_entry_needs_neither_a_quiz_nor_a_ladder(content: Path) -> None:
    (content / "terms/first/quiz.yaml").unlink()
    (content / "terms/first/maturity.yaml").unlink()
    call_command("load_content", content, verbosity=0)
    assert Client().get("/terms/first/").status_code == 200


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"a: &a [1]\nb: *a\n", "aliases"),
        (b"x" * 1_000_001, "larger than"),
        (b"[" * 5_000, "not YAML"),
        (b"[" * 999_999, "not YAML"),
        (b"a: " * 300_000, "not YAML"),
        (b"- " * 499_999, "not YAML"),
        (b"", "valid dictionary"),
    ],
)
def test_a_broken_file_is_refused(content: Path, data: bytes, message: str) -> None:
    (content / "sources.yaml").write_bytes(data)
    assert message in errors(content)


def test_a_link_out_of_the_folder_is_refused(content: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text((content / "sources.yaml").read_text())
    (content / "sources.yaml").unlink()
    (content / "sources.yaml").symlink_to(outside)
    assert "leads out" in errors(content)


def test_a_folder_that_links_out_is_refused_and_one_that_links_inside_is_read(
    content: Path, tmp_path: Path
) -> None:
    folder = content / "terms" / "second"
    inside = folder.rename(content / "elsewhere")
    folder.symlink_to(inside)
    load(content)
    folder.unlink()
    folder.symlink_to(inside.rename(tmp_path / "outside"))
    assert "terms/second/term.md:1: is a link that leads out" in errors(content)


@pytest.mark.parametrize("command", [["load_content"], ["check_content", "--links"]])
def test_a_database_without_tables_is_named(
    content: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="has no tables yet"):
        call_command(*command, str(content))


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(tmp_path / "nothing"), stderr=StringIO())


def test_a_change_updates_its_term_alone_and_keeps_ticks(content: Path, spoil: Spoil) -> None:
    load(content)
    item = ChecklistItem.objects.get(term__slug="first")
    ChecklistTick.objects.create(learner=Learner.objects.create(), item=item)
    spoil("terms/first/term.md", "text: It has begun.", "text: It has really begun.")
    assert "terms: 1 updated, 1 unchanged" in load(content)
    item.refresh_from_db()
    assert item.text_html == "<p>It has really begun.</p>"
    assert item.ticks.count() == 1


def test_a_changed_level_is_shown_as_it_is_written(content: Path, spoil: Spoil) -> None:
    load(content)
    spoil("terms/first/maturity.yaml", "Level 4.", "The *fourth*.")
    load(content)
    level = Term.objects.get(slug="first").level_descriptions.get(level=4)
    assert (level.text, level.text_html) == ("The *fourth*.", "<p>The <em>fourth</em>.</p>")


def test_a_changed_quiz_keeps_the_version_that_was_answered(content: Path, spoil: Spoil) -> None:
    load(content)
    quiz = Quiz.objects.get(term__slug="first")
    attempt = Attempt.objects.create(learner=Learner.objects.create(), quiz=quiz)
    spoil("terms/first/quiz.yaml", "The right one", "The one that is right")
    load(content)
    attempt.refresh_from_db()
    assert attempt.quiz.questions.first().options.first().text == "The right one"
    assert not attempt.quiz.is_current
    current = Quiz.objects.current().get(term__slug="first")
    assert (current.version, current.questions.count()) == (2, 6)


def test_a_changed_assessment_keeps_the_version_that_was_answered(
    content: Path, spoil: Spoil
) -> None:
    load(content)
    model = MaturityModel.objects.get()
    Assessment.objects.create(learner=Learner.objects.create(), model=model)
    spoil("maturity/model.yaml", "text: It ships.", "text: It ships daily.")
    load(content)
    assert MaturityModel.objects.count() == 2
    assert MaturityModel.objects.current().get().version == 2


def test_an_unanswered_quiz_is_replaced(content: Path, spoil: Spoil) -> None:
    load(content)
    spoil("terms/first/quiz.yaml", "The right one", "The one that is right")
    load(content)
    assert Quiz.objects.filter(term__slug="first").count() == 1


def test_a_term_without_a_folder_is_withdrawn(content: Path, spoil: Spoil) -> None:
    load(content)
    for path in (content / "terms/second").iterdir():
        path.unlink()
    (content / "terms/second").rmdir()
    spoil("terms/first/term.md", "term: second", "term: first")
    assert "itself" in errors(content)
    (content / "terms").rename(content / "old")
    (content / "maturity/model.yaml").unlink()
    assert "terms: 2 withdrawn" in load(content, "--withdraw")
    assert not Term.objects.published().exists()
    assert searched("the first") == []
    assert count_facets().total == 0


@pytest.mark.parametrize(
    ("lines", "status", "loaded"),
    [
        ("status: review", "review", "review"),
        ("status: scheduled\npublish_on: 2999-01-01", "scheduled", "scheduled"),
        ("status: scheduled\npublish_on: 2020-01-01", "scheduled", "published"),
        ("status: retired\nreplaced_by: second", "retired", "retired"),
    ],
)
def test_a_term_has_the_state_of_its_file(
    content: Path, spoil: Spoil, lines: str, status: str, loaded: str
) -> None:
    spoil("terms/first/term.md", "category:", f"{lines}\ncategory:")
    load(content)
    term = Term.objects.get(slug="first")
    assert term.status == loaded
    assert (term.replaced_by is not None) == (status == "retired")
    call_command("dump_content", str(content), stdout=StringIO())
    assert lines in (content / "terms/first/term.md").read_text()
    assert "terms: 2 unchanged" in load(content)
    Term.objects.filter(pk=term.pk).update(edited_at=timezone.now())
    call_command("dump_content", str(content), stdout=StringIO())
    assert lines in (content / "terms/first/term.md").read_text()


def test_two_retired_terms_do_not_replace_each_other(content: Path, spoil: Spoil) -> None:
    for slug, other in (("first", "second"), ("second", "first")):
        lines = f"status: retired\nreplaced_by: {other}\ncategory:"
        spoil(f"terms/{slug}/term.md", "category:", lines)
    complaints = errors(content)
    assert "replaced_by: 'first' is retired too" in complaints
    assert "replaced_by: 'second' is retired too" in complaints


def test_two_rows_in_the_same_place_are_one_after_a_load(content: Path, spoil: Spoil) -> None:
    load(content)
    first = Term.objects.get(slug="first")
    for relation in (first.faqs, first.steps):
        row = relation.get()
        row.pk = None
        row.save()
    spoil("terms/first/term.md", "It does.", "It really does.")
    load(content)
    assert (first.faqs.count(), first.steps.count()) == (1, 1)


@pytest.fixture
def edited(content: Path, spoil: Spoil) -> Path:
    """A folder of which a term was edited in the admin before its file changed too."""
    load(content)
    first = Term.objects.get(slug="first")
    first.faqs.update(answer="Edited.")
    first.tldr, first.edited_at = "Edited.", timezone.now()
    first.save()
    assert "terms: 2 unchanged" in load(content)
    spoil("terms/first/term.md", "It does.", "It really does.")
    return content


def test_an_edit_in_the_admin_is_a_conflict_shown_as_a_difference(edited: Path) -> None:
    complaints = errors(edited)
    assert "edited in the admin" in complaints
    changed = [line for line in complaints.splitlines() if line.startswith(("+", "-"))]
    assert changed[:4] == [
        "--- content/terms/first/term.md as edited",
        "+++ content/terms/first/term.md",
        "-tldr: Edited.",
        "+tldr: It is [70%](figure:F1) of everything.",
    ]
    assert changed[4:] == [
        "-    answer: Edited.",
        "+    answer: Because.",
        "-It does.",
        "+It really does.",
    ]


def test_their_file_replaces_the_edit(edited: Path) -> None:
    assert "terms: 1 updated, 1 unchanged" in load(edited, "--theirs")
    assert Term.objects.get(slug="first").tldr.startswith("It is")
    assert "terms: 2 unchanged" in load(edited)


def test_our_edit_stays_until_the_file_changes_once_more(edited: Path, spoil: Spoil) -> None:
    assert "terms: 2 unchanged" in load(edited, "--ours")
    assert "terms: 2 unchanged" in load(edited)
    assert Term.objects.get(slug="first").tldr == "Edited."
    spoil("terms/first/term.md", "It really does.", "Of course it does.")
    assert "edited in the admin" in errors(edited)


def test_an_edit_that_the_file_has_taken_over_is_no_conflict(edited: Path, spoil: Spoil) -> None:
    Term.objects.filter(slug="first").update(tldr="Edited.\r\n", why_it_matters="It really does.")
    spoil("terms/first/term.md", "It is [70%](figure:F1) of everything.", "Edited.")
    assert "+    answer: Because." in errors(edited)
    spoil("terms/first/term.md", "answer: Because.", "answer: Edited.")
    assert "terms: 2 unchanged" in load(edited)
    assert Term.objects.get(slug="first").edited_at is None


def test_only_one_of_the_two_can_win(content: Path) -> None:
    with pytest.raises(CommandError, match="not allowed with"):
        load(content, "--theirs", "--ours")


def test_a_failure_in_the_middle_leaves_the_old_content(
    content: Path, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(content)
    spoil("terms/first/term.md", "title: The first", "title: The changed")
    spoil("sources.yaml", "title: A publication", "title: Another publication")

    def fail(*args: object, **kwargs: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("authoring.load.loading.load_quizzes", fail)
    with pytest.raises(KeyboardInterrupt):
        load(content)
    assert Term.objects.get(slug="first").title == "The first"
    assert Source.objects.get().title == "A publication"
