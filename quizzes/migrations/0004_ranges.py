from decimal import Decimal

import django.core.validators
from django.db import migrations, models

import terms.fields.columns
from glossary_site.operations.clamping import clamp


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0003_answers_by_posed_question"),
    ]

    operations = [
        clamp("quizzes", "question", ["tolerance"], 0, 999_999_999),
        clamp("quizzes", "numberparameter", ["low", "high"], -999_999_999, 999_999_999),
        clamp("quizzes", "numberparameter", ["step"], "0.000000001", 999_999_999),
        migrations.RemoveConstraint(
            model_name="question",
            name="question_tolerance_not_negative",
        ),
        migrations.AlterField(
            model_name="numberparameter",
            name="high",
            field=models.DecimalField(
                decimal_places=9,
                default=0,
                max_digits=18,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="numberparameter",
            name="low",
            field=models.DecimalField(
                decimal_places=9,
                default=0,
                max_digits=18,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="numberparameter",
            name="step",
            field=models.DecimalField(
                decimal_places=9,
                default=1,
                max_digits=18,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("1E-9")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="tolerance",
            field=models.DecimalField(
                decimal_places=9,
                default=0,
                max_digits=18,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="numberparameter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__gte", Decimal("-999999999")),
                    ("low__lte", Decimal("999999999")),
                    ("high__gte", Decimal("-999999999")),
                    ("high__lte", Decimal("999999999")),
                    ("step__gte", Decimal("1E-9")),
                    ("step__lte", Decimal("999999999")),
                ),
                name="numberparameter_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tolerance__gte", Decimal("0")), ("tolerance__lte", Decimal("999999999"))
                ),
                name="question_tolerance_in_range",
            ),
        ),
    ]
