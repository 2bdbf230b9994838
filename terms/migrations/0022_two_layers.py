import django.db.models.deletion
from django.db import migrations, models

import terms.fields.prose

KINDS = {"reported": "survey", "derived": "calculation"}


def rename_kinds(apps, schema_editor):
    """What was reported may be a count or a survey; the files say which when they are loaded."""
    figures = apps.get_model("terms", "Figure")
    for was, now in KINDS.items():
        figures.objects.filter(kind=was).update(kind=now)


class Migration(migrations.Migration):
    dependencies = [
        ("terms", "0021_worked_example"),
    ]

    operations = [
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("note", terms.fields.prose.ProseField(blank=True)),
                ("note_html", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "citations",
            },
        ),
        migrations.CreateModel(
            name="Takeaway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", terms.fields.prose.ProseField()),
                ("text_html", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "default_related_name": "takeaways",
            },
        ),
        migrations.RemoveField(
            model_name="gloss",
            name="term",
        ),
        migrations.AddField(
            model_name="figure",
            name="of",
            field=models.CharField(
                blank=True, help_text="what it is a share of, or counted among", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="keymetric",
            name="beside",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="terms.figure",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="more",
            field=terms.fields.prose.ProseField(blank=True),
        ),
        migrations.AddField(
            model_name="step",
            name="more_html",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="term",
            name="kind",
            field=models.CharField(
                choices=[("full", "Full entry"), ("brief", "Brief entry")],
                default="full",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="workedinput",
            name="price_date",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="workedinput",
            name="price_input_tokens",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="workedinput",
            name="price_model",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="workedinput",
            name="price_output_tokens",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="figure",
            name="kind",
            field=models.CharField(
                choices=[
                    ("measured", "Measured"),
                    ("survey", "Survey"),
                    ("estimate", "Practitioner estimate"),
                    ("calculation", "Our calculation"),
                ],
                max_length=11,
            ),
        ),
        migrations.RunPython(rename_kinds, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="figure",
            name="source",
            field=models.ForeignKey(
                blank=True,
                help_text="of our own calculation: where its inputs were published",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="terms.source",
            ),
        ),
        migrations.AlterField(
            model_name="practice",
            name="detail",
            field=terms.fields.prose.ProseField(blank=True),
        ),
        migrations.AlterField(
            model_name="term",
            name="explanation",
            field=terms.fields.prose.ProseField(blank=True),
        ),
        migrations.AlterField(
            model_name="term",
            name="where_used",
            field=terms.fields.prose.ProseField(blank=True),
        ),
        migrations.AlterField(
            model_name="term",
            name="why_it_matters",
            field=terms.fields.prose.ProseField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "calculation"), ("source__isnull", False), _connector="OR"
                ),
                name="figure_has_source",
                violation_error_message="Say where the figure comes from.",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["full", "brief"])), name="term_kind_known"
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terms.source"
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.AddField(
            model_name="takeaway",
            name="term",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="terms.term"),
        ),
        migrations.DeleteModel(
            name="Gloss",
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                models.F("term"), models.F("source"), name="citation_unique"
            ),
        ),
    ]
