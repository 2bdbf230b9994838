import django.core.validators
from django.db import migrations, models

from glossary_site.operations.clamping import clamp


class Migration(migrations.Migration):
    dependencies = [
        ("maturity", "0007_set_apostrophes"),
        ("terms", "0015_ranges"),
    ]

    operations = [
        clamp("maturity", "statement", ["weight"], 1, 5),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_weight_positive",
        ),
        migrations.AlterField(
            model_name="maturitymodel",
            name="minutes",
            field=models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(120),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="weight",
            field=models.PositiveSmallIntegerField(
                default=1,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(5),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 5)),
                name="statement_weight_in_range",
            ),
        ),
    ]
