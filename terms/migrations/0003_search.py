import django.db.models.deletion
from django.db import migrations, models

import terms.fields.columns

TEXTS = ("title", "names", "tldr", "key_metrics", "explanation", "where_used", "who_uses_it",
         "why_it_matters", "how_to_apply", "checklist", "comparisons", "how_it_works", "mistakes",
         "practices", "benchmarks", "faq", "sources")  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("terms", "0002_term_picture")]

    operations = [
        migrations.RemoveIndex(model_name="term", name="term_title_lower"),
        migrations.AddField(
            model_name="term",
            name="title_key",
            field=terms.fields.columns.NameKeyField(
                "title", default="", editable=False, max_length=200
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="initial",
            field=terms.fields.columns.InitialField(
                "title", default="", editable=False, max_length=3
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["status", "title_key"], name="term_by_title"),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["status", "initial", "title_key"], name="term_by_initial"),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["status", "category", "title_key"], name="term_by_category"),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(
                fields=["status", "category", "initial", "title_key"], name="term_by_shelf"
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["status", "-updated_on", "title_key"], name="term_by_age"),
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="terms.term",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="terms.category",
                    ),
                ),
                ("initial", models.CharField(max_length=3)),
                *((name, models.TextField()) for name in TEXTS),
            ],
        ),
        migrations.CreateModel(
            name="SearchName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_names",
                        to="terms.term",
                    ),
                ),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "title"), (1, "abbreviation"), (2, "alias")]
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("key", models.CharField(db_index=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("term"), models.F("key"), name="search_name_key_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShelfCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shelf_counts",
                        to="terms.category",
                    ),
                ),
                ("initial", models.CharField(max_length=3)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("category"), models.F("initial"), name="shelf_count_shelf_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MissedQuery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=100, unique=True)),
                ("count", models.PositiveIntegerField()),
                ("last_asked_on", models.DateField()),
            ],
            options={
                "verbose_name_plural": "missed queries",
                "indexes": [
                    models.Index(fields=["-count", "-last_asked_on"], name="missed_query_rank")
                ],
            },
        ),
    ]
