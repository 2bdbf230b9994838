"""Readers may ask for an entry that they searched for in vain."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("terms", "0024_picture")]

    operations = [
        migrations.AlterModelOptions(
            name="missedquery",
            options={
                "ordering": ["-asked_for", "-count", "-last_asked_on", "-pk"],
                "verbose_name_plural": "missed queries",
            },
        ),
        migrations.RemoveIndex("missedquery", name="missed_query_rank"),
        migrations.AddField("missedquery", "asked_for", models.PositiveIntegerField(default=0)),
        migrations.AlterField("missedquery", "count", models.PositiveIntegerField(default=0)),
        migrations.AddIndex(
            "missedquery",
            models.Index(
                fields=["-asked_for", "-count", "-last_asked_on"], name="missed_query_rank"
            ),
        ),
    ]
