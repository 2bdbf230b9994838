"""A title may say how it is read, and terms stand in the order of their language."""

from django.db import migrations

import terms.fields.columns


class Migration(migrations.Migration):
    dependencies = [("terms", "0028_question")]

    operations = [
        migrations.AddField(
            "term",
            "reading",
            terms.fields.columns.LineField(
                blank=True,
                help_text="how the title is read, in letters that sort: ほん for 本",
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
    ]
