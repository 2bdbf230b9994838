"""What a file may say fits its column, on SQLite and PostgreSQL, and no other value gets in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from pydantic import TypeAdapter
from pydantic import ValidationError as SpecError

from advisory.models import Advisor
from authoring.specs import cost as cost_specs
from authoring.specs import maturity as maturity_specs
from authoring.specs import path as path_specs
from authoring.specs import quiz as quiz_specs
from authoring.specs import site as site_specs
from authoring.specs import term as term_specs
from authoring.specs import worked_example as worked_specs
from authoring.specs.values import Share, Spec
from calculator.models import CostScenario, CostTier
from maturity.models import (
    Dimension,
    LevelDescription,
    MaturityModel,
    Statement,
    StatementHelp,
)
from paths.models import Path as LearningPath
from paths.models import PathStep
from quizzes.models import NumberParameter, Option, Question
from terms import models as terms
from terms.models import Benchmark, Term
from tests.authoring.conftest import Spoil

COLUMNS: dict[type[Spec], type[models.Model] | None] = {
    site_specs.SourceSpec: terms.Source,
    site_specs.SourcesSpec: None,
    site_specs.CategorySpec: terms.Category,
    site_specs.CategoriesSpec: None,
    site_specs.AdvisorSpec: Advisor,
    site_specs.GlossarySpec: terms.Glossary,
    site_specs.SiteSpec: None,
    term_specs.FigureSpec: terms.Figure,
    term_specs.TakeawaySpec: terms.Takeaway,
    term_specs.CitationSpec: terms.Citation,
    worked_specs.ListPriceSpec: None,
    term_specs.PictureSpec: terms.Picture,
    term_specs.PicturePartSpec: terms.PicturePart,
    term_specs.KeyMetricSpec: terms.KeyMetric,
    term_specs.RoleSpec: terms.Role,
    term_specs.StepSpec: terms.Step,
    term_specs.ChecklistItemSpec: terms.ChecklistItem,
    term_specs.ComparisonSpec: terms.Comparison,
    term_specs.MistakeSpec: terms.Mistake,
    term_specs.PracticeSpec: terms.Practice,
    term_specs.BandSpec: terms.Benchmark,
    term_specs.BenchmarkSpec: terms.Benchmark,
    term_specs.FaqSpec: terms.Faq,
    worked_specs.WorkedExampleSpec: terms.WorkedExample,
    worked_specs.WorkedInputSpec: terms.WorkedInput,
    worked_specs.WorkedStepSpec: terms.WorkedStep,
    term_specs.RelatedSpec: terms.RelatedTerm,
    term_specs.BroaderSpec: terms.BroaderTerm,
    term_specs.ContrastSpec: terms.Contrast,
    term_specs.PrerequisiteSpec: terms.Prerequisite,
    term_specs.TagSpec: terms.TermTag,
    term_specs.NameSpec: terms.FormerName,
    term_specs.HomonymSpec: terms.Homonym,
    term_specs.AliasSpec: terms.Alias,
    term_specs.TermSpec: Term,
    term_specs.ProseSpec: Term,
    cost_specs.TierSpec: CostTier,
    cost_specs.ExampleVolumeSpec: CostScenario,
    cost_specs.CostSpec: CostScenario,
    term_specs.LevelSpec: LevelDescription,
    term_specs.TermMaturitySpec: None,
    quiz_specs.OptionSpec: Option,
    quiz_specs.StepInOrderSpec: Option,
    quiz_specs.ParameterSpec: NumberParameter,
    quiz_specs.QuestionSpec: Question,
    **dict.fromkeys(quiz_specs.QUESTION_SPECS.values(), Question),
    quiz_specs.OptionsSpec: Question,
    quiz_specs.QuizSpec: None,
    maturity_specs.HelpSpec: StatementHelp,
    maturity_specs.StatementSpec: Statement,
    maturity_specs.DimensionSpec: Dimension,
    maturity_specs.MaturityModelSpec: MaturityModel,
    path_specs.PathStepSpec: PathStep,
    path_specs.PathSpec: LearningPath,
}
NAMES = {
    (term_specs.TermSpec, "updated"): "updated_on",
    (term_specs.BandSpec, "low"): "lagging_low",
    (term_specs.BandSpec, "high"): "leading_high",
    (quiz_specs.OptionSpec, "right"): "is_right",
    (quiz_specs.TrueFalseSpec, "reason_true"): "reason",
    (quiz_specs.TrueFalseSpec, "reason_false"): "reason",
}
"""Fields whose column has another name."""
WITHOUT_COLUMN = {
    (quiz_specs.ParameterSpec, "cost"),
    (quiz_specs.TrueFalseSpec, "answer"),
    (term_specs.ChecklistItemSpec, "based_on"),
    (term_specs.PicturePartSpec, "points"),
    (maturity_specs.DimensionSpec, "levels"),
    (site_specs.GlossarySpec, "banned_phrases"),
    (site_specs.GlossarySpec, "modules_off"),
    (site_specs.AdvisorSpec, "hours"),
    (site_specs.AdvisorSpec, "blocked_days"),
    *(
        (spec, "was")
        for spec in (
            term_specs.TermSpec,
            site_specs.CategorySpec,
            maturity_specs.MaturityModelSpec,
            path_specs.PathSpec,
        )
    ),
}
WITH_A_FORM = {("start_with", 648), ("key", 80), ("kind", 20), ("name", 40), ("section", 40)}
"""Texts that have to be of a form, by the name and the length of the column."""


def _letters(number: int) -> str:
    """A text that is so long, and no filler."""
    return ("xy" * number)[:number]


NUMBERS = [
    *(Decimal(text) for text in ("0", "1", "2", "5", "6", "7", "8", "120", "121", "-1", "0.5")),
    *(Decimal(10) ** power for power in range(-12, 21)),
    *(Decimal(10) ** power - 1 for power in range(3, 21)),
    *(-(Decimal(10) ** power) for power in range(-10, 21)),
    *map(Decimal, ("123456789.123456", "1234567.12345678", "32768", "2147483648", "3000000000")),
]
TEXTS = [
    *(_letters(number) for size in (40, 80, 120, 200, 300, 500) for number in (size, size + 1)),
    *map(_letters, (20_000, 20_001)),
    *("a\nb", "a\tb", "a\0b", "a\x07b", "a\x7fb", "a\x85b", "a\u2028b", "a\uffffb", "a b", "ä"),
]
DAYS = [datetime.date(year, 6, 1) for year in (1, 999, 1000, 1899, 1970, 2026, 2999, 3000, 9999)]
AS_OF = ["2026", "2026-03", "2026-03-10", "soon", "2026-13", "0000", "999", "2026-3", "２０２６"]


def pairs() -> Iterator[Any]:
    """Each field of a spec that is one value, with its column."""
    for spec, model in COLUMNS.items():
        for name, field in spec.model_fields.items():
            column = model and _column(model, NAMES.get((spec, name), name))
            if (spec, name) in WITHOUT_COLUMN:
                continue
            if column is not None and not column.is_relation and not column.choices:
                yield pytest.param(field, column, id=f"{spec.__name__}.{name}")


def _column(model: type[models.Model], name: str) -> Any:
    return next((one for one in model._meta.concrete_fields if one.name == name), None)


def all_specs(of: type[Spec] = Spec) -> Iterator[type[Spec]]:
    for spec in of.__subclasses__():
        yield spec
        yield from all_specs(spec)


def test_every_field_of_a_spec_is_compared() -> None:
    of_the_site = {spec for spec in all_specs() if spec.__module__.startswith("authoring.")}
    assert {spec for spec in of_the_site if spec.model_fields} == COLUMNS.keys()
    for spec, model in COLUMNS.items():
        for name, field in spec.model_fields.items():
            if model is None or (spec, name) in WITHOUT_COLUMN or "Spec" in str(field.annotation):
                continue
            assert _column(model, NAMES.get((spec, name), name)) is not None, (spec, name)


def _adapter(field: Any) -> TypeAdapter[Any]:
    whole = field.annotation
    return TypeAdapter(Annotated[whole, *field.metadata] if field.metadata else whole)


def _accepted(field: Any, value: Any) -> bool:
    try:
        _adapter(field).validate_python(value)
    except SpecError:
        return False
    return True


def _cleaned(column: Any, value: Any) -> bool:
    try:
        column.clean(value, None)
    except ValidationError:
        return False
    return True


def _probes(column: Any) -> list[Any]:
    match column:
        case models.DecimalField():
            return NUMBERS
        case models.BooleanField():
            return []
        case models.IntegerField():
            return [int(number) for number in NUMBERS if number == int(number)]
        case models.DateField():
            return DAYS
        case models.CharField(max_length=10):
            return AS_OF
        case models.SlugField() | models.URLField():
            return []
        case _ if (column.name, column.max_length) in WITH_A_FORM:
            return []
        case _:
            return TEXTS


@pytest.mark.parametrize(("field", "column"), list(pairs()))
def test_a_spec_and_its_column_agree_on_every_value(field: Any, column: Any) -> None:
    for value in _probes(column):
        assert _accepted(field, value) == _cleaned(column, value), repr(value)[:80]


@pytest.mark.parametrize(("field", "column"), list(pairs()))
def test_a_key_or_an_address_is_no_longer_than_its_column(field: Any, column: Any) -> None:
    if isinstance(column, models.CharField) and column.max_length:
        for start in ("x", "https://x.org/"):
            assert not _accepted(field, start.ljust(column.max_length + 1, "x"))


def refused(content: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    return err.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "before", "after", "field", "message"),
    [
        ("terms/first/term.md", "{high: 30}", "{high: 1000000000000}", "benchmarks.0.lagging.high",
         "1000000000000 is not from -999,999,999 to 999,999,999"),
        ("terms/first/term.md", "{high: 30}", "{high: 29.0000001}", "lagging.high", "6 decimal places"),
        ("terms/first/term.md", "{high: 30}", "{high: 1e12}", "lagging.high", "'1e12'"),
        ("terms/first/cost.yaml", "users: 100", "users: 100000000000000000000", "example.users",
         "100000000000000000000 is not from 1 to 999,999,999"),
        ("terms/first/cost.yaml", "users: 100", "users: 3000000000", "example.users", "3000000000"),
        ("terms/first/cost.yaml", "users: 100", "users: 0", "example.users", "0 is not from 1"),
        ("terms/first/cost.yaml", "users: 100", "users: 100.5", "example.users", "whole number"),
        ("terms/first/cost.yaml", "users: 100", "users: true", "example.users", "whole number"),
        ("terms/first/cost.yaml", "users: 100", "users: '100'", "example.users", "'100' is not"),
        ("terms/first/cost.yaml", "user_usd: 29", "user_usd: 1e400", "price_per_user_usd", "'1e400'"),
        ("terms/first/cost.yaml", "user_usd: 29", "user_usd: 0.0000001", "price_per_user_usd",
         "is not from 0.000001"),
        ("terms/first/cost.yaml", "price_usd: 0.01", "price_usd: 123456789.123456789",
         "tiers.0.price_usd", "15 digits that count"),
        ("terms/first/cost.yaml", "cogs_share: 15%", "cogs_share: 1e1000000000", "other_cogs_share", "1e1000000000"),
        ("terms/first/cost.yaml", "cogs_share: 15%", "cogs_share: 1/3", "other_cogs_share", "8 decimal places"),
        ("terms/first/term.md", "title: The first", f"title: {_letters(201)}", "title", "200 characters"),
        ("terms/first/term.md", "name: Begin", f"name: {_letters(121)}", "steps.0.name", "120 characters"),
        ("terms/first/term.md", "[step-1]", f"[{', '.join(['step-1'] * 13)}]", "based_on", "12 items"),
        ("terms/first/term.md", "as_of: 2026", "as_of: 0999", "figures.0.as_of", "'0999' is not a plain value"),
        ("terms/first/term.md", "updated: 2026-11-22", "updated: 9999-12-31", "updated", "9999-12-31"),
        ("terms/first/term.md", "updated: 2026-11-22", "updated: 0", "updated", "0 is not a day: write 2026-11-22"),
        ("terms/first/term.md", "updated: 2026-11-22", "updated: '1763900000'", "updated", "is not a day"),
        ("sources.yaml", "published: 2026", "published: 2026.0", "published", "2026.0"),
        ("maturity/model.yaml", "minutes: 5", "minutes: 5.0", "minutes", "whole number"),
        ("maturity/model.yaml", "required: true", "required: 1", "required", "true or false"),
    ],
)  # fmt: skip
def test_a_value_outside_its_range_is_refused_by_file_line_and_field(
    content: Path, spoil: Spoil, name: str, before: str, after: str, field: str, message: str
) -> None:
    line = spoil(name, before, after)
    place = f"content/{name}:{line}: "
    complaints = [one for one in refused(content).splitlines() if one.startswith(place)]
    (complaint,) = complaints
    assert field in complaint
    assert message in complaint


@pytest.mark.django_db
def test_too_many_rows_for_their_positions_are_refused(content: Path, spoil: Spoil) -> None:
    names = ", ".join(f"name {number}" for number in range(1_001))
    spoil("terms/first/term.md", "[first alias]", f"[{names}]")
    assert "aliases: List should have at most 1000 items" in refused(content)


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_largest_values_load_and_are_shown(content: Path, spoil: Spoil, client: Client) -> None:
    spoil("terms/first/term.md", "leading: {low: 85}", "leading: {low: 999999999}")
    spoil("terms/first/cost.yaml", "users: 100", "users: 999999999")
    spoil("terms/first/cost.yaml", "requests_per_user: 20", "requests_per_user: 999999999")
    spoil("terms/first/cost.yaml", "user_usd: 29", "user_usd: 99999999.123456")
    spoil("terms/first/cost.yaml", "price_usd: 1.00", "price_usd: 999999.123456789")
    call_command("load_content", str(content), stdout=StringIO())
    scenario = CostScenario.objects.get()
    assert scenario.price_per_user_usd == Decimal("99999999.123456")
    assert scenario.tiers.get(key="frontier").price_usd == Decimal("999999.123456789")
    assert client.get("/terms/first/").status_code == 200
    assert client.get("/calculator/?preset=first").status_code == 200


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        {"lagging_high": Decimal(10) ** 10},
        {"typical_low": -(Decimal(10) ** 10)},
        {"leading_low": Decimal(10) ** 9},
    ],
)
def test_no_band_outside_its_range_is_ever_stored(content: Path, change: dict[str, Any]) -> None:
    call_command("load_content", str(content), stdout=StringIO())
    with pytest.raises(IntegrityError):
        Benchmark.objects.update(**change)


def clamp_anew() -> None:
    """Do to rows what the migrations that are named for ranges do before they let no other row in."""
    loader = MigrationLoader(connection)
    for app in ("terms", "calculator"):
        [migration] = [
            loader.disk_migrations[key]
            for key in loader.disk_migrations
            if key[0] == app and key[1].endswith("_ranges")
        ]
        state = loader.project_state(migration.dependencies)
        for operation in takewhile(
            lambda one: isinstance(one, migrations.RunPython), migration.operations
        ):
            operation.database_forwards(app, connection.schema_editor(), state, state)


@pytest.mark.django_db
def test_what_an_older_release_stored_stops_no_page_and_no_load(
    content: Path, client: Client
) -> None:
    """Its SQLite had no constraints, which is what the numbers are stored without here."""
    if connection.vendor != "sqlite":
        pytest.skip("other databases never stored such a number")
    call_command("load_content", str(content), stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("UPDATE terms_benchmark SET lagging_high = 1000000000000")
        cursor.execute(
            "UPDATE calculator_costscenario SET price_per_user_usd = 9e999, users = 1e19"
        )
        clamp_anew()
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert client.get("/terms/first/").status_code == 200
    file = content / "terms/first/term.md"
    file.write_text(file.read_text().replace("{high: 30}", "{high: 31}"))
    file = content / "terms/first/cost.yaml"
    file.write_text(file.read_text().replace("users: 100", "users: 101"))
    for options in ([], ["--theirs"]):
        with transaction.atomic():
            call_command("load_content", str(content), *options, stdout=StringIO())
            assert Benchmark.objects.get(term__slug="first").lagging_high == 31
            assert CostScenario.objects.get().price_per_user_usd == 29
            assert CostScenario.objects.get().users == 101
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("70%", Fraction(7, 10)),
        ("0.7", Fraction(7, 10)),
        ("7/10", Fraction(7, 10)),
        (1, Fraction(1)),
    ],
)
def test_a_share_is_read_as_it_is_written(written: Any, share: Fraction) -> None:
    assert TypeAdapter(Share).validate_python(written) == share
