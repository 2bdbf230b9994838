import datetime
from decimal import Decimal

import django.core.validators
from django.db import migrations, models

import terms.fields.columns
from glossary_site.operations.clamping import clamp

BANDS = [f"{name}_{end}" for name in ("lagging", "typical", "leading") for end in ("low", "high")]


class Migration(migrations.Migration):
    dependencies = [
        ("terms", "0014_ticks_without_item"),
    ]

    operations = [
        clamp("terms", "benchmark", BANDS, -999_999_999, 999_999_999),
        migrations.AlterField(
            model_name="benchmark",
            name="lagging_high",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                max_digits=18,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="benchmark",
            name="lagging_low",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                max_digits=18,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="benchmark",
            name="leading_high",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                max_digits=18,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="benchmark",
            name="leading_low",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                max_digits=18,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="benchmark",
            name="typical_high",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                max_digits=18,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="benchmark",
            name="typical_low",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                max_digits=18,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("-999999999")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="category",
            name="description",
            field=models.TextField(
                validators=[
                    terms.fields.columns.printable,
                    django.core.validators.MaxLengthValidator(20000),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="as_of",
            field=models.CharField(max_length=10, validators=[terms.fields.columns.as_of]),
        ),
        migrations.AlterField(
            model_name="source",
            name="checked_on",
            field=models.DateField(
                validators=[
                    django.core.validators.MinValueValidator(datetime.date(1000, 1, 1)),
                    django.core.validators.MaxValueValidator(datetime.date(2999, 12, 31)),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="note",
            field=models.TextField(
                blank=True,
                validators=[
                    terms.fields.columns.printable,
                    django.core.validators.MaxLengthValidator(20000),
                ],
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="published",
            field=models.CharField(max_length=10, validators=[terms.fields.columns.as_of]),
        ),
        migrations.AlterField(
            model_name="term",
            name="publish_on",
            field=models.DateField(
                blank=True,
                help_text="the day on which a scheduled term is published, at 0:00 UTC",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(datetime.date(1000, 1, 1)),
                    django.core.validators.MaxValueValidator(datetime.date(2999, 12, 31)),
                ],
                verbose_name="publish on",
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="updated_on",
            field=models.DateField(
                validators=[
                    django.core.validators.MinValueValidator(datetime.date(1000, 1, 1)),
                    django.core.validators.MaxValueValidator(datetime.date(2999, 12, 31)),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lagging_low__gte", Decimal("-999999999")),
                    ("lagging_low__lte", Decimal("999999999")),
                    ("lagging_high__gte", Decimal("-999999999")),
                    ("lagging_high__lte", Decimal("999999999")),
                    ("typical_low__gte", Decimal("-999999999")),
                    ("typical_low__lte", Decimal("999999999")),
                    ("typical_high__gte", Decimal("-999999999")),
                    ("typical_high__lte", Decimal("999999999")),
                    ("leading_low__gte", Decimal("-999999999")),
                    ("leading_low__lte", Decimal("999999999")),
                    ("leading_high__gte", Decimal("-999999999")),
                    ("leading_high__lte", Decimal("999999999")),
                ),
                name="benchmark_bands_in_range",
            ),
        ),
    ]
