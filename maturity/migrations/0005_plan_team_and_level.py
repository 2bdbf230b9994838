# The plan of a result, teams, and what a result came to; 0006 fills that in for those that exist.
import django.db.models.deletion
from django.db import migrations, models

import maturity.models
from maturity.models import LEVEL_CHOICES


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0001_initial"),
        ("maturity", "0004_assessment_is_shared"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="index",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True),
        ),
        migrations.AddField(
            model_name="assessment",
            name="is_loaded",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="assessment",
            name="level",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=LEVEL_CHOICES,
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_done", models.BooleanField(default=False)),
                ("owner", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_items",
                        to="maturity.assessment",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TargetLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(choices=LEVEL_CHOICES[1:]),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="maturity.assessment",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=maturity.models.make_token,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("is_open", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="maturity.maturitymodel",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="learners.learner",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="assessments",
                to="maturity.team",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("team__isnull", False)),
                fields=("learner", "team"),
                name="assessment_once_in_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.UniqueConstraint(
                models.F("assessment"), models.F("statement"), name="plan_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetlevel",
            constraint=models.UniqueConstraint(
                models.F("assessment"), models.F("dimension"), name="target_level_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 2), ("level__lte", 7)), name="target_level_known"
            ),
        ),
    ]
