import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0002_devices"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerLearner",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_numbers",
                        to="learners.learner",
                    ),
                ),
            ],
        ),
    ]
