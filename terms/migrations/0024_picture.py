import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import terms.fields.columns


class Migration(migrations.Migration):
    dependencies = [
        ("terms", "0023_about_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="PicturePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.CharField(max_length=40)),
                ("note", models.CharField(blank=True, help_text="a few words", max_length=80)),
                (
                    "points",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="of a side of a comparison, a line each",
                        validators=[
                            terms.fields.columns.printable,
                            django.core.validators.MaxLengthValidator(20000),
                        ],
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
                "default_related_name": "picture_parts",
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cycle", "cycle"),
                            ("flow", "flow"),
                            ("layers", "layers"),
                            ("timeline", "timeline"),
                            ("comparison", "comparison"),
                            ("scale", "scale"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="its caption, a short sentence", max_length=200),
                ),
                (
                    "centre",
                    models.CharField(
                        blank=True, help_text="in the middle of a cycle", max_length=40
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
                "default_related_name": "pictures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["cycle", "flow", "layers", "timeline", "comparison", "scale"],
                            )
                        ),
                        name="picture_kind_known",
                    )
                ],
            },
        ),
    ]
