from decimal import Decimal

import django.core.validators
from django.db import migrations, models

import terms.fields.columns
from glossary_site.operations.clamping import clamp


class Migration(migrations.Migration):
    dependencies = [
        ("calculator", "0001_initial"),
        ("terms", "0015_ranges"),
    ]

    operations = [
        clamp("calculator", "costscenario", ["users", "requests_per_user"], 1, 999_999_999),
        clamp("calculator", "costscenario", ["price_per_user_usd"], "0.000001", 999_999_999),
        clamp("calculator", "costscenario", ["other_cogs_share"], 0, 1),
        clamp("calculator", "costtier", ["price_usd"], 0, 999_999_999),
        migrations.RemoveConstraint(
            model_name="costtier",
            name="cost_tier_share_in_range",
        ),
        migrations.RemoveConstraint(
            model_name="costtier",
            name="cost_tier_price_not_negative",
        ),
        migrations.AlterField(
            model_name="costscenario",
            name="note",
            field=models.TextField(
                validators=[
                    terms.fields.columns.printable,
                    django.core.validators.MaxLengthValidator(20000),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="costscenario",
            name="other_cogs_share",
            field=models.DecimalField(
                decimal_places=8,
                max_digits=9,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0")),
                    django.core.validators.MaxValueValidator(Decimal("1")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="costscenario",
            name="price_per_user_usd",
            field=models.DecimalField(
                decimal_places=6,
                max_digits=18,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0.000001")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="costscenario",
            name="requests_per_user",
            field=models.PositiveIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(999999999),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="costscenario",
            name="users",
            field=models.PositiveIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(999999999),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="costtier",
            name="price_usd",
            field=models.DecimalField(
                decimal_places=9,
                max_digits=18,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0")),
                    django.core.validators.MaxValueValidator(Decimal("999999999")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AlterField(
            model_name="costtier",
            name="share",
            field=models.DecimalField(
                decimal_places=8,
                max_digits=9,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0")),
                    django.core.validators.MaxValueValidator(Decimal("1")),
                    terms.fields.columns.exact_digits,
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="costscenario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("users__gte", 1),
                    ("users__lte", 999999999),
                    ("requests_per_user__gte", 1),
                    ("requests_per_user__lte", 999999999),
                    ("price_per_user_usd__gte", Decimal("0.000001")),
                    ("price_per_user_usd__lte", Decimal("999999999")),
                    ("other_cogs_share__gte", Decimal("0")),
                    ("other_cogs_share__lte", Decimal("1")),
                ),
                name="cost_scenario_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="costtier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("share__gte", Decimal("0")),
                    ("share__lte", Decimal("1")),
                    ("price_usd__gte", Decimal("0")),
                    ("price_usd__lte", Decimal("999999999")),
                ),
                name="cost_tier_in_range",
            ),
        ),
    ]
