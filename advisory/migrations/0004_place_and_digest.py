from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advisory", "0003_set_apostrophes"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrequest",
            name="place",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="callrequest",
            name="digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="callrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest", ""), _negated=True),
                fields=("digest",),
                name="call_request_kept_once",
            ),
        ),
    ]
