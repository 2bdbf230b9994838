"""Practice becomes the review of what is due; answers are logged, and what is recalled is kept."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def name_practice_review(apps, schema_editor):
    apps.get_model("quizzes", "Attempt").objects.filter(kind="practice").update(kind="review")


def name_review_practice(apps, schema_editor):
    apps.get_model("quizzes", "Attempt").objects.filter(kind="review").update(kind="practice")


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0001_initial"),
        ("quizzes", "0005_kinds_by_registry"),
        ("terms", "0028_question"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoggedReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("answer_digest", models.CharField(blank=True, max_length=16)),
                ("answered_at", models.DateTimeField()),
                ("earned", models.PositiveSmallIntegerField()),
                ("worth", models.PositiveSmallIntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("quiz", "a quiz"),
                            ("review", "a review"),
                            ("file", "a file of the learner’s"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuestionMemory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("answer_digest", models.CharField(blank=True, max_length=16)),
                ("stability_d", models.FloatField()),
                ("difficulty", models.FloatField()),
                ("reviewed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("reviews", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name_plural": "question memories",
            },
        ),
        migrations.CreateModel(
            name="SetAsideEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("known", "Already know it"),
                            ("buried", "Not today"),
                            ("unwanted", "Not for me"),
                        ],
                        max_length=10,
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "set-aside entries",
            },
        ),
        migrations.RemoveConstraint(
            model_name="attempt",
            name="attempt_practice_number_unique",
        ),
        migrations.RemoveConstraint(
            model_name="attempt",
            name="attempt_quiz_unless_practice",
        ),
        migrations.RemoveConstraint(
            model_name="posedquestion",
            name="posedquestion_once",
        ),
        migrations.RunPython(name_practice_review, name_review_practice),
        migrations.AddField(
            model_name="posedquestion",
            name="is_repeat",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="question",
            name="answer_digest",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="kind",
            field=models.CharField(
                choices=[
                    ("full", "the whole quiz"),
                    ("retry", "what was wrong"),
                    ("review", "review"),
                ],
                default="full",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("quiz", None)),
                fields=("learner", "number"),
                name="attempt_review_number_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "review"), ("quiz", None)),
                    models.Q(models.Q(("kind", "review"), _negated=True), ("quiz__isnull", False)),
                    _connector="OR",
                ),
                name="attempt_quiz_unless_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="posedquestion",
            constraint=models.UniqueConstraint(
                models.F("attempt"),
                models.F("question"),
                models.F("is_repeat"),
                name="posedquestion_once_and_repeated_once",
            ),
        ),
        migrations.AddField(
            model_name="loggedreview",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="logged_reviews",
                to="learners.learner",
            ),
        ),
        migrations.AddField(
            model_name="loggedreview",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="terms.term"
            ),
        ),
        migrations.AddField(
            model_name="questionmemory",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memories",
                to="learners.learner",
            ),
        ),
        migrations.AddField(
            model_name="questionmemory",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="terms.term"
            ),
        ),
        migrations.AddField(
            model_name="setasideentry",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="set_aside",
                to="learners.learner",
            ),
        ),
        migrations.AddField(
            model_name="setasideentry",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="terms.term"
            ),
        ),
        migrations.AddIndex(
            model_name="loggedreview",
            index=models.Index(
                models.F("learner"), models.F("term"), models.F("key"), name="loggedreview_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="loggedreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("earned__lte", models.F("worth")), ("worth__gte", 1)),
                name="loggedreview_credit_in_range",
            ),
        ),
        migrations.AddIndex(
            model_name="questionmemory",
            index=models.Index(models.F("learner"), models.F("due_on"), name="questionmemory_due"),
        ),
        migrations.AddConstraint(
            model_name="questionmemory",
            constraint=models.UniqueConstraint(
                models.F("learner"),
                models.F("term"),
                models.F("key"),
                models.F("answer_digest"),
                name="questionmemory_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="setasideentry",
            constraint=models.UniqueConstraint(
                models.F("learner"), models.F("term"), name="setasideentry_unique"
            ),
        ),
    ]
