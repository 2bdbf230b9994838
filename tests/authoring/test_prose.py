"""Markdown in every file: shown as it was meant, or refused with the file and the line."""

from io import StringIO
from pathlib import Path
from typing import Annotated

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pydantic import TypeAdapter, ValidationError

from authoring.files.library import read_library
from authoring.specs import maturity as maturity_specs
from authoring.specs import quiz as quiz_specs
from authoring.specs import site as site_specs
from authoring.specs import term as term_specs
from authoring.specs import worked_example as worked_specs
from authoring.specs.values import Spec
from quizzes.models import Option
from terms.fields.prose import ProseField
from terms.markdown.prose import Form
from terms.models import Practice, Term
from tests.authoring.conftest import Spoil
from tests.authoring.test_editing import form_of as sent_form
from tests.authoring.test_editing import sent_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FENCED = """\
Before.

```yaml
## Where it is used

key: value
```

~~~~
~~~
## Because
~~~~

> ## Quoted

<!--
## Where it is used
-->

- ## In a list

After.
"""


def load(content: Path) -> None:
    call_command("load_content", str(content), stdout=StringIO())


def complaints(content: Path) -> list[str]:
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("load_content", str(content), stdout=StringIO(), stderr=errors)
    return errors.getvalue().splitlines()


def test_a_heading_in_code_or_a_comment_begins_no_section(content: Path, spoil: Spoil) -> None:
    allowed = FENCED.replace("> ## Quoted\n\n", "").replace("- ## In a list\n\n", "")
    spoil("terms/first/term.md", "See [the other](term:second).", allowed)
    load(content)
    term = Term.objects.get(slug="first")
    assert term.explanation == allowed.strip()
    assert term.where_used == "Everywhere."
    assert term.explanation_html.count("<pre") == 2
    assert "## Where it is used\n\nkey: value" in term.explanation_html
    assert "<!--" not in term.explanation_html


def test_a_heading_of_a_section_elsewhere_is_refused_where_it_stands(
    content: Path, spoil: Spoil
) -> None:
    line = spoil("terms/first/term.md", "See [the other](term:second).", FENCED)
    told = complaints(content)
    quoted, listed = (FENCED.split("\n").index(one) for one in ("> ## Quoted", "- ## In a list"))
    assert [one.split(": ")[0] for one in told] == [
        f"content/terms/first/term.md:{line + quoted}",
        f"content/terms/first/term.md:{line + listed}",
    ]


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("terms/first/term.md", "Everywhere.", "Every\nwhere <i>x</i>.", "where_used: has the HTML <i>"),
        ("terms/first/term.md", "Everywhere.", "Every\nwhere\n\nTitle\n===", "where_used: has a heading"),
        ("terms/first/term.md", "Everywhere.", "![x](x.png)", "where_used: shows 'x.png'"),
        ("terms/first/term.md", "Everywhere.", "a[^1]\n\n[^2]: b", "where_used: defines the footnote"),
        ("terms/first/term.md", "tldr: It", "tldr: <b>It</b>", "tldr: has the HTML <b>"),
        ("terms/first/term.md", "use: To build.", "use: |\n      To\n\n      ![b](b.png)", "who_uses_it.0.use"),
        ("terms/first/term.md", "text: It has begun.", "text: |-\n      It\n\n      has.", "checklist.0.text"),
        ("terms/first/term.md", "states: Seven in ten.", "states: Seven[^1]", "figures.0.states"),
        ("terms/first/quiz.yaml", "text: The right one", "text: '![a](b.png)'", "options.0.text"),
        ("terms/first/quiz.yaml", "stem: What is the answer to 1?", "stem: \"What?\\n\\n- a\"", "questions.0.stem"),
        ("terms/first/quiz.yaml", "reason: It is right.", "reason: <u>So</u>", "options.0.reason"),
        ("terms/first/maturity.yaml", "text: Level 3.", "text: <br>", "levels.2.text"),
        ("maturity/model.yaml", "summary: Where you stand.", "summary: '[a](b)'", "summary"),
        ("maturity/model.yaml", "evidence: A log.", "evidence: '# A log'", "evidence"),
        ("site.yaml", "description: What it is for.", "description: <p>What", "glossary.description"),
        ("site.yaml", "summary: Reads bills.", "summary: '![a](a.png)'", "advisor.summary"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_wherever_it_is_written(
    content: Path, spoil: Spoil, name: str, before: str, after: str, words: str
) -> None:
    line = spoil(name, before, after)
    wrong = next(
        at for at, one in enumerate(after.split("\n"))
        if any(sign in one for sign in ("<", "![", "[^2", "n[^1]", "Title", "has.", "#", "[a]", "\\n"))
    )  # fmt: skip
    assert any(
        one.startswith(f"content/{name}:{line + wrong}: ") and words in one
        for one in complaints(content)
    ), complaints(content)


def test_a_file_that_ends_in_an_open_fence_says_so(content: Path, spoil: Spoil) -> None:
    line = spoil("terms/first/term.md", "Everywhere.", "```\nEverywhere.")
    told = complaints(content)
    assert any(f"term.md:{line}: where_used: has code that begins with ```" in one for one in told)


def test_a_section_cannot_begin_with_indented_code(content: Path, spoil: Spoil) -> None:
    line = spoil("terms/first/term.md", "Everywhere.", "    code")
    assert any(
        f"term.md:{line}: where_used: begins with indented" in one for one in complaints(content)
    )


def test_a_dead_link_is_found_however_it_is_written(content: Path, spoil: Spoil) -> None:
    line = spoil("terms/first/term.md", "Everywhere.", "[a][b], <term:gone>\n\n[b]: figure:F9")
    told = complaints(content)
    for name in ("the figure 'F9'", "the term 'gone'"):
        assert any(
            one.startswith(f"content/terms/first/term.md:{line}:") and name in one for one in told
        )
    spoil("terms/first/term.md", "[a][b], <term:gone>\n\n[b]: figure:F9", "`[a](term:gone)`")
    load(content)


PAIRS = [
    (term_specs.TermSpec, "terms.Term"),
    (term_specs.ProseSpec, "terms.Term"),
    (term_specs.FigureSpec, "terms.Figure"),
    (term_specs.TakeawaySpec, "terms.Takeaway"),
    (term_specs.CitationSpec, "terms.Citation"),
    (term_specs.KeyMetricSpec, "terms.KeyMetric"),
    (term_specs.RoleSpec, "terms.Role"),
    (term_specs.StepSpec, "terms.Step"),
    (term_specs.ChecklistItemSpec, "terms.ChecklistItem"),
    (term_specs.ComparisonSpec, "terms.Comparison"),
    (term_specs.MistakeSpec, "terms.Mistake"),
    (term_specs.PracticeSpec, "terms.Practice"),
    (term_specs.BenchmarkSpec, "terms.Benchmark"),
    (term_specs.FaqSpec, "terms.Faq"),
    (worked_specs.WorkedExampleSpec, "terms.WorkedExample"),
    (worked_specs.WorkedStepSpec, "terms.WorkedStep"),
    (term_specs.RelatedSpec, "terms.RelatedTerm"),
    (term_specs.ContrastSpec, "terms.Contrast"),
    (term_specs.HomonymSpec, "terms.Homonym"),
    (site_specs.GlossarySpec, "terms.Glossary"),
    (site_specs.AdvisorSpec, "advisory.Advisor"),
    (term_specs.LevelSpec, "maturity.LevelDescription"),
    (quiz_specs.OptionSpec, "quizzes.Option"),
    (quiz_specs.StepInOrderSpec, "quizzes.Option"),
    (quiz_specs.QuestionSpec, "quizzes.Question"),
    (quiz_specs.NumberSpec, "quizzes.Question"),
    (maturity_specs.StatementSpec, "maturity.Statement"),
    (maturity_specs.DimensionSpec, "maturity.Dimension"),
    (maturity_specs.MaturityModelSpec, "maturity.MaturityModel"),
]
PROBES = {"- a": Form.BLOCKS, "a[^1]\n\n[^1]: b": Form.ARTICLE}


def form_of(spec: type[Spec], name: str) -> Form:
    """The form of the texts that the field of a spec takes, by trying them."""
    field = spec.model_fields[name]
    adapter = TypeAdapter(Annotated[field.annotation, *field.metadata, None])

    def takes(text: str) -> bool:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return False
        return True

    return max(
        (form for text, form in PROBES.items() if takes(text)), default=Form.LINE, key=[*Form].index
    )


@pytest.mark.parametrize(("spec", "label"), PAIRS)
def test_a_file_and_a_form_of_the_admin_take_the_same(spec: type[Spec], label: str) -> None:
    model = apps.get_model(label)
    fields = {one.name: one for one in model._meta.get_fields() if isinstance(one, ProseField)}
    shared = fields.keys() & spec.model_fields.keys()
    assert shared
    for name in shared:
        assert form_of(spec, name) is fields[name].form, name


def test_every_prose_field_has_a_place_in_a_file() -> None:
    paired = {(label, name) for spec, label in PAIRS for name in spec.model_fields}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ProseField):
                assert (model._meta.label, field.name) in paired


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def test_the_admin_refuses_what_a_file_may_not_say(content: Path, admin: Client) -> None:
    load(content)
    term = Term.objects.get(slug="first")
    wrong = {"practices-0-detail": "![a](b.png)", "faqs-0-answer": "[a](b c) and a[^1]"}
    sent = sent_form(admin, term, tldr="- a", explanation="What\n\n<b>now</b>?", **wrong)
    page = admin.post(f"/admin/terms/term/{term.pk}/change/", sent).text
    for words in (
        "Line 1 is one paragraph, with no place for a list",
        "Line 3 has the HTML &lt;b&gt;",
        "Line 1 has no place for an image",
        "which is no link",
        "it does not define",
    ):
        assert words in page
    sent = sent_of(admin.get(f"/admin/terms/term/{term.pk}/change/?open=quiz"))
    sent["quiz"] = str(sent["quiz"]).replace("It is right.", "'![a](b.png)'")
    page = admin.post(f"/admin/terms/term/{term.pk}/change/", sent).text
    assert "has no place for an image" in page
    assert Term.objects.get(slug="first").tldr == term.tldr
    assert not Practice.objects.filter(detail="![a](b.png)")
    assert not Option.objects.filter(reason="![a](b.png)")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_of_a_fault_is_counted_by_the_line_ends_of_any_system(
    content: Path, spoil: Spoil, end: str
) -> None:
    line = spoil("terms/first/term.md", "Everywhere.", "Everywhere.\n\n[Here][there]") + 2
    file = content / "terms/first/term.md"
    file.write_bytes(file.read_text().replace("\n", end).encode())
    (first, _) = read_library(content).folders
    assert [(one.line, one.field) for one in first.problems] == [(line, "where_used")]
