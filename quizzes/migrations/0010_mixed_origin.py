"""An answer in a mixed check is logged as one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0009_reminders")]

    operations = [
        migrations.AlterField(
            model_name="loggedreview",
            name="origin",
            field=models.CharField(
                choices=[
                    ("quiz", "a quiz"),
                    ("review", "a review"),
                    ("mixed", "a mixed check"),
                    ("file", "a file of the learner’s"),
                ],
                max_length=10,
            ),
        ),
    ]
