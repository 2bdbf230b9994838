"""Questions of several kinds, and attempts that pin what they pose; what was answered is carried over."""

import secrets

import django.db.models.deletion
import django.db.models.functions
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import quizzes.models.content
import terms.fields.prose

AT_ONCE = 5_000
NOTATIONS = [("number", "number"), ("percent", "percent"), ("dollars", "US dollars")]


def name_options(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every option a code of its own, then let none be given twice."""
    option = apps.get_model("quizzes", "Option")
    rows = list(option.objects.only("pk"))
    for row in rows:
        row.code = secrets.token_hex(6)
    option.objects.bulk_update(rows, ["code"], batch_size=500)


def pose_questions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every attempt posed all questions of its quiz, in their order and as they are written."""
    attempt = apps.get_model("quizzes", "Attempt")
    posed = apps.get_model("quizzes", "PosedQuestion")
    pairs = attempt.objects.values_list("pk", "quiz__questions__pk", "quiz__questions__position")
    posed.objects.bulk_create(
        (
            posed(attempt_id=attempt_id, question_id=question_id, number=position, seed=0)
            for attempt_id, question_id, position in pairs.iterator()
            if question_id is not None
        ),
        batch_size=500,
    )


def carry_answers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """An answer is its option's position, worth one point where that was right."""
    answer = apps.get_model("quizzes", "Answer")
    if schema_editor.connection.vendor == "postgresql":  # it does not know yet how many there are
        schema_editor.execute("ANALYZE quizzes_posedquestion")
    last = answer.objects.aggregate(last=models.Max("pk"))["last"] or 0
    for first in range(0, last + 1, AT_ONCE):
        carry(apps, answer.objects.filter(pk__gt=first, pk__lte=first + AT_ONCE))


def carry(apps: Apps, answers: models.QuerySet) -> None:
    posed = apps.get_model("quizzes", "PosedQuestion")
    option = apps.get_model("quizzes", "Option")
    chosen = option.objects.filter(pk=models.OuterRef("option"))
    answers.update(
        posed=posed.objects.filter(
            attempt=models.OuterRef("attempt"), question=models.OuterRef("question")
        ).values("pk")[:1],
        response=models.Subquery(
            chosen.annotate(
                place=django.db.models.functions.Cast("position", models.CharField())
            ).values("place")[:1]
        ),
        earned=models.Case(
            models.When(models.Exists(chosen.filter(is_right=True)), then=1), default=0
        ),
    )


class Migration(migrations.Migration):
    # Each step is a transaction of its own: in one, readers of PostgreSQL would wait for all answers.
    atomic = False

    dependencies = [("quizzes", "0001_initial")]

    operations = [
        migrations.AddField(
            "question",
            "kind",
            models.CharField(
                choices=[
                    ("single", "one choice"),
                    ("multiple", "several choices"),
                    ("true-false", "true or false"),
                    ("number", "a number"),
                    ("ordering", "an order of steps"),
                ],
                default="single",
                max_length=20,
            ),
        ),
        migrations.AddField(
            "question", "formula", models.CharField(blank=True, default="", max_length=300)
        ),
        migrations.AlterField("question", "formula", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            "question",
            "notation",
            models.CharField(choices=NOTATIONS, default="number", max_length=20),
        ),
        migrations.AddField(
            "question", "unit", models.CharField(blank=True, default="", max_length=40)
        ),
        migrations.AlterField("question", "unit", models.CharField(blank=True, max_length=40)),
        migrations.AddField(
            "question",
            "tolerance",
            models.DecimalField(decimal_places=9, default=0, max_digits=18),
        ),
        migrations.AddField(
            "question", "reason", terms.fields.prose.ProseField(blank=True, default="")
        ),
        migrations.AlterField("question", "reason", terms.fields.prose.ProseField(blank=True)),
        migrations.AddField(
            "question", "reason_html", models.TextField(blank=True, default="", editable=False)
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=models.Q(("tolerance__gte", 0)), name="question_tolerance_not_negative"
            ),
        ),
        migrations.CreateModel(
            "NumberParameter",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("low", models.DecimalField(decimal_places=9, default=0, max_digits=18)),
                ("high", models.DecimalField(decimal_places=9, default=0, max_digits=18)),
                ("step", models.DecimalField(decimal_places=9, default=1, max_digits=18)),
                ("formula", models.CharField(blank=True, max_length=300)),
                ("notation", models.CharField(choices=NOTATIONS, default="number", max_length=20)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parameters",
                        to="quizzes.question",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("question"), models.F("name"), name="numberparameter_name_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("high__gte", models.F("low")), ("step__gt", 0)),
                        name="numberparameter_range_in_order",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint("option", "option_one_right"),
        migrations.AlterField("option", "reason", terms.fields.prose.ProseField(blank=True)),
        migrations.AddField(
            "option", "code", models.CharField(default="", editable=False, max_length=12)
        ),
        migrations.RunPython(name_options, migrations.RunPython.noop),
        migrations.AlterField(
            "option",
            "code",
            models.CharField(
                default=quizzes.models.content.make_code,
                editable=False,
                max_length=12,
                unique=True,
            ),
        ),
        migrations.AddField(
            "attempt",
            "kind",
            models.CharField(
                choices=[
                    ("full", "the whole quiz"),
                    ("retry", "what was wrong"),
                    ("practice", "practice"),
                ],
                default="full",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            "attempt",
            "quiz",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attempts",
                to="quizzes.quiz",
            ),
        ),
        migrations.AddConstraint(
            "attempt",
            models.UniqueConstraint(
                condition=models.Q(("quiz", None)),
                fields=("learner", "number"),
                name="attempt_practice_number_unique",
            ),
        ),
        migrations.AddConstraint(
            "attempt",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "practice"), ("quiz", None)),
                    models.Q(
                        models.Q(("kind", "practice"), _negated=True), ("quiz__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="attempt_quiz_unless_practice",
            ),
        ),
        migrations.CreateModel(
            "PosedQuestion",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("seed", models.PositiveBigIntegerField(default=0)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posed",
                        to="quizzes.attempt",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posed",
                        to="quizzes.question",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("attempt"), models.F("number"), name="posedquestion_number_unique"
                    ),
                    models.UniqueConstraint(
                        models.F("attempt"), models.F("question"), name="posedquestion_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            "answer",
            "posed",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="quizzes.posedquestion",
            ),
        ),
        migrations.AddField("answer", "response", models.CharField(default="", max_length=120)),
        migrations.AddField("answer", "earned", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("answer", "worth", models.PositiveSmallIntegerField(default=1)),
        migrations.RunPython(pose_questions, migrations.RunPython.noop),
        migrations.RunPython(carry_answers, migrations.RunPython.noop),
    ]
