"""The glossary names the terms that readers may start with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("terms", "0025_asked_for")]

    operations = [
        migrations.AddField("glossary", "start_with", models.CharField(blank=True, max_length=648)),
    ]
