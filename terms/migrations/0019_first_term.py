"""The glossary says which term readers are to start with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("terms", "0018_plain_search")]

    operations = [
        migrations.AddField(
            model_name="glossary",
            name="first_term",
            field=models.SlugField(blank=True, max_length=80),
        ),
    ]
