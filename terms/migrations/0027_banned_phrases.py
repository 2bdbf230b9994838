"""The glossary names phrases that no text of it may say."""

import django.core.validators
from django.db import migrations, models

import terms.fields.columns


class Migration(migrations.Migration):
    dependencies = [("terms", "0026_start_with")]

    operations = [
        migrations.AddField(
            "glossary",
            "banned_phrases",
            models.TextField(
                blank=True,
                help_text="what no text may say, a line each",
                validators=[
                    terms.fields.columns.printable,
                    django.core.validators.MaxLengthValidator(20000),
                ],
            ),
        ),
    ]
