import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0004_failed_load"),
        ("terms", "0028_question"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReaderReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("anchor", models.CharField(blank=True, max_length=100)),
                ("place", models.CharField(max_length=300, verbose_name="about")),
                ("shown", models.TextField(blank=True)),
                ("message", models.TextField(verbose_name="message")),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "reported_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="reported on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("turned_down", "turned down"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reader_reports",
                        to="authoring.proposal",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_reports",
                        to="terms.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "report by a reader",
                "verbose_name_plural": "reports by readers",
                "ordering": ["term__title", "reported_at"],
            },
        ),
    ]
