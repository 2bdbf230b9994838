# What a response says besides its value: evidence, for its owner alone.
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("maturity", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="link",
            field=models.URLField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="note",
            field=models.CharField(blank=True, max_length=1000),
        ),
    ]
