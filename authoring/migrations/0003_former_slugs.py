from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0002_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("term", "Term"),
                            ("category", "Category"),
                            ("assessment", "Assessment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("slug", models.CharField(max_length=80)),
                ("now", models.CharField(max_length=80)),
                ("position", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("kind"), models.F("slug"), name="former_slug_leads_once"
                    )
                ],
            },
        ),
    ]
