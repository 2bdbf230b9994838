"""The kinds of questions are those that modules register, and no list in the column any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0004_ranges"),
    ]

    operations = [
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(default="single", max_length=20),
        ),
    ]
