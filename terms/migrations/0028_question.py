"""A full entry may word the question that it answers."""

from django.db import migrations

import terms.fields.columns


class Migration(migrations.Migration):
    dependencies = [("terms", "0027_banned_phrases")]

    operations = [
        migrations.AddField(
            "term",
            "question",
            terms.fields.columns.LineField(
                blank=True,
                help_text="the heading of a full entry, where it is not “What is” and the title",
                max_length=200,
            ),
        ),
    ]
