from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import terms.fields.columns
import terms.fields.prose


class Migration(migrations.Migration):
    dependencies = [
        ("terms", "0020_search_sections"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkedExample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=200)),
                ("conclusion", terms.fields.prose.ProseField()),
                ("conclusion_html", models.TextField(blank=True, default="", editable=False)),
                (
                    "term",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "worked_examples",
            },
        ),
        migrations.CreateModel(
            name="WorkedStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(blank=True, max_length=40)),
                ("label", models.CharField(max_length=120)),
                ("formula", models.CharField(blank=True, max_length=300)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("working", terms.fields.prose.ProseField(blank=True)),
                ("working_html", models.TextField(blank=True, default="", editable=False)),
                ("result", models.CharField(blank=True, max_length=300)),
                (
                    "term",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "worked_steps",
            },
        ),
        migrations.CreateModel(
            name="WorkedInput",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=120)),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=9,
                        max_digits=18,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-999999999")),
                            django.core.validators.MaxValueValidator(Decimal("999999999")),
                            terms.fields.columns.exact_digits,
                        ],
                    ),
                ),
                ("unit", models.CharField(max_length=40)),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="terms.figure",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "worked_inputs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__gte", Decimal("-999999999")),
                            ("value__lte", Decimal("999999999")),
                        ),
                        name="worked_input_value_in_range",
                    )
                ],
            },
        ),
    ]
