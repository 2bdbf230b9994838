"""A title may say how it is read, terms stand in the order of their language, and addresses take
any script."""

from django.db import migrations, models

import terms.fields.columns


class Migration(migrations.Migration):
    dependencies = [("terms", "0029_relations")]

    operations = [
        migrations.AddField(
            "term",
            "reading",
            terms.fields.columns.LineField(
                blank=True,
                help_text="how the title is read, where its letters do not say where it sorts",
                max_length=200,
            ),
        ),
        migrations.AlterModelOptions(
            "term",
            options={
                "ordering": ["title_key"],
                "permissions": [("publish_term", "Can publish, schedule and retire terms")],
            },
        ),
        *(
            migrations.AlterField(
                model, name, models.SlugField(allow_unicode=True, max_length=80, **options)
            )
            for model, name, options in (
                ("term", "slug", {"unique": True}),
                ("category", "slug", {"unique": True}),
                ("glossary", "first_term", {"blank": True}),
            )
        ),
    ]
