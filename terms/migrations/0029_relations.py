import django.db.models.deletion
from django.db import migrations, models

import terms.fields.columns
import terms.fields.prose
import terms.models.relations


class Migration(migrations.Migration):
    dependencies = [
        ("terms", "0028_question"),
    ]

    operations = [
        migrations.CreateModel(
            name="BroaderTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "broader_terms",
            },
        ),
        migrations.CreateModel(
            name="Contrast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "difference",
                    terms.fields.prose.ProseField(
                        help_text="why they are confused, or how they differ"
                    ),
                ),
                ("difference_html", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "contrasts",
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "former_names",
            },
        ),
        migrations.CreateModel(
            name="Homonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200)),
                (
                    "slug",
                    terms.models.relations.NameSlugField(
                        "name", db_index=True, default="", editable=False, max_length=200
                    ),
                ),
                (
                    "meaning",
                    terms.fields.prose.ProseField(
                        blank=True, help_text="what it means here; else the TL;DR says it"
                    ),
                ),
                ("meaning_html", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "homonyms",
            },
        ),
        migrations.CreateModel(
            name="TermTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=120)),
                (
                    "key",
                    terms.fields.columns.NameKeyField(
                        "name", db_index=True, default="", editable=False, max_length=200
                    ),
                ),
            ],
            options={
                "verbose_name": "tag",
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "tags",
            },
        ),
        migrations.RemoveConstraint(
            model_name="term",
            name="term_replaced_when_retired",
        ),
        migrations.AlterField(
            model_name="searchname",
            name="kind",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "title"), (1, "abbreviation"), (2, "alias"), (3, "former name")]
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                help_text="what to read instead: readers of this entry are told so, and the address of a retired one leads there",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="terms.term",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_by", models.F("id")), _negated=True),
                name="term_not_replaced_by_itself",
                violation_error_message="A term is not replaced by itself.",
            ),
        ),
        migrations.AddField(
            model_name="broaderterm",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="narrower_terms",
                to="terms.term",
            ),
        ),
        migrations.AddField(
            model_name="broaderterm",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.AddField(
            model_name="contrast",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contrasted_from",
                to="terms.term",
            ),
        ),
        migrations.AddField(
            model_name="contrast",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.AddField(
            model_name="formername",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.AddField(
            model_name="homonym",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.AddField(
            model_name="termtag",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.AddConstraint(
            model_name="broaderterm",
            constraint=models.UniqueConstraint(
                models.F("term"), models.F("target"), name="broader_term_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="broaderterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("term", models.F("target")), _negated=True),
                name="broader_term_not_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="contrast",
            constraint=models.UniqueConstraint(
                models.F("term"), models.F("target"), name="contrast_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="contrast",
            constraint=models.CheckConstraint(
                condition=models.Q(("term", models.F("target")), _negated=True),
                name="contrast_not_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.UniqueConstraint(
                models.F("term"), models.F("name"), name="former_name_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="homonym",
            constraint=models.UniqueConstraint(
                models.F("term"), models.F("slug"), name="homonym_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="termtag",
            constraint=models.UniqueConstraint(
                models.F("term"), models.F("key"), name="term_tag_unique"
            ),
        ),
    ]
